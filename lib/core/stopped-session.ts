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
  const named = session ?? "";
  const stops = await db.sessionStop.findMany({ where: { keyId: key.id, session: { in: [named, ""] } } });
  const stop = stops.find((one) => one.session === named) ?? stops[0];
  if (!stop || (stop.session !== named && !(await isUnnamedLease()))) return;
  const by = await db.user.findUnique({ where: { id: stop.userId }, select: { name: true } });
  const what = session === null ? `writing with the key "${key.name}" without a session` : "this session";
  throw new TurboError(
    "forbidden",
    `${by?.name ?? "Somebody"} stopped ${what} at ${stop.createdAt.toISOString()}: ${inQuotes(stop.reason, 300)} Nothing was saved, and the issues it held are back in the queue. Reading goes on. Do not repeat this write: end your work and tell the person you work for. They let the session go on (sessions.resume) or not.`,
  );

  /** Who claimed without a session and sends the lease for one goes on with what was stopped. */
  async function isUnnamedLease(): Promise<boolean> {
    return (await db.claim.count({ where: { id: named, session: named, keyId: key?.id ?? "" } })) > 0;
  }
}
