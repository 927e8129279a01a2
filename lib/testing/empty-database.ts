import { rmSync } from "node:fs";
import path from "node:path";
import BetterSqlite3 from "better-sqlite3";
import pg from "pg";
import { sqlitePath } from "#lib/db/migrate";
import type { Engine } from "./world.ts";

/** Makes a database as it was right after its migration: without rows, with numbers from the start. */
export async function emptyDatabase(engine: Engine, url: string): Promise<void> {
  if (engine === "postgres") await emptyPostgres(url);
  else emptySqlite(sqlitePath(url));
}

function emptySqlite(file: string): void {
  const database = new BetterSqlite3(file);
  try {
    const tables = database
      .prepare<[], { name: string }>(
        `SELECT "name" FROM pragma_table_list WHERE "schema" = 'main' AND "type" IN ('table', 'virtual')
           AND "name" NOT IN ('_prisma_migrations', 'sqlite_schema')`,
      )
      .all();
    const deletes = tables.map(({ name }) => `DELETE FROM "${name}";`).join(" ");
    database.exec(`PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE; ${deletes} COMMIT;`);
  } finally {
    database.close();
  }
  rmSync(path.join(path.dirname(file), "uploads"), { recursive: true, force: true });
}

async function emptyPostgres(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // To delete is faster than to truncate where there are few rows.
    await client.query(`
      DO $$ DECLARE one record; BEGIN
        SET LOCAL session_replication_role = replica;
        FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' LOOP
          EXECUTE format('DELETE FROM %I', one.tablename);
        END LOOP;
        FOR one IN SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' LOOP
          EXECUTE format('SELECT setval(%L, 1, false)', format('%I', one.sequencename));
        END LOOP;
      END $$`);
  } finally {
    await client.end();
  }
}
