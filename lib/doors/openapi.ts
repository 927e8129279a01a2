import { z } from "zod";
import { guardRequest, hostHeader } from "#lib/auth/guard";
import { loadConfig } from "#lib/core/config";
import { ERROR_CODES } from "#lib/core/errors";
import { isWrite, type Operation } from "#lib/core/operation";
import { corsHeaders } from "./cors.ts";
import { COMPONENTS, namedOutputs } from "./openapi-components.ts";
import { filePaths } from "./openapi-files.ts";
import { MODEL_SCHEMAS, modelPaths } from "./openapi-models.ts";
import { problemResponse } from "./problem-response.ts";
import { requestIdOf } from "./request-id.ts";
import { creates } from "./rest.ts";
import { REST_ROUTES, type RestRoute } from "./rest-routes.ts";
import { VERSION } from "./version.ts";

type Json = Record<string, unknown>;
type ObjectSchema = { properties?: Record<string, Json>; required?: string[] } & Json;

const BODY_METHODS = ["POST", "PATCH", "PUT"];
const INTRO = [
  "Every operation of Turbo over HTTP. JSON in and out, instants in UTC as RFC 3339, days as YYYY-MM-DD.",
  "Send an API key as `X-API-Key` or `Authorization: Bearer`.",
  "A PATCH changes only the fields it names; null clears; an unknown field is refused.",
  "Keys (TURBO-12, TURBO-DOC4, TURBO-DEC7, TURBO-MS2, I-3), handles and label names are accepted wherever an id is.",
  "Lists answer `nextCursor`; pass it as `cursor` for the next page.",
  "`If-Match` with the `ETag` of a read, or `version`, refuses to overwrite what somebody else wrote since.",
  "`Idempotency-Key` makes a write safe to repeat for 24 hours.",
].join("\n");

let built: Json | null = null;

/** The OpenAPI 3.1 description of the REST door, made from the operations. */
export function openApi(): Json {
  built ??= build();
  return built;
}

/** Answers /api/v1/openapi.json; it is public, because it says nothing about this instance. */
export function answerOpenApi(request: Request): Response {
  try {
    guardRequest(request);
  } catch (error) {
    return problemResponse(error, requestIdOf(request.headers));
  }
  const servers = [{ url: loadConfig().server.publicUrl ?? `http://${hostHeader(request)}` }];
  return Response.json(
    { ...openApi(), servers },
    { headers: { "cache-control": "no-store", ...corsHeaders(request.headers) } },
  );
}

function build(): Json {
  const outputs = namedOutputs(REST_ROUTES.map(({ operation }) => operation));
  const routes = [...REST_ROUTES].sort((a, b) => pathOf(a).localeCompare(pathOf(b), "en"));
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    paths[pathOf(route)] = {
      ...paths[pathOf(route)],
      [route.method.toLowerCase()]: operationObject(route, outputs.names),
    };
  }
  const others = { ...filePaths(outputs.names.get("attachments.get") ?? "Nothing"), ...modelPaths() };
  for (const [path, methods] of Object.entries(others)) {
    paths[path] = { ...paths[path], ...methods };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Turbo", version: VERSION, description: INTRO },
    servers: [{ url: "/" }],
    security: [{ apiKey: [] }, { bearer: [] }],
    paths,
    components: {
      ...COMPONENTS,
      schemas: { ...outputs.schemas, ...MODEL_SCHEMAS, Problem: PROBLEM },
    },
  };
}

function pathOf({ segments }: RestRoute): string {
  return `/api/v1/${segments.map((segment) => segment.replace(/^:(.*)$/, "{$1}")).join("/")}`;
}

/** What a key needs beside its scope. */
function reachOf({ access, reach }: Operation): string {
  if (reach === "account") return " Of keys, only those of scope admin that are not limited to projects.";
  return reach === "workspace" && access !== "read" ? " Not for people and keys that are limited to projects." : "";
}

