import type { z } from "zod";
import { type FieldProblem, TurboError } from "./errors.ts";
import { describedAs, fieldsAt } from "./field-schemas.ts";
import { likeliest } from "./likeliest.ts";

/** Wrong fields that one refusal names, at most, so that a broken input is not sent back whole. */
const TOLD = 20;
/** Characters of a field's name in a refusal, at most. */
const NAME = 100;

/** How the message of a field that does not exist begins; `allowed` then holds the names of those that do. */
export const UNKNOWN_FIELD = "There is no such field.";
/** How the message of a field that has to be there begins. */
const MISSING = "Is missing";

/** The input as the schema has it. Throws `invalid` with every wrong field. */
export function parseInput<Input extends z.ZodType>(schema: Input, raw: unknown): z.output<Input> {
  const parsed = schema.safeParse(raw ?? {});
  if (parsed.success) return parsed.data;
  const all = parsed.error.issues.flatMap((issue) => fieldProblems(schema, raw ?? {}, issue));
  const fields = all.slice(0, TOLD);
  const told = fields.map((field) => fieldSentence(field));
  if (all.length > TOLD) told.push(`And ${all.length - TOLD} more.`);
  throw new TurboError("invalid", told.join(" "), { fields });
}

/** What is wrong with a field, under the name that a door has for it. */
export function fieldSentence({ path, message }: FieldProblem, name = path): string {
  if (!name) return message;
  return message.startsWith(MISSING) ? `${name} is missing${message.slice(MISSING.length)}` : `${name}: ${message}`;
}

/** The refusal of a field that does not exist, with the nearest of those that do. */
export function unknownField(path: string, names: readonly string[]): FieldProblem {
  const name = path.slice(path.lastIndexOf(".") + 1);
  const meant = likeliest(name, names);
  const near = meant === null || meant === name ? "" : ` Did you mean "${meant}"?`;
  return { path, message: `${UNKNOWN_FIELD}${near}`, allowed: [...names] };
}

function fieldProblems(schema: z.ZodType, raw: unknown, issue: z.core.$ZodIssue): FieldProblem[] {
  const path = issue.path.join(".");
  if (issue.code === "unrecognized_keys") {
    const names = Object.keys(fieldsAt(schema, issue.path));
    return issue.keys.map((key) => unknownField([...issue.path, key.slice(0, NAME)].join("."), names));
  }
  const allowed = issue.code === "invalid_value" ? issue.values.map(String) : null;
  const valid = allowed ? { allowed } : {};
  if (path && valueAt(raw, issue.path) === undefined) {
    return [{ path, message: `${MISSING}${hint(schema, issue.path, allowed)}`, ...valid }];
  }
  if (allowed) return [{ path, message: `Must be one of ${allowed.join(", ")}.`, ...valid }];
  return [{ path, message: issue.message.endsWith(".") ? issue.message : `${issue.message}.` }];
}

function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (Object(value) as Record<PropertyKey, unknown>)[key], raw);
}

/** `: a key like TURBO-12.` */
function hint(schema: z.ZodType, path: readonly PropertyKey[], allowed: readonly string[] | null): string {
  const field = fieldsAt(schema, path.slice(0, -1))[String(path.at(-1))];
  const said = allowed ? `one of ${allowed.join(", ")}` : describedAs(field).replace(/\.$/, "");
  return said ? `: ${said.replace(/^[A-Z](?=[a-z ])/, (letter) => letter.toLowerCase())}.` : ".";
}
