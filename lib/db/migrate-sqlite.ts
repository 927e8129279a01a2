import { chmodSync, existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import type BetterSqlite3 from "better-sqlite3";
import { newId } from "#lib/core/ids";
import { takeFileLock } from "./file-lock.ts";
import {
  APPLIED_MIGRATIONS,
  MIGRATIONS_TABLE,
  type MigratingDatabase,
  type Migration,
  migrationFailed,
  notOurs,
  stillLocked,
  unreachable,
} from "./migrations.ts";
import { openSqlite } from "./open-sqlite.ts";
import { sqliteCode } from "./sqlite-errors.ts";

/** Names of the migrations that a file has; none where there is no file yet. */
export function appliedOnSqlite(file: string): string[] {
  if (!existsSync(file)) return [];
  let native: BetterSqlite3.Database | null = null;
  try {
    native = openSqlite(file, { readonly: true, timeout: 5000 });
    const tables = native.prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'").all();
    if (tables.length === 0) return [];
    if (!tables.some((table) => table.name === "_prisma_migrations")) throw notOurs(file);
    return native
      .prepare<[], { name: string }>(APPLIED_MIGRATIONS)
      .all()
      .map((row) => row.name);
  } catch (error) {
    if (sqliteCode(error) === "SQLITE_NOTADB") throw notOurs(file);
    throw sqliteCode(error) ? unreachable(file, error) : error;
  } finally {
    native?.close();
  }
}

/** Takes the migration lock, a file beside the database that SQLite lets go of when its process ends. */
export async function lockSqlite(file: string): Promise<MigratingDatabase> {
  let letGo: (() => void) | null = null;
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    letGo = await takeFileLock(`${file}.migrate`);
    if (!letGo) throw stillLocked();
    const native = openForMigration(file);
    return migrating(native, letGo);
  } catch (error) {
    letGo?.();
    throw sqliteCode(error) || (error instanceof Error && "syscall" in error) ? unreachable(file, error) : error;
  }
}

/** A new file is the owner's alone, and keeps its journal mode from the first write on. */
function openForMigration(file: string): BetterSqlite3.Database {
  const native = openSqlite(file, { timeout: 15_000 });
  try {
    native.pragma("journal_mode = WAL");
    native.pragma("synchronous = FULL");
    // There may be no folder for temporary files, as in a container that can write its data alone.
    native.pragma("temp_store = MEMORY");
    // Off, because a table is redefined by dropping it; every reference is checked before the commit instead.
    native.pragma("foreign_keys = OFF");
    chmodSync(file, 0o600);
    return native;
  } catch (error) {
    native.close();
    throw error;
  }
}

function migrating(native: BetterSqlite3.Database, letGo: () => void): MigratingDatabase {
  return {
    async apply(migrations) {
      const work = native.transaction(() => {
        for (const migration of migrations) applyOne(native, migration);
      });
      work.immediate();
    },
    async close() {
      native.close();
      letGo();
    },
  };
}

function applyOne(native: BetterSqlite3.Database, { name, sql, checksum }: Migration): void {
  try {
    native.exec(MIGRATIONS_TABLE);
    native.exec(sql);
    const broken = native.pragma("foreign_key_check") as { table: string }[];
    if (broken.length > 0) throw new Error(`${broken.length} rows of ${broken[0]?.table} refer to missing rows`);
    native
      .prepare(
        `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "started_at", "finished_at", "applied_steps_count") VALUES (?, ?, ?, ?, ?, 1)`,
      )
      .run(newId(), checksum, name, Date.now(), Date.now());
  } catch (error) {
    throw migrationFailed(name, error);
  }
}
