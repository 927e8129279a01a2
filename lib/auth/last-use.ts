import { setImmediate as nextTurn } from "node:timers/promises";
import type { Database } from "#lib/db/database";

const MINUTE = 60_000;
const KEPT = 10_000;
const NOTES = Symbol.for("turbo.last-use");

interface Notes {
  at: Map<string, number>;
  writing: Set<Promise<void>>;
}

const shared = globalThis as { [NOTES]?: Notes };

function notes(): Notes {
  shared[NOTES] ??= { at: new Map(), writing: new Set() };
  return shared[NOTES];
}

type Used = "apiKey" | "signIn";

/** Notes that a key or sign-in was used, at most once a minute each, after the request went on. */
export function noteUse(database: Database, what: Used, id: string, seen: Date | null): void {
  const now = new Date();
  const { at } = notes();
  const before = Math.max(at.get(id) ?? 0, seen?.getTime() ?? 0);
  if (now.getTime() - before < MINUTE) return;
  if (at.size >= KEPT) at.clear();
  at.set(id, now.getTime());
  settleLater(write(database, what, id, now));
}

/** Has a write for which no answer waits be waited for before the database is closed. */
export function settleLater(write: Promise<void>): void {
  const { writing } = notes();
  const note = write.finally(() => writing.delete(note));
  writing.add(note);
}

/** Waits for the notes that are being written: before a database is closed. */
export async function settleUses(): Promise<void> {
  await Promise.all(notes().writing);
}

async function write(database: Database, what: Used, id: string, now: Date): Promise<void> {
  await nextTurn();
  try {
    await database.write(async (tx) => {
      if (what === "apiKey") await tx.apiKey.updateMany({ where: { id }, data: { lastUsedAt: now } });
      else await tx.signIn.updateMany({ where: { id }, data: { lastSeenAt: now } });
    });
  } catch {
    notes().at.delete(id); // the next use writes it
  }
}
