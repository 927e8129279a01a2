import { ERROR_CODES, problemDetails, TurboError } from "#lib/core/errors";
import { newId } from "#lib/core/ids";
import { printable } from "./printable.ts";

/** Tells on standard error what went wrong, a sentence and a line for each field, and answers the exit code. */
export function printFailure(thrown: unknown, asJson: boolean): number {
  const problem = problemDetails(thrown, newId());
  if (!(thrown instanceof TurboError)) {
    process.stderr.write(`${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}\n`);
  }
  if (asJson) process.stderr.write(`${printable(JSON.stringify(problem))}\n`);
  else process.stderr.write(`${failureText(problem).map(printable).join("\n")}\n`);
  return ERROR_CODES[problem.code].exit;
}

function failureText({ detail, fields }: { detail: string; fields: { path: string; message: string }[] }): string[] {
  const unsaid = fields.filter(({ path, message }) => path && !detail.includes(message));
  return [detail, ...unsaid.map(({ path, message }) => `  ${path}: ${message}`)];
}
