import { z } from "zod";
import type { Operation } from "#lib/core/operation";

/** One field of an operation's input, as the command line offers it. */
export interface FieldOption {
  /** Name in the input. */
  name: string;
  /** `due-date` */
  flag: string;
  kind: "text" | "number" | "switch" | "list" | "texts";
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
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
}

const jsonSchema = (schema: z.ZodType, io: "input" | "output") =>
  z.toJSONSchema(schema, { io, unrepresentable: "any" }) as JsonSchema;

/** The fields of an operation's input, positional ones first and in the order of its path. */
export function fieldOptions(operation: Operation): FieldOption[] {
  const { properties = {} } = jsonSchema(operation.input, "output");
  const { required = [] } = jsonSchema(operation.input, "input");
  const path = [...(operation.rest ?? "").matchAll(/:(\w+)/g)].map((match) => match[1] ?? "");
  const own = path.length === 0 && /^POST /.test(operation.rest ?? "") ? ["title", "name"] : ["q"];
  const on = path.length === 0 && "on" in properties ? ["on"] : [];
  const positional = [...path, ...on, ...own.filter((name) => required.includes(name))];
  const fields = Object.entries(properties).map(([name, schema]) =>
    fieldOption(name, schema, { required: required.includes(name), positional: positional.includes(name) }),
  );
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
  const limits = allowed.length > 0 && !schema.description?.includes(allowed[0] ?? "") ? `${allowed.join(", ")}.` : "";
  const fallback = schema.default === undefined ? "" : `Default ${JSON.stringify(schema.default)}.`;
  return {
    name,
    flag: name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    kind: kindOf(value),
    required,
    nullable: choices.some((choice) => choice.type === "null"),
    positional,
    description: [schema.description, limits, fallback].filter(Boolean).join(" "),
    allowed,
  };
}

function enumOf(schema: JsonSchema | undefined): string[] {
  const values = schema?.enum ?? schema?.anyOf?.flatMap((choice) => choice.enum ?? []) ?? [];
  return values.filter((value) => typeof value === "string");
}

function kindOf(value: JsonSchema): FieldOption["kind"] {
  if (value.type === "boolean") return "switch";
  if (value.type === "number" || value.type === "integer") return "number";
  if (value.type !== "array") return "text";
  // Sentences hold commas of their own; keys, names and states do not.
  return value.items?.anyOf?.some((choice) => choice.type === "object") ? "texts" : "list";
}
