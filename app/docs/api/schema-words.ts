export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  enum?: unknown[];
  const?: unknown;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  default?: unknown;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  maxItems?: number;
}

/** The component that a reference names. */
export function componentOf({ $ref }: Schema): string | null {
  return $ref?.split("/").at(-1) ?? null;
}

/** What a value is, in a few words: `text, at most 200 characters`; `list of IssueLine`. */
export function schemaWords(schema: Schema): string {
  return [kindWords(schema), ...limitWords(schema)].join(", ");
}

function kindWords(schema: Schema): string {
  const component = componentOf(schema);
  if (component) return component;
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map(String).join(" | ");
  const options = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (options) return [...new Set(options.map(schemaWords))].join(" or ");
  if (schema.items) return `list of ${schemaWords(schema.items)}`;
  if (schema.properties) return `{ ${Object.keys(schema.properties).join(", ")} }`;
  if (schema.format) return FORMATS[schema.format] ?? schema.format;
  return [schema.type ?? "any"]
    .flat()
    .map((type) => TYPES[type] ?? type)
    .join(" or ");
}

const TYPES: Record<string, string> = {
  string: "text",
  integer: "whole number",
  number: "number",
  boolean: "true or false",
  object: "object",
  array: "list",
  null: "null",
};
const FORMATS: Record<string, string> = {
  date: "date",
  "date-time": "instant",
  uri: "web address",
  email: "e-mail address",
};

function limitWords({ maxLength, maxItems, minimum, maximum, default: value }: Schema): string[] {
  const words: string[] = [];
  if (maxLength !== undefined) words.push(`at most ${maxLength.toLocaleString("en")} characters`);
  if (maxItems !== undefined) words.push(`at most ${maxItems} items`);
  if (minimum !== undefined && maximum !== undefined && maximum < 2_147_483_647) words.push(`${minimum}–${maximum}`);
  if (value !== undefined) words.push(`default ${typeof value === "string" ? value : JSON.stringify(value)}`);
  return words;
}
