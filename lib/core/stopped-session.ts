import type { ReadContext } from "./context.ts";
import { TurboError } from "./errors.ts";
import { inQuotes } from "./one-line.ts";

/**
 * Refuses the write of a session that a person stopped. Keys of which no session is stopped say so as they are read, so
 * that it costs them nothing.
 */
export async function requireNotStopped({ actor, db }: ReadContext): Promise<void> {
  const { key, session } = actor;
  if (!key?.hasStops) return;
  const stop = await db.sessionStop.findUnique({ where: { keyId_session: { keyId: key.id, session: session ?? "" } } });
  if (!stop) return;
  const by = await db.user.findUnique({ where: { id: stop.userId }, select: { name: true } });
  const what = session === null ? `writing with the key "${key.name}" without a session` : "this session";
  throw new TurboError(
    "forbidden",
    `${by?.name ?? "Somebody"} stopped ${what} at ${stop.createdAt.toISOString()}: ${inQuotes(stop.reason, 300)} Nothing was saved, and the issues it held are back in the queue. Reading goes on. Do not repeat this write: end your work and tell the person you work for. They let the session go on (sessions.resume) or not.`,
  );
}
