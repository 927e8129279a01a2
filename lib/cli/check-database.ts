import { existsSync, statSync } from "node:fs";
import { type Config, readConfig, settleConfig } from "#lib/core/config";
import { databaseName } from "#lib/core/database-name";
import type { Database } from "#lib/db/database";
import { databaseSize } from "#lib/db/database-size";
import { closeInstanceDatabase, instanceDatabase } from "#lib/db/instance";
import { schemaState, sqlitePath } from "#lib/db/migrate";
import { quickCheck } from "#lib/db/quick-check";
import { unsearched } from "#lib/domain/search/unsearched";
import { type Check, checksOf, sentenceOf } from "./check.ts";
import { prismaFolder } from "./place.ts";
import { schemaText } from "./status.ts";

const { ok, warn, wrong } = checksOf("database");
const MB = 1024 * 1024;
/** Beyond so much, some reader has kept SQLite's log from being taken in for long. */
const LARGE_WAL = 64 * MB;

/** Whether it can be reached, is whole and of this version, and whether everything in it is found. */
export async function checkDatabase(): Promise<Check[]> {
  const { config } = readConfig({ cwd: process.cwd(), env: process.env });
  const { url } = config.database;
  const name = databaseName(url);
  if (url.startsWith("file:") && !existsSync(sqlitePath(url)))
    return [warn("file", `${name} is not there yet`, "`turbo start` makes it.")];
  let state: Awaited<ReturnType<typeof schemaState>>;
  try {
    state = await schemaState(url, prismaFolder());
  } catch (error) {
    return [wrong("reach", sentenceOf(error), "Look at DATABASE_URL, and whether this account may open it.")];
  }
  const reached = ok("reach", name);
  if (state.unknown.length > 0)
    return [reached, wrong("schema", schemaText(state), "Install the Turbo that wrote it, or a newer one.")];
  if (state.pending.length > 0)
    return [
      reached,
      wrong("schema", schemaText(state), "`turbo db migrate`, or `turbo start`, which does it as well."),
    ];
  return [reached, ok("schema", schemaText(state)), ...(await looksInside(config))];
}

async function looksInside(config: Config): Promise<Check[]> {
  settleConfig(config);
  const database = instanceDatabase();
  try {
    return [
      ...checkWhole(config.database.url),
      await checkSize(database, config.database.url),
      await checkSearch(database),
    ];
  } catch (error) {
    return [wrong("reading", sentenceOf(error), "`turbo logs --level error` may have more.")];
  } finally {
    await closeInstanceDatabase();
  }
}

/** PostgreSQL looks after its own files. */
function checkWhole(url: string): Check[] {
  if (!url.startsWith("file:")) return [];
  const faults = quickCheck(sqlitePath(url));
  if (faults.length === 0) return [ok("integrity", "SQLite's quick check finds nothing")];
  return [
    wrong("integrity", faults.slice(0, 3).join(" "), "Stop Turbo, keep a copy of the file, and restore a backup."),
  ];
}

async function checkSize(database: Database, url: string): Promise<Check> {
  const { bytes, walBytes } = await databaseSize(database, url);
  const said = `${(bytes / MB).toFixed(1)} MB${walBytes === null ? "" : `, and ${(walBytes / MB).toFixed(1)} MB ahead of it`}`;
  if ((walBytes ?? 0) <= LARGE_WAL) return ok("size", said);
  const since = statSync(`${sqlitePath(url)}-wal`).mtime.toISOString();
  return warn(
    "size",
    `${said}, written last at ${since}`,
    "Some program has kept the file open for long. Restart Turbo.",
  );
}

async function checkSearch(database: Database): Promise<Check> {
  const missing = await unsearched(database);
  if (missing === 0) return ok("search", "everything that is not in the bin is found");
  return wrong("search", `not found by the search: ${missing}`, "`turbo db reindex` writes it anew.");
}
