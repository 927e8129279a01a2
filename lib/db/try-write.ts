import { statfs } from "node:fs/promises";
import path from "node:path";
import type { Database } from "./database.ts";
import { endTrouble, hadTrouble } from "./trouble.ts";

/** With less room than this, in bytes, only a write shows whether the disk takes one. */
const TIGHT = 4 * 1024 * 1024;
/** Longer than what a database has in reserve in pages it holds already. */
const TRIAL = "x".repeat(64 * 1024);
const NAME = "trial of writing";

/** Throws the refusal that a write would get. Writes something only where room is short or a write failed before. */
export async function requireWritable(database: Database, url: string): Promise<void> {
  if (!hadTrouble("storage") && (await room(url)) >= TIGHT) {
    await database.write(async (tx) => void (await tx.$queryRawUnsafe("SELECT 1")));
    return;
  }
  await database.write(async (tx) => {
    await tx.setting.deleteMany({ where: { name: NAME } });
    await tx.setting.createMany({ data: [{ name: NAME, updatedAt: new Date(), value: TRIAL }] });
  });
  await database.write(async (tx) => void (await tx.setting.deleteMany({ where: { name: NAME } })));
  endTrouble("storage");
}

/** So much room, in bytes, is not used up within the milliseconds for which it is not looked at again. */
const AMPLE = 1024 * 1024 * 1024;
const LOOKED_LATELY = 5_000;
const ample = new Map<string, number>();

/** Bytes free where a SQLite file lies; a database elsewhere looks after its own. */
async function room(url: string): Promise<number> {
  if (!url.startsWith("file:")) return Number.POSITIVE_INFINITY;
  const now = performance.now();
  if (now < (ample.get(url) ?? 0)) return AMPLE;
  const { bavail, bsize } = await statfs(path.dirname(url.slice("file:".length)));
  const free = bavail * bsize;
  if (free >= AMPLE) ample.set(url, now + LOOKED_LATELY);
  else ample.delete(url);
  return free;
}
