import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { TurboError } from "#lib/core/errors";

/** One step of the schema, as its file says it. */
export interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

/** A database with the lock of migrations taken. */
export interface MigratingDatabase {
  /** Performs migrations and remembers them, all or none: an earlier Turbo has to know a database that could not be migrated. */
  apply(migrations: readonly Migration[]): Promise<void>;
  /** Lets go of lock and connection. */
  close(): Promise<void>;
}

/** How long a start waits for another one that migrates, in milliseconds. */
export const MIGRATION_PATIENCE = 60_000;

/** What Prisma keeps of migrations, so that its own tools can read on. */
export const MIGRATIONS_TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL, "checksum" VARCHAR(64) NOT NULL, "finished_at" TIMESTAMP, "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT, "rolled_back_at" TIMESTAMP, "started_at" TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP, "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`;

export const APPLIED_MIGRATIONS = `SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`;

/** The migrations this version of Turbo has, in order. */
export function readMigrations(prismaFolder: string, engine: "sqlite" | "postgres"): Migration[] {
  const folder = path.join(prismaFolder, "migrations", engine);
  return readdirSync(folder)
    .filter((name) => /^\d{4}_/.test(name))
    .sort()
    .map((name) => {
      const sql = readFileSync(path.join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

export function notOurs(where: string): TurboError {
  return new TurboError(
    "database",
    `${where} is not a Turbo database. Nothing in it was touched. Set DATABASE_URL to another file or to an empty database.`,
  );
}

export function unreachable(where: string, cause: unknown): TurboError {
  const reason = cause instanceof Error ? cause.message || String((cause as { code?: string }).code) : String(cause);
  return new TurboError("database", `The database at ${where} cannot be opened: ${reason}. Check DATABASE_URL.`, {
    cause,
  });
}

export function stillLocked(cause?: unknown): TurboError {
  return new TurboError(
    "database",
    "Another process has been migrating this database for a minute. Wait for it, then start again.",
    { cause },
  );
}

export function migrationFailed(name: string, cause: unknown): TurboError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new TurboError(
    "database",
    `The database could not be brought to ${name}: ${reason}. Nothing was changed: the version of Turbo that ran on it before still does. Start that one again, and report this.`,
    { cause },
  );
}