function operationObject(
  { operation, method, segments, variant = "" }: RestRoute,
  names: ReadonlyMap<string, string>,
): Json {
  const { properties = {}, required = [] } = inputSchema(operation.input);
  const inPath = segments.flatMap((segment) => (segment.startsWith(":") ? [segment.slice(1)] : []));
  const rest = Object.entries(properties).filter(([name]) => !inPath.includes(name) && !(variant && name === "on"));
  const hasBody = BODY_METHODS.includes(method);
  const parameters = [
    ...inPath.map((name) => ({
      name,
      in: "path",
      required: true,
      ...described(properties[name] ?? { type: "string" }),
    })),
    ...(hasBody
      ? []
      : rest.map(([name, schema]) => ({ name, in: "query", required: required.includes(name), ...described(schema) }))),
    ...(isWrite(operation) ? [{ $ref: "#/components/parameters/IdempotencyKey" }] : []),
    ...("version" in properties ? [{ $ref: "#/components/parameters/IfMatch" }] : []),
  ];
  const needed = required.filter((name) => !inPath.includes(name));
  const body = {
    type: "object",
    properties: Object.fromEntries(rest),
    ...(needed.length > 0 ? { required: needed } : {}),
  };
  return {
    operationId: `${operation.name.replace(/[._](\w)/g, (_, letter: string) => letter.toUpperCase())}${variant}`,
    summary: operation.summary,
    description: `Scope: ${operation.access}.${reachOf(operation)}`,
    tags: [operation.name.split(".")[0] ?? "system"],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(hasBody && rest.length > 0
      ? {
          requestBody: {
            required: needed.length > 0,
            content: { "application/json": { schema: { ...body, additionalProperties: false } } },
          },
        }
      : {}),
    responses: {
      [creates(operation) ? "201" : "200"]: {
        description: creates(operation) ? "Made." : "Done.",
        headers: successHeaders(creates(operation)),
        content: {
          "application/json": { schema: { $ref: `#/components/schemas/${names.get(operation.name) ?? "Nothing"}` } },
        },
      },
      default: { $ref: "#/components/responses/Problem" },
    },
  };
}

function successHeaders(made: boolean): Json {
  return {
    "X-Request-Id": { $ref: "#/components/headers/RequestId" },
    RateLimit: { $ref: "#/components/headers/RateLimit" },
    ...(made ? { Location: { $ref: "#/components/headers/Location" } } : {}),
  };
}

/** A parameter's own description beside its schema. */
function described({ description, ...schema }: Json): Json {
  return { ...(description ? { description } : {}), schema };
}

/** JSON Schema of what an operation takes. */
function inputSchema(input: z.ZodType): ObjectSchema {
  const { $schema: _, ...schema } = z.toJSONSchema(input, {
    io: "input",
    unrepresentable: "any",
    override: withoutPattern,
  });
  return schema as ObjectSchema;
}

/** A format says it all; the pattern that checks it is noise. */
function withoutPattern({ jsonSchema }: { jsonSchema: { format?: string; pattern?: string } }): void {
  if (jsonSchema.format) delete jsonSchema.pattern;
}

const PROBLEM = {
  type: "object",
  description: "RFC 9457 problem details.",
  required: ["type", "title", "status", "code", "detail", "fields", "requestId"],
  properties: {
    type: { type: "string", description: "urn:turbo:error:CODE" },
    title: { type: "string" },
    status: { type: "integer" },
    code: { type: "string", enum: Object.keys(ERROR_CODES) },
    detail: { type: "string", description: "What happened, what was kept, what to do." },
    fields: {
      type: "array",
      items: {
        type: "object",
        required: ["path", "message"],
        properties: {
          path: { type: "string", description: "Place in the input, like labels.0." },
          message: { type: "string" },
          allowed: { type: "array", items: { type: "string" } },
        },
      },
    },
    requestId: { type: "string" },
    current: { description: "The state as it is now, for a conflict." },
    changed: {
      type: "object",
      description: "Who changed it last, for a conflict.",
      required: ["by", "door", "at"],
      properties: {
        by: { type: "string" },
        door: { type: "string" },
        at: { type: "string", format: "date-time" },
      },
    },
    retryAfter: { type: "number", description: "Seconds." },
  },
} as const;
