import { type FieldProblem, TurboError } from "#lib/core/errors";
import { fieldSentence, UNKNOWN_FIELD, unknownField } from "#lib/core/parse-input";
import { ownArguments, type Tool } from "./tool.ts";

/** A refusal of an operation with the names of the tool's own arguments. */
export function inToolWords(error: TurboError, tool: Tool): TurboError {
  if (error.fields.length === 0) return error;
  const fields = error.fields.map((problem) => inWords(problem, tool));
  const told = (problems: readonly FieldProblem[]) => problems.map((problem) => fieldSentence(problem)).join(" ");
  const message = error.message.replace(told(error.fields), () => told(fields));
  const { current, retryAfter, cause } = error;
  return new TurboError(error.code, message, { fields, current, retryAfter, cause });
}

function inWords(problem: FieldProblem, tool: Tool): FieldProblem {
  const [first = "", ...rest] = problem.path.split(".");
  const path = [Object.hasOwn(tool.names ?? {}, first) ? tool.names?.[first] : first, ...rest].join(".");
  const names = [...Object.keys(tool.input.shape), ...Object.keys(ownArguments(tool)), "format"];
  // What the tool lists and this call cannot take goes with another kind: then the operation knows what does.
  const isUnknown = problem.message.startsWith(UNKNOWN_FIELD) && rest.length === 0 && !names.includes(path);
  return isUnknown ? unknownField(path, names) : { ...problem, path };
}
