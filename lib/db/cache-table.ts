import { bindings } from "#lib/core/bindings";
import { newId } from "#lib/core/ids";
import { numberOf, type Row } from "#lib/core/row-value";
import type { SharedCache } from "#lib/core/shared-cache";
import type { Database } from "./database.ts";

/** The entry that says when everything was removed last. */
const MARK = "cleared";
/** When that entry is over. */
const NEVER = new Date("9999-01-01T00:00:00Z");
/** How often is looked whether the table is too large, in milliseconds. */
const TRIMMING = 10 * 60 * 1000;

interface Options {
  ttlSeconds: number;
  maxMb: number;
}

/** The cache as a table, which all processes on one database share. */
export function cacheTable(database: Database, { ttlSeconds, maxMb }: Options): SharedCache {
  const { engine, reader, write } = database;
  let trimAt = 0;

  async function read(name: string): Promise<Uint8Array | null> {
    const { values, bind } = bindings(engine);
    const [row] = await reader.$queryRawUnsafe<{ value: Uint8Array }[]>(
      `SELECT "value" FROM "CacheEntry" WHERE "name" = ${bind(name)} AND "expiresAt" > ${bind(new Date())}`,
      ...values,
    );
    return row?.value ?? null;
  }

  return {
    read,
    async write(entries) {
      const now = Date.now();
      const expiresAt = new Date(now + ttlSeconds * 1000);
      const trims = now >= trimAt;
      // In one order, so that two servers do not wait for each other.
      const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
      await write(async (tx) => {
        for (const [name, value] of sorted) {
          const { values, bind } = bindings(engine);
          const row = [name, expiresAt, value.byteLength, value].map(bind).join(", ");
          await tx.$executeRawUnsafe(
            `INSERT INTO "CacheEntry" ("name", "expiresAt", "bytes", "value") VALUES (${row})
             ON CONFLICT ("name") DO UPDATE
             SET "expiresAt" = excluded."expiresAt", "bytes" = excluded."bytes", "value" = excluded."value"`,
            ...values,
          );
        }
        if (!trims) return;
        const { values, bind } = bindings(engine);
        // What is over, and what would not fit any more when the newest are put in first.
        await tx.$executeRawUnsafe(
          `DELETE FROM "CacheEntry" WHERE "expiresAt" <= ${bind(new Date(now))} OR "expiresAt" <= (
             SELECT max("expiresAt") FROM (
               SELECT "expiresAt", sum("bytes") OVER (ORDER BY "expiresAt" DESC) AS "total" FROM "CacheEntry"
             ) AS added WHERE "total" > ${bind(maxMb * 1024 * 1024)})`,
          ...values,
        );
      });
      if (trims) trimAt = now + TRIMMING;
    },
    async clear() {
      await write(async (tx) => {
        await tx.cacheEntry.deleteMany();
        const value = Buffer.from(newId());
        await tx.cacheEntry.createMany({
          data: [{ name: MARK, expiresAt: NEVER, bytes: value.byteLength, value }],
        });
      });
    },
    async cleared() {
      const value = await read(MARK);
      return value && Buffer.from(value).toString();
    },
    async state() {
      const { values, bind } = bindings(engine);
      const [row] = await reader.$queryRawUnsafe<Row[]>(
        `SELECT count(*) AS "entries", sum("bytes") AS "bytes" FROM "CacheEntry" WHERE "expiresAt" < ${bind(NEVER)}`,
        ...values,
      );
      return {
        backend: "database",
        away: false,
        entries: numberOf(row?.entries),
        bytes: numberOf(row?.bytes ?? 0),
      };
    },
    // Whoever opened the database closes it.
    close: async () => undefined,
  };
}
