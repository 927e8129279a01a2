type Json = Record<string, unknown>;

const BINARY = { "application/octet-stream": { schema: { type: "string", format: "binary" } } };
const PROBLEM = { $ref: "#/components/responses/Problem" };

/** What carries files as they are, and so is not made from an operation. `schema` names that of an attachment. */
export function filePaths(schema: string): Record<string, Json> {
  return {
    "/api/v1/attachments": {
      post: {
        operationId: "attachmentsCreate",
        summary: "Attach a file; the body is its bytes.",
        description: "Scope: write.",
        tags: ["attachments"],
        parameters: [
          {
            name: "on",
            in: "query",
            required: true,
            description: "Key of an issue, document, decision, milestone or initiative, or the id of a comment.",
            schema: { type: "string" },
          },
          {
            name: "name",
            in: "query",
            required: true,
            description: "Name of the file; its extension has to fit its content.",
            schema: { type: "string" },
          },
          { $ref: "#/components/parameters/IdempotencyKey" },
        ],
        requestBody: { required: true, content: BINARY },
        responses: {
          "201": {
            description: "Made.",
            headers: { Location: { $ref: "#/components/headers/Location" } },
            content: { "application/json": { schema: { $ref: `#/components/schemas/${schema}` } } },
          },
          default: PROBLEM,
        },
      },
    },
    "/api/v1/attachments/{attachment}/content": {
      get: {
        operationId: "attachmentsContent",
        summary: "Download an attached file, whole or by Range in part.",
        description: "Scope: read.",
        tags: ["attachments"],
        parameters: [
          { name: "attachment", in: "path", required: true, description: "Id.", schema: { type: "string" } },
          {
            name: "Range",
            in: "header",
            required: false,
            description: "Like bytes=0-1023.",
            schema: { type: "string" },
          },
        ],
        responses: {
          "200": { description: "The file.", content: BINARY },
          "206": { description: "The part that was asked for.", content: BINARY },
          "304": { description: "The file that If-None-Match names." },
          "416": { description: "There is no such part." },
          default: PROBLEM,
        },
      },
    },
  };
}
