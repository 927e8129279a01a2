import { TurboError } from "#lib/core/errors";

/** How long a writer waits for its turn before the answer is "busy", and how long a transaction may take, in milliseconds. */
export const PATIENCE = 15_000;

export function busy(reason: string, cause: unknown): TurboError {
  return new TurboError("busy", `${reason} Nothing was saved; try again.`, { retryAfter: 2, cause });
}

/** Everything an error says: its codes and messages, and those of its causes. */
export function wholeText(error: unknown): string {
  const said: string[] = [];
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    const { code, meta } = at as { code?: unknown; meta?: unknown };
    said.push(`${code ?? ""} ${at.message} ${meta ? JSON.stringify(meta) : ""}`);
    const cause = (at as { cause?: unknown }).cause;
    if (cause && !(cause instanceof Error)) said.push(JSON.stringify(cause));
  }
  return said.join("\n");
}

/** The refusal that a transaction which got no turn or took too long becomes, or null for any other error. */
export function slowRefusal(error: unknown): TurboError | null {
  if (!(error instanceof Error && "code" in error && error.code === "P2028")) return null;
  if (/Unable to start/.test(error.message)) return busy("The database gave no turn in time.", error);
  if (/expired transaction/.test(error.message)) return busy("This took too long and was undone.", error);
  return null;
}
