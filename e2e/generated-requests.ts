/** One request as it is sent. */
export interface Sent {
  method: string;
  path: string;
  /** JSON, or what looks like it; null for none. */
  body: string | null;
}

interface Schema {
  $ref?: string;
  type?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
}

interface Place {
  parameters?: { name: string; in: string; required?: boolean; schema?: Schema }[];
  requestBody?: { content?: Record<string, { schema?: Schema }> };
}

interface Description {
  paths: Record<string, Record<string, Place>>;
  components?: { schemas?: Record<string, Schema> };
}

/** Texts that mean something to one layer or another. */
const WORDS = [
  ...["", " ", "a", "0", "-1", "null", "true", "me", "2026-02-30", "2026-12-01", "2026-12-01T00:00:00Z", "0000-00-00"],
  ...["\u0000", "\ud800", "\u202e", "💩", "é".normalize("NFD"), "a\r\nX-Injected: 1", "%00", "%", "\\", "'", '"', "`"],
  ..."';-- $1 ? %s {{7*7}} ../../etc/passwd <script> [a](b __proto__ constructor NaN 1e400 @a #1".split(" "),
  ...[
    "x".repeat(201),
    "x".repeat(20_001),
    "INN-1",
    "INN",
    "OUT-2",
    "INN-DOC1",
    "INN-DEC1",
    "INN-MS1",
    "INN-P1",
    "I-1",
    "DEC-1",
  ],
];
const NUMBERS = [0, 1, -1, 2, 5, 50, 1.5, 1e21, -1e308, 2_147_483_648, 9_007_199_254_740_992];

/** Requests without end, by a description of an API: mostly what it asks for, some of it not; the same for a seed. */
export function* generatedRequests(
  description: Description,
  { seed, known }: { seed: number; known: readonly string[] },
): Generator<Sent, never> {
  let state = seed >>> 0;
  const chance = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const oneOf = <T>(all: readonly T[]): T => all[Math.floor(chance() * all.length)] as T;
  const word = () => (chance() < 0.4 ? oneOf(known) : oneOf(WORDS));

  function anything(depth = 0): unknown {
    const which = Math.floor(chance() * (depth > 3 ? 4 : 6));
    if (which === 0) return word();
    if (which === 1) return oneOf(NUMBERS);
    if (which === 2) return oneOf([null, true, false]);
    if (which === 4) return Array.from({ length: Math.floor(chance() * 4) }, () => anything(depth + 1));
    if (which === 5) return Object.fromEntries([[word(), anything(depth + 1)]]);
    return word();
  }

  function likeSchema(schema: Schema = {}, depth = 0): unknown {
    if (chance() < 0.08 || depth > 8) return anything(depth);
    if (schema.$ref)
      return likeSchema(description.components?.schemas?.[schema.$ref.split("/").at(-1) ?? ""], depth + 1);
    const choices = schema.anyOf ?? schema.oneOf;
    if (choices) return likeSchema(oneOf(choices), depth + 1);
    if (schema.const !== undefined) return schema.const;
    if (schema.enum) return oneOf(schema.enum);
    if (schema.type === "object" || schema.properties) {
      const names = Object.keys(schema.properties ?? {});
      const given = names.filter((name) => chance() < (schema.required?.includes(name) ? 0.97 : 0.25));
      const entries = given.map((name) => [name, likeSchema(schema.properties?.[name], depth + 1)] as const);
      if (chance() < 0.03) entries.push([String(word()), anything(depth)]);
      return Object.fromEntries(entries);
    }
    if (schema.type === "array")
      return Array.from({ length: Math.floor(chance() * 4) }, () => likeSchema(schema.items, depth + 1));
    if (schema.type === "integer" || schema.type === "number") return oneOf(NUMBERS);
    if (schema.type === "boolean") return chance() < 0.5;
    if (schema.type === "null") return null;
    return word();
  }

  const textOf = (value: unknown) => (typeof value === "string" ? value : (JSON.stringify(value) ?? ""));
  const encoded = (text: string) => encodeURIComponent(text.toWellFormed());
  const places = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([method]) => ["get", "post", "put", "patch", "delete"].includes(method))
      .map(([method, place]) => ({ path, method: method.toUpperCase(), place })),
  );

  for (;;) {
    const { path, method, place } = oneOf(places);
    const parameters = place.parameters ?? [];
    const where = path.replace(/\{(\w+)\}/g, () => encoded(word()) || "%20");
    const query = parameters
      .filter((one) => one.in === "query" && chance() < (one.required ? 0.95 : 0.2))
      .map((one) => `${encoded(one.name)}=${encoded(textOf(likeSchema(one.schema))).slice(0, 2_000)}`);
    const schema = place.requestBody?.content?.["application/json"]?.schema;
    const text = method === "GET" ? null : (JSON.stringify(likeSchema(schema ?? { type: "object" })) ?? "");
    const body = text !== null && chance() < 0.02 ? text.slice(0, Math.floor(chance() * text.length)) : text;
    yield { method, path: `${where}${query.length > 0 ? `?${query.join("&")}` : ""}`, body };
  }
}
