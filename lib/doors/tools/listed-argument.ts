import type { JSONObject } from "@modelcontextprotocol/server";
import { z } from "zod";
import { plainSchemas } from "#lib/core/field-schemas";

export const isOptional = (schema: z.core.$ZodType) => schema._zod.optin !== undefined;

interface Told {
  /** What is said besides; where absent, the fields of an object, else the usual words for what has no list of values. */
  words?: string | undefined;
  usual?: string | undefined;
  /** Are its values left to the refusal that names them? */
  isUnsaid?: boolean;
  /** Does null clear it? */
  clears?: boolean;
}

/**
 * What an argument may be, as the listing of a tool tells it. Limits, patterns and what goes without saying cost a model
 * more to read than a refusal that names them.
 */
export function listedArgument(
  schema: z.core.$ZodType,
  { words, usual, isUnsaid = false, clears = false }: Told = {},
): JSONObject {
  const plain = plainSchemas(schema);
  const values = isUnsaid ? [] : plain.flatMap((one) => (one instanceof z.ZodEnum ? one.options : []));
  const empty = clears && plain.some((one) => one instanceof z.ZodNull) ? [null] : [];
  const types = [...typesOf(plain), ...empty.map(() => "null")];
  const [type = "string"] = types;
  const list = type === "array" ? plain.find((one) => one instanceof z.ZodArray) : undefined;
  const isClosed = values.length > 0 && !list;
  const description = words ?? (plain.map(partsOf).join("") || (isClosed ? "" : usual));
  return {
    ...(isClosed ? { enum: [...values, ...empty] } : oneOf(types)),
    ...(description ? { description } : {}),
    ...(list ? { items: listedArgument(list.element as z.core.$ZodType, { words: "" }) } : {}),
  };
}

/** Several types each by itself: some clients know no list of types. */
function oneOf(types: readonly string[]): JSONObject {
  return types.length === 1 ? { type: types[0] ?? "" } : { anyOf: types.map((type) => ({ type })) };
}

/** Where a text will do, no more is told. */
function typesOf(plain: readonly z.core.$ZodType[]): string[] {
  const types = new Set(plain.filter((one) => !(one instanceof z.ZodNull)).map(typeOf));
  const [only] = ["boolean", "string"].filter((type) => types.has(type));
  return only ? [only] : [...types];
}

function typeOf(plain: z.core.$ZodType): string {
  if (plain instanceof z.ZodNumber) return plain.isInt ? "integer" : "number";
  const { type } = plain._zod.def;
  return type === "enum" || type === "literal" ? "string" : type;
}

/** The names of the fields where only an object will do. */
function partsOf(plain: z.core.$ZodType): string {
  if (plain instanceof z.ZodObject) return `{${Object.keys(plain.shape).join(", ")}}`;
  const [element, ...others] = plain instanceof z.ZodArray ? plainSchemas(plain.element as z.core.$ZodType) : [];
  return element instanceof z.ZodObject && others.length === 0 ? `[${partsOf(element)}]` : "";
}
