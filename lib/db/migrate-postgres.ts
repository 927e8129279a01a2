import type pg from "pg";
import { TurboError } from "#lib/core/errors";
import { newId } from "#lib/core/ids";
import {
  APPLIED_MIGRATIONS,
  MIGRATION_PATIENCE,
  MIGRATIONS_TABLE,
  type MigratingDatabase,
  type Migration,
  migrationFailed,
  notOurs,
  stillLocked,
  unreachable,
} from "./migrations.ts";
import { openPostgres } from "./open-postgres.ts";

/** The session lock under which a database is migrated. */
const MIGRATION_LOCK = 7_305_002;

/** Names of the migrations that a database has. */
export async function appliedOnPostgres(url: string): Promise<string[]> {
  const client = await openPostgres(url);
  try {
    const tables = await client.query<{ name: string }>(
      "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = current_schema()",
    );
    if (tables.rows.length === 0) return [];
    if (!tables.rows.some((table) => table.name === "_prisma_migrations"))
      throw notOurs(new URL(url).pathname.slice(1));
    return (await client.query<{ name: string }>(APPLIED_MIGRATIONS)).rows.map((row) => row.name);
  } catch (error) {
    throw error instanceof TurboError ? error : unreachable(new URL(url).host, error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Takes the migration lock, which the server lets go of when the connection ends. */
export async function lockPostgres(url: string): Promise<MigratingDatabase> {
  const client = await openPostgres(url);
  try {
    await client.query(`SET lock_timeout = ${MIGRATION_PATIENCE}`);
    await client.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
  } catch (error) {
    await client.end().catch(() => undefined);
    const late = error instanceof Error && "code" in error && error.code === "55P03";
    throw late ? stillLocked(error) : unreachable(new URL(url).host, error);
  }
  return {
    async apply(migrations) {
      try {
        await client.query("BEGIN");
        for (const migration of migrations) await applyMigration(client, migration);
        await client.query("COMMIT");
      } catch (error) {
        await client.query("ROLLBACK").catch(() => undefined);
        throw error instanceof TurboError ? error : migrationFailed(migrations.at(-1)?.name ?? "", error);
      }
    },
    async close() {
      await client.end().catch(() => undefined);
    },
  };
}

/** Performs one migration and remembers it, in the transaction that is open. */
export async function applyMigration(client: pg.ClientBase, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query(MIGRATIONS_TABLE.replaceAll("TIMESTAMP", "TIMESTAMPTZ").replace("CURRENT_TIMESTAMPTZ", "now()"));
    await client.query(sql);
    await client.query(
      `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "started_at", "finished_at", "applied_steps_count") VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [newId(), checksum, name],
    );
  } catch (error) {
    throw migrationFailed(name, error);
  }
}
