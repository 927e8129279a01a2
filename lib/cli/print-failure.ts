import { ERROR_CODES, problemDetails, TurboError } from "#lib/core/errors";
import { newId } from "#lib/core/ids";
import { printable } from "./printable.ts";

/** Tells on standard error what went wrong, a sentence and a line for each field, and answers the exit code. */
export function printFailure(thrown: unknown, asJson: boolean): number {
  const told = notWhole(thrown) ?? thrown;
  const problem = problemDetails(told, newId());
  if (!(told instanceof TurboError)) {
    process.stderr.write(`${told instanceof Error ? (told.stack ?? told.message) : String(told)}\n`);
  }
  if (asJson) process.stderr.write(`${printable(JSON.stringify(problem))}\n`);
  else process.stderr.write(`${failureText(problem).map(printable).join("\n")}\n`);
  return ERROR_CODES[problem.code].exit;
}

/** Packages that are not there, like the SQLite driver in a copy of a part of Turbo; null for any other error. */
function notWhole(thrown: unknown): TurboError | null {
  if (!(thrown instanceof Error && "code" in thrown) || thrown.code !== "ERR_MODULE_NOT_FOUND") return null;
  const [first = ""] = thrown.message.split(" imported from ");
  return new TurboError(
    "configuration",
    `This copy of Turbo is not whole: ${first.replace(/^C/, "c")}. Install its packages again, or copy the whole folder. TURBO_URL and TURBO_API_KEY need none of them.`,
    { cause: thrown },
  );
}

function failureText({ detail, fields }: { detail: string; fields: { path: string; message: string }[] }): string[] {
  const unsaid = fields.filter(({ path, message }) => path && !detail.includes(message));
  return [detail, ...unsaid.map(({ path, message }) => `  ${path}: ${message}`)];
}
