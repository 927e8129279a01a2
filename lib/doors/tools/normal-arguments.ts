import { z } from "zod";
import { fieldsAt, plainSchemas } from "#lib/core/field-schemas";
import { numberOf } from "#lib/core/fields";
import { isOptional } from "./listed-argument.ts";
import { FORMAT, ownArguments, type Tool } from "./tool.ts";

/** What a value may be, as far as models get it wrong. */
interface Wanted {
  /** Left out where it is as good as not given. */
  optional: boolean;
  kinds: ReadonlySet<string>;
  /** What an element of its list, and what a field of its object may be. */
  element: Wanted | null;
  fields: Map<string, Wanted>;
}

type Schemas = readonly z.core.$ZodType[];

const known = new WeakMap<Tool, Map<string, Wanted>>();

/**
 * The arguments of a tool as its schema and those of its operations have them, where a model wrote them otherwise: an optional
 * one that says nothing is left out, and texts are read as the number, list, object or yes that is asked for. Well-formed
 * ones stay as they are; what is wrong stays wrong, for the operation to refuse.
 */
export function normalArguments(tool: Tool, given: Record<string, unknown>): Record<string, unknown> {
  const wanted = known.get(tool) ?? wantedOf(tool);
  known.set(tool, wanted);
  return normalFields(wanted, given);
}

function wantedOf(tool: Tool): Map<string, Wanted> {
  const listed: Record<string, z.core.$ZodType> = {
    ...tool.input.shape,
    ...ownArguments(tool),
    format: FORMAT.optional(),
  };
  const all = [listed, ...tool.operations.map(({ input }) => fieldsAt(input))];
  const names = new Set(all.flatMap((fields) => Object.keys(fields)));
  return new Map(
    [...names].map((name) => {
      const schemas = all.flatMap((fields) => (fields[name] && Object.hasOwn(fields, name) ? [fields[name]] : []));
      return [name, wants(schemas, !listed[name] || isOptional(listed[name]))];
    }),
  );
}

function wants(schemas: Schemas, optional: boolean): Wanted {
  const plain = schemas.flatMap(plainSchemas);
  const elements = plain.flatMap((one) => (one instanceof z.ZodArray ? [one.element as z.core.$ZodType] : []));
  const objects = plain.flatMap((one) =>
    one instanceof z.ZodObject ? Object.entries<z.core.$ZodType>(one.shape) : [],
  );
  return {
    optional,
    kinds: new Set(plain.map(kindOf)),
    element: elements.length > 0 ? wants(elements, false) : null,
    fields: new Map(objects.map(([name, schema]) => [name, wants([schema], isOptional(schema))])),
  };
}

function kindOf({ _zod: { def } }: z.core.$ZodType): string {
  return def.type === "enum" || def.type === "literal" ? "string" : def.type;
}

function normalFields(wanted: ReadonlyMap<string, Wanted>, given: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(given).map(([name, value]) => {
    const field = wanted.get(name);
    return [name, field ? normal(field, value) : value] as const;
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** The value as it is wanted; undefined for one that is left out. */
function normal(wanted: Wanted, value: unknown): unknown {
  const { kinds, optional } = wanted;
  if (value === null || (value === "null" && (kinds.has("null") || !kinds.has("string"))))
    return kinds.has("null") ? null : undefined;
  if (optional && saysNothing(value, kinds)) return undefined;
  if (typeof value === "string") return fromText(wanted, value);
  if (Array.isArray(value)) return wanted.element ? value.map((one) => kept(wanted.element, one)) : value;
  if (typeof value !== "object") return value;
  const fields = wanted.fields.size > 0 || !wanted.element ? wanted.fields : wanted.element.fields;
  const object = normalFields(fields, value as Record<string, unknown>);
  return kinds.has("object") || !wanted.element?.kinds.has("object") ? object : [object];
}

/** Within a list everything has its place, also what says nothing. */
function kept(wanted: Wanted | null, value: unknown): unknown {
  return (wanted && normal(wanted, value)) ?? value;
}

function saysNothing(value: unknown, kinds: ReadonlySet<string>): boolean {
  if (value === "" || (value === false && !kinds.has("boolean"))) return true;
  return value === "undefined" && !kinds.has("string");
}

function fromText(wanted: Wanted, text: string): unknown {
  const { kinds, element } = wanted;
  if (kinds.has("boolean") && /^\s*(true|false|yes|no)\s*$/i.test(text)) return /^\s*(true|yes)/i.test(text);
  if (kinds.has("number") && !kinds.has("string")) return numberOf(text);
  if (kinds.has("array") || kinds.has("object")) {
    const read = jsonOf(text);
    if (Array.isArray(read) && kinds.has("array")) return normal(wanted, read);
    if (read !== undefined && !Array.isArray(read)) return normal(wanted, read);
    if (element && !kinds.has("string")) return [kept(element, text)];
  }
  return text;
}

/** The list or object that a text holds as JSON. */
function jsonOf(text: string): object | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as object;
  } catch {
    return undefined;
  }
}
