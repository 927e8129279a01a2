import { z } from "zod";
import type { Operation } from "#lib/core/operation";

/** One field of an operation's input, as the command line offers it. */
export interface FieldOption {
  /** Name in the input. */
  name: string;
  /** Where a part of an object goes: `governs` and `paths` of `--governs-paths`. */
  of?: [object: string, part: string];
  /** `due-date` */
  flag: string;
  /** `texts` are sentences, or JSON where they begin with { or [; `json` is an object. */
  kind: "text" | "number" | "switch" | "list" | "texts" | "json";
  /** What stands for the value in the help. */
  value: string;
  required: boolean;
  /** May be cleared with null. */
  nullable: boolean;
  /** Part of the operation's path, what it is on, or the thing's own title or name: given without its flag. */
  positional: boolean;
  description: string;
  allowed: string[];
}

interface JsonSchema {
  type?: string;
  description?: string;
  default?: unknown;
  enum?: unknown[];
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
}

const jsonSchema = (schema: z.ZodType, io: "input" | "output") =>
  z.toJSONSchema(schema, { io, unrepresentable: "any" }) as JsonSchema;

/** Fields that are given without their flag besides those that every operation gives so. */
const BY_PLACE: Record<string, readonly string[]> = {
  "decisions.for": ["path"],
  "issues.similar": ["title"],
  "inbox.mark": ["item"],
  "inbox.snooze": ["item"],
};

/** The fields of an operation's input, positional ones first and in the order of its path. */
export function fieldOptions(operation: Operation): FieldOption[] {
  const { properties = {} } = jsonSchema(operation.input, "output");
  const { required = [] } = jsonSchema(operation.input, "input");
  const path = [...(operation.rest ?? "").matchAll(/:(\w+)/g)].map((match) => match[1] ?? "");
  const first = BY_PLACE[operation.name] ?? [];
  const own = path.length === 0 && /^POST /.test(operation.rest ?? "") ? ["title", "name"] : ["q"];
  const on = path.length === 0 && "on" in properties ? ["on"] : [];
  const positional = [...path, ...on, ...first, ...own.filter((name) => required.includes(name))];
  const fields = Object.entries(properties).flatMap(([name, schema]) => {
    const parts = partsOf(name, schema);
    if (parts) return parts;
    return [fieldOption(name, schema, { required: required.includes(name), positional: positional.includes(name) })];
  });
  return fields.sort((a, b) => place(a, positional) - place(b, positional));
}

function place({ name }: FieldOption, positional: string[]): number {
  return positional.includes(name) ? positional.indexOf(name) : positional.length;
}

function fieldOption(
  name: string,
  schema: JsonSchema,
  { required, positional }: { required: boolean; positional: boolean },
): FieldOption {
  const choices = schema.anyOf ?? [schema];
  const value = choices.find((choice) => choice.type !== "null") ?? schema;
  const allowed = enumOf(value.type === "array" ? value.items : value);
  const kind = kindOf(value);
  const limits = allowed.length > 0 && !schema.description?.includes(allowed[0] ?? "") ? `${allowed.join(", ")}.` : "";
  const sorts = sortsOf(value);
  const fallback = schema.default === undefined ? "" : `Default ${JSON.stringify(schema.default)}.`;
  return {
    name,
    flag: name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    kind,
    value: wordFor(kind, value),
    required,
    nullable: choices.some((choice) => choice.type === "null"),
    positional,
    description: [schema.description, limits, rangeOf(schema, value), sorts, fallback].filter(Boolean).join(" "),
    allowed,
  };
}

function enumOf(schema: JsonSchema | undefined): string[] {
  const values = schema?.enum ?? schema?.anyOf?.flatMap((choice) => choice.enum ?? []) ?? [];
  return values.filter((value) => typeof value === "string");
}

/** The numbers that are taken, where they are few enough to tell and the words do not tell them. */
function rangeOf(
  { description = "" }: JsonSchema,
  { minimum, maximum = Number.POSITIVE_INFINITY }: JsonSchema,
): string {
  return minimum === undefined || maximum > 1_000_000 || /\d/.test(description) ? "" : `${minimum}–${maximum}.`;
}

/** An object of lists, each list as an option of its own; null for anything else. */
function partsOf(object: string, schema: JsonSchema): FieldOption[] | null {
  const parts = Object.entries(schema.type === "object" ? (schema.properties ?? {}) : {});
  if (parts.length === 0 || parts.some(([, part]) => part.type !== "array")) return null;
  return parts.map(([part, inner]) => {
    const name = object + part.replace(/^[a-z]/, (letter) => letter.toUpperCase());
    return { ...fieldOption(name, inner, { required: false, positional: false }), of: [object, part] };
  });
}

/** The orders that a pattern of a sort allows. */
function sortsOf({ pattern }: JsonSchema): string {
  const names = /^\^-\?\(([\w|]+)\)\$$/.exec(pattern ?? "")?.[1];
  return names === undefined ? "" : `${names.replaceAll("|", ", ")}, with - before it for descending.`;
}

function kindOf(value: JsonSchema): FieldOption["kind"] {
  if (value.type === "boolean") return "switch";
  if (value.type === "number" || value.type === "integer") return "number";
  if (value.type === "object") return "json";
  if (value.type !== "array") return "text";
  // Sentences hold commas of their own; keys, names and states do not.
  const items = [value.items ?? {}, ...(value.items?.anyOf ?? value.items?.oneOf ?? [])];
  return items.some(({ type }) => type === "object") ? "texts" : "list";
}

function wordFor(kind: FieldOption["kind"], { format, items }: JsonSchema): string {
  if (kind === "texts") return items?.type === "object" || items?.oneOf ? "json" : "text";
  if (kind !== "text") return kind;
  return { date: "YYYY-MM-DD", "date-time": "instant" }[format ?? ""] ?? "text";
}
