import { openPostgres } from "../open-postgres.ts";
import type { Snapshot } from "./portable.ts";
import { postgresReading } from "./postgres-rows.ts";

/** The advisory lock that tells a database that is read from one that is filled. */
export const PORTABLE_LOCK = 7_305_004;

/** A PostgreSQL database as it is now. Others read and write on meanwhile. */
export async function postgresSnapshot(url: string): Promise<Snapshot> {
  const client = await openPostgres(url);
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    // The moment is that of the first statement.
    await client.query("SELECT pg_advisory_xact_lock_shared($1)", [PORTABLE_LOCK]);
    return { ...(await postgresReading(client)), close: () => client.end() };
  } catch (error) {
    await client.end();
    throw error;
  }
}
