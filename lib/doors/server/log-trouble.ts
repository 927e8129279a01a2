import type { Logger } from "pino";
import { onTrouble, type Trouble } from "#lib/db/trouble";

const MESSAGES: Record<Trouble, string> = {
  away: "the database does not answer; requests are refused with 503 until it does",
  storage: "the disk of the database takes nothing; writes are refused with 503 until it does",
};

/** Logs trouble with the database, one line a minute of each kind however many requests meet it. */
export function logTrouble(log: Pick<Logger, "error">, everyMs = 60_000): () => void {
  const saidAt = new Map<Trouble, number>();
  return onTrouble((trouble, reason) => {
    const now = Date.now();
    if (now - (saidAt.get(trouble) ?? Number.NEGATIVE_INFINITY) < everyMs) return;
    saidAt.set(trouble, now);
    log.error({ reason }, MESSAGES[trouble]);
  });
}
