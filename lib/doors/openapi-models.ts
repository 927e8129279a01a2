import { PROVIDERS } from "#lib/core/model-providers";

type Json = Record<string, unknown>;

const count = (description: string) => ({ type: "integer", description });
const text = (description: string) => ({ type: "string", description });

const TESTED = {
  provider: text("Who answered."),
  model: text("Its model."),
  address: text("The server that it was sent to."),
  text: text("What it answered."),
  tokensIn: count("What went in."),
  cached: count("Of what went in, what came from the provider's cache."),
  tokensOut: count("What came out."),
  cost: { type: ["number", "null"], description: "Dollars, an estimate; null where the price is not known." },
  milliseconds: count("How long it took."),
};

/** What that answers. */
export const MODEL_SCHEMAS = {
  ModelTest: { type: "object", properties: TESTED, required: Object.keys(TESTED) },
};

/** What asks a model, and so is not made from an operation. */
export function modelPaths(): Record<string, Json> {
  return {
    "/api/v1/ai/test": {
      post: {
        operationId: "aiTest",
        summary: "Ask one tiny question, to see whether a model provider answers.",
        description: "Scope: admin.",
        tags: ["ai"],
        requestBody: {
          required: false,
          content: {
            "application/json": {
              schema: {
                type: "object",
                properties: {
                  provider: {
                    type: "string",
                    enum: PROVIDERS,
                    description: "This one alone; else the first that answers.",
                  },
                },
                additionalProperties: false,
              },
            },
          },
        },
        responses: {
          "200": {
            description: "It answered.",
            content: {
              "application/json": {
                schema: { $ref: "#/components/schemas/ModelTest" },
              },
            },
          },
          default: { $ref: "#/components/responses/Problem" },
        },
      },
    },
  };
}
