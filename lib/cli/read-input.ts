import { TurboError } from "#lib/core/errors";
import type { FieldOption } from "./field-options.ts";
import { readStdin } from "./read-text.ts";

/** What commander read: option values by camelCase name. */
export type OptionValues = Record<string, unknown>;

/** The raw input of an operation from what the command line said; absent fields stay absent. */
export function readInput(
  fields: readonly FieldOption[],
  positional: readonly (string | undefined)[],
  options: OptionValues,
  stdin: () => string = readStdin,
): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const [place, field] of fields.entries()) {
    const given = field.positional ? (positional[place] ?? options[field.name]) : options[field.name];
    if (given === undefined) continue;
    const value = fieldValue(field, given, stdin);
    if (field.of) input[field.of[0]] = { ...(input[field.of[0]] as object | undefined), [field.of[1]]: value };
    else input[field.name] = value;
  }
  for (const flag of listValues(options.clear)) input[clearedField(fields, flag)] = null;
  return input;
}

function fieldValue(field: FieldOption, given: unknown, stdin: () => string): unknown {
  if (field.kind === "switch") return given;
  if (field.kind === "texts") return Array.isArray(given) ? given.flatMap((text) => jsonOrText(field, text)) : given;
  if (field.kind === "list") return listValues(given);
  if (field.kind === "json") return jsonOrText(field, given === "-" ? stdin() : given);
  const text = given === "-" && field.kind === "text" ? stdin() : String(given);
  if (field.kind !== "number") return text;
  // What is no number goes on as it is, so that the operation itself says what it wants.
  return text.trim() === "" || Number.isNaN(Number(text)) ? text : Number(text);
}

/** One of several values: JSON where it begins so, else text. */
function jsonOrText({ flag }: FieldOption, given: unknown): unknown {
  const text = String(given);
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new TurboError("malformed", `--${flag} begins like JSON and is none.`, { cause: error });
  }
}

function listValues(given: unknown): string[] {
  if (!Array.isArray(given)) return [];
  return given
    .flatMap((value) => String(value).split(","))
    .map((value) => value.trim())
    .filter(Boolean);
}

function clearedField(fields: readonly FieldOption[], flag: string): string {
  const nullable = fields.filter((field) => field.nullable);
  const found = nullable.find((field) => field.flag === flag || field.name === flag);
  if (found) return found.name;
  const flags = nullable.map((field) => field.flag).join(", ");
  throw new TurboError("malformed", `--clear ${flag}: choose from ${flags}.`);
}
