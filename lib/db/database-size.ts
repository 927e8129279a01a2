import { statSync } from "node:fs";
import type { Database } from "./database.ts";
import { sqlitePath } from "./migrate.ts";

export interface DatabaseSize {
  /** Bytes of the database, without the log that is written ahead of it. */
  bytes: number;
  /** Bytes of that log beside a SQLite file; null on PostgreSQL, where it is the server's. */
  walBytes: number | null;
}

/** How much room the database takes. `url` is its address. */
export async function databaseSize({ engine, reader }: Database, url: string): Promise<DatabaseSize> {
  if (engine === "postgres") {
    const rows = await reader.$queryRawUnsafe<{ bytes: bigint }[]>(
      "SELECT pg_database_size(current_database()) AS bytes",
    );
    return { bytes: Number(rows[0]?.bytes ?? 0), walBytes: null };
  }
  const file = sqlitePath(url);
  return { bytes: sizeOf(file), walBytes: sizeOf(`${file}-wal`) };
}

const sizeOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
