import path from "node:path";
import { TurboError } from "#lib/core/errors";
import { engineOf } from "./connect.ts";
import { appliedOnPostgres, lockPostgres } from "./migrate-postgres.ts";
import { appliedOnSqlite, lockSqlite } from "./migrate-sqlite.ts";
import { notOurs, readMigrations } from "./migrations.ts";

export interface SchemaState {
  /** Names of the migrations this version of Turbo has and the database lacks. */
  pending: string[];
  /** Names of the migrations the database has and this version does not know. */
  unknown: string[];
}

/** Path of the file that a `file:` URL names. */
export function sqlitePath(url: string): string {
  return path.resolve(url.slice("file:".length).replace(/\?.*$/, ""));
}

/**
 * What separates a database from this version of Turbo. Throws `database` where it cannot be reached, is not a
 * database or holds tables that are not Turbo's.
 */
export async function schemaState(url: string, prismaFolder: string): Promise<SchemaState> {
  const engine = engineOf(url);
  const known = readMigrations(prismaFolder, engine).map(({ name }) => name);
  const applied = engine === "postgres" ? await appliedOnPostgres(url) : appliedOnSqlite(sqlitePath(url));
  // Another program's migrations share at most none of our names.
  if (applied.length > 0 && !applied.some((name) => known.includes(name))) {
    throw notOurs(engine === "postgres" ? new URL(url).pathname.slice(1) : sqlitePath(url));
  }
  return {
    pending: known.filter((name) => !applied.includes(name)),
    unknown: applied.filter((name) => !known.includes(name)),
  };
}

/**
 * Brings a database up to date, under a lock that a dying process lets go of; answers the names of what was applied.
 * All of it is one transaction: a start that was killed half way needs no hand at the next one, and where a migration fails
 * the version that ran on it before still does.
 * Throws `database` when it is newer than this version of Turbo. `only` leaves out all other migrations.
 */
export async function migrate(url: string, prismaFolder: string, only?: readonly string[]): Promise<string[]> {
  const wanted = ({ pending }: SchemaState) => pending.filter((name) => only?.includes(name) ?? true);
  const before = await schemaState(url, prismaFolder);
  refuseUnknown(before);
  if (wanted(before).length === 0) return [];
  const engine = engineOf(url);
  const database = engine === "postgres" ? await lockPostgres(url) : await lockSqlite(sqlitePath(url));
  try {
    const state = await schemaState(url, prismaFolder);
    refuseUnknown(state);
    const pending = wanted(state);
    await database.apply(readMigrations(prismaFolder, engine).filter(({ name }) => pending.includes(name)));
    return pending;
  } finally {
    await database.close();
  }
}

/** Throws unless the database is exactly at this version. */
export async function requireCurrentSchema(url: string, prismaFolder: string): Promise<void> {
  const state = await schemaState(url, prismaFolder);
  refuseUnknown(state);
  if (state.pending.length === 0) return;
  throw new TurboError(
    "database",
    "The database is not up to date. Run `turbo db migrate`, or `turbo start`, which does it as well.",
  );
}

function refuseUnknown(state: SchemaState): void {
  if (state.unknown.length === 0) return;
  throw new TurboError(
    "database",
    `The database was written by a newer Turbo (it has ${state.unknown.join(", ")}). Nothing was changed. Install that version or set DATABASE_URL to another database.`,
  );
}
