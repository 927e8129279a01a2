import { type FieldProblem, TurboError } from "#lib/core/errors";
import { likeliest } from "#lib/core/likeliest";
import type { FieldOption } from "./field-options.ts";

type Input = Record<string, unknown>;

/** What a field is called on the command line. */
export const labelOf = ({ positional, flag }: FieldOption) => (positional ? `<${flag}>` : `--${flag}`);

/**
 * A refusal of an operation with the names that the command has for its fields, the nearest valid value, and as a misuse
 * of the command where a value is of no kind that the field takes.
 */
export function inCommandWords(error: TurboError, fields: readonly FieldOption[], input: Input): TurboError {
  const own = error.fields.map((problem) => ({ problem, field: fieldAt(fields, problem.path) }));
  if (own.length === 0 || own.some(({ field }) => !field)) return error;
  let message = error.message;
  const said = own.map(({ problem, field }) => {
    const words = `${plain(problem.message)}${nearest(problem, input)}`;
    const label = field ? placeIn(field, problem.path) : problem.path;
    message = message
      .replace(`${problem.path}: ${problem.message}`, () => `${label}: ${words}`)
      .replace(`${problem.path} is missing`, () => `${label} is missing`);
    return { ...problem, message: words };
  });
  const isMisuse =
    error.code === "invalid" && own.every(({ problem, field }) => field && isNoKind(problem, field, input));
  message = withFlags(message, fields);
  const { current, retryAfter, cause } = error;
  return new TurboError(isMisuse ? "malformed" : error.code, message, { fields: said, current, retryAfter, cause });
}

/** A sentence with flags for the fields that it names; only names of several words cannot be words of their own. */
function withFlags(message: string, fields: readonly FieldOption[]): string {
  const several = fields.filter(({ name, of }) => !of && /[A-Z]/.test(name));
  return several.reduce((said, field) => said.replace(new RegExp(`\\b${field.name}\\b`, "g"), labelOf(field)), message);
}

/** What a path of the input is called; within JSON it goes on as it is. */
function placeIn(field: FieldOption, path: string): string {
  const [, ...within] = path.split(".");
  return field.value === "json" && within.length > 0 ? `${labelOf(field)} ${within.join(".")}` : labelOf(field);
}

/** What a parser says of a wrong kind of value, as people say it. */
function plain(message: string): string {
  const kind = /^Invalid input: expected (number|boolean|string)\b/.exec(message)?.[1];
  return kind ? `Must be ${{ number: "a number", boolean: "yes or no", string: "text" }[kind]}.` : message;
}

/** The field that a path of the input lies in: `labels.0`, `governs.paths.0`. */
function fieldAt(fields: readonly FieldOption[], path: string): FieldOption | undefined {
  const [first, second] = path.split(".");
  return fields.find(({ of, name }) => (of ? of[0] === first && of[1] === second : name === first));
}

function valueAt(input: Input, path: string): unknown {
  return path.split(".").reduce<unknown>((value, part) => (Object(value) as Input)[part], input);
}

function allowedBy({ allowed, message }: FieldProblem): readonly string[] {
  return allowed ?? /^Must be one of (.+)\.$/.exec(message)?.[1]?.split(", ") ?? [];
}

function nearest(problem: FieldProblem, input: Input): string {
  const given = valueAt(input, problem.path);
  const near = typeof given === "string" ? likeliest(given, allowedBy(problem)) : null;
  return near ? ` Did you mean ${near}?` : "";
}

const FORMS: Record<string, RegExp> = {
  number: /^[+-]?\d+(\.\d+)?$/,
  "YYYY-MM-DD": /^\d{4}-\d\d-\d\d$/,
  instant: /^\d{4}-\d\d-\d\dT/,
};

function isNoKind(problem: FieldProblem, { value }: FieldOption, input: Input): boolean {
  const given = valueAt(input, problem.path);
  return allowedBy(problem).length > 0 || given === undefined || FORMS[value]?.test(String(given)) === false;
}
