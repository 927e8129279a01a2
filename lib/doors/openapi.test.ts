import { expect, test } from "vitest";
import { OPERATIONS } from "#lib/domain/operations";
import { openApi } from "./openapi.ts";

interface Described {
  operationId: string;
  summary: string;
  parameters?: { $ref?: string; name: string; in: string; required: boolean; schema: object }[];
  requestBody?: { content: Record<string, { schema: { properties: object; additionalProperties: boolean } }> };
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
}

const document = openApi() as {
  openapi: string;
  info: { version: string };
  paths: Record<string, Record<string, Described>>;
  components: Record<string, Record<string, object>>;
};
const described = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
);

function references(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(references);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => (name === "$ref" ? [String(inner)] : references(inner)));
}

function resolve(reference: string): unknown {
  const steps = reference.replace(/^#\//, "").split("/");
  return steps.reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], document);
}

/** Second places of operations. */
const FURTHER = ["GET /issues/{issue}/comments", "POST /issues/{issue}/comments", "GET /issues/{issue}/activity"];
/** What carries files, or asks a model. */
const OTHERS = ["POST /ai/test", "POST /attachments", "GET /attachments/{attachment}/content"];

test("Every public operation is described once, under its place and method.", () => {
  expect(document.openapi).toBe("3.1.0");
  const places = OPERATIONS.flatMap(({ rest }) => (rest ? [rest.replace(/:(\w+)/g, "{$1}")] : []));
  const shown = described.map(({ path, method }) => `${method.toUpperCase()} ${path.replace("/api/v1", "")}`);
  expect(shown.sort()).toEqual([...places, ...FURTHER, ...OTHERS, "GET /ping"].sort());
  expect(new Set(described.map(({ operationId }) => operationId)).size).toBe(described.length);
});

test("Every reference leads somewhere.", () => {
  const all = references(document);
  expect(all.length).toBeGreaterThan(50);
  expect(all.filter((reference) => resolve(reference) === undefined)).toEqual([]);
});

test("Every parameter of a path is declared, required, and no field of the body.", () => {
  for (const { path, parameters = [], requestBody } of described) {
    const inPath = parameters.filter((parameter) => parameter.in === "path");
    expect(inPath.map(({ name }) => `{${name}}`)).toEqual(path.match(/\{\w+\}/g) ?? []);
    expect(inPath.every(({ required, schema }) => required && schema)).toBe(true);
    const fields = Object.keys(requestBody?.content["application/json"]?.schema.properties ?? {});
    expect(fields.filter((name) => path.includes(`{${name}}`))).toEqual([]);
  }
});

test("Every success has a schema and every operation can answer with a problem.", () => {
  for (const { responses } of described) {
    const [status, success] = Object.entries(responses)[0] ?? [];
    expect(["200", "201"]).toContain(status);
    if (!success?.content?.["application/octet-stream"])
      expect(success?.content?.["application/json"]?.schema).toHaveProperty("$ref");
    expect(responses.default).toEqual({ $ref: "#/components/responses/Problem" });
  }
});

test("Nouns are shared by name, not repeated.", () => {
  const { schemas } = document.components;
  expect(JSON.stringify(schemas?.Issue)).toContain("#/components/schemas/Person");
  expect(JSON.stringify(schemas?.IssuesListAnswer)).toContain("#/components/schemas/IssueLine");
  expect(JSON.stringify(document.paths["/api/v1/issues/{issue}"]?.get?.responses)).toContain(
    "#/components/schemas/Issue",
  );
});
