import { databaseName } from "#lib/core/database-name";
import { TurboError } from "#lib/core/errors";
import { backupBeforeMigration } from "#lib/db/backup/backup-before-migration";
import { makeDueBackup } from "#lib/db/backup/due-backup";
import { resetDatabase } from "#lib/db/backup/reset-database";
import { connect, engineOf } from "#lib/db/connect";
import { migrate, sqlitePath } from "#lib/db/migrate";
import { requireFile } from "#lib/db/require-file";
import { type Chore, doChore } from "#lib/db/upkeep/chores";
import { type DatabaseFacts, databaseFacts } from "#lib/db/upkeep/database-facts";
import { type MendedMode, mendModes } from "#lib/db/upkeep/file-modes";
import { type Repaired, repairSqlite } from "#lib/db/upkeep/repair-sqlite";
import { rebuildSearch } from "#lib/domain/search/rebuild-search";
import { backupsText, dueText } from "./backup-commands.ts";
import { here } from "./here.ts";
import { sizeText } from "./size-text.ts";
import { schemaText } from "./status.ts";
import { whileStopped } from "./while-stopped.ts";

interface Say {
  print(text: string): void;
  /** Standard error. */
  note(text: string): void;
}

const DONE: Record<Chore, string> = {
  optimize: "was optimised: its search index is merged, its log is short",
  analyze: "has fresh statistics",
  reindex: "has all its indexes written anew, that of search as well",
  vacuum: "was vacuumed: what was deleted takes no room any more",
};

const NO_STATISTICS = "has no statistics, which is right: on SQLite they would lead Turbo's statements astray";

/** Brings the database up to date, after a backup of what is there. `force` goes on where none can be made. */
export async function migrateDatabase(
  { backup, force }: { backup: boolean; force: boolean },
  { print, note }: Say,
): Promise<void> {
  const at = here();
  const { url } = at.config.database;
  if (backup) {
    const said = await backupBeforeMigration(at, new Date()).catch((error: unknown) => {
      if (!(force && error instanceof TurboError)) throw error;
      return `Going on without a backup: ${error.message}`;
    });
    if (said) note(said);
  }
  const applied = await migrate(url, at.prismaFolder);
  if (applied.length === 0) print(`${databaseName(url)} is up to date.`);
  else print(`${databaseName(url)} was brought up to date: ${applied.join(", ")}.`);
}

export async function databaseStatus({ json = false }: { json?: boolean }, { print }: Say): Promise<void> {
  const at = here();
  const { url } = at.config.database;
  const facts = await databaseFacts(url, at.prismaFolder);
  if (json) print(JSON.stringify({ database: databaseName(url), ...facts }, null, 2));
  else
    print(
      [`${databaseName(url)}: ${schemaText(facts.schema)}.`, ...factLines(facts, await backupsText(at))].join("\n"),
    );
}

function factLines({ bytes, sqlite, postgres, rows }: DatabaseFacts, backups: string): string[] {
  const counted = Object.entries(rows).map(([table, many]) => `${table} ${many}`);
  const lines: [name: string, value: string][] = [["size", bytes === null ? "there is no file yet" : sizeText(bytes)]];
  if (sqlite) {
    const { pages, freePages, pageBytes, walBytes, journal } = sqlite;
    lines.push(
      ["pages", `${pages} of ${pageBytes} bytes, ${freePages} unused`],
      ["journal", `${journal}, ${sizeText(walBytes)}`],
    );
  }
  if (postgres) lines.push(["server", `PostgreSQL ${postgres.version}, ${postgres.connections} connections`]);
  if (counted.length > 0) lines.push(["rows", counted.join(", ")]);
  lines.push(["backups", backups]);
  return lines.map(([name, value]) => `  ${name.padEnd(9)}${value}`);
}

/** One of the chores that others may work beside. */
export async function chore(name: Chore, { print }: Say): Promise<void> {
  const { config } = here();
  const { url } = config.database;
  requireFile(url);
  const before = sizeOf(await factsOf());
  await doChore(url, name);
  if (name === "reindex") await writeSearchAnew(url);
  const after = sizeOf(await factsOf());
  const smaller = before > after ? ` It takes ${sizeText(before - after)} less.` : "";
  const done = name === "analyze" && engineOf(url) === "sqlite" ? NO_STATISTICS : DONE[name];
  print(`${databaseName(url)} ${done}.${smaller}`);
}

const factsOf = () => databaseFacts(here().config.database.url, here().prismaFolder);
const sizeOf = ({ bytes, sqlite }: DatabaseFacts) => (bytes ?? 0) + (sqlite?.walBytes ?? 0);

async function writeSearchAnew(url: string): Promise<number> {
  const database = connect({ url });
  try {
    return await rebuildSearch({ atomically: (work) => database.write((tx) => work({ database, db: tx })) });
  } finally {
    await database.close();
  }
}

/** Checks the database, mends what can be, writes the search index anew and takes rights away that others have on its files. */
export async function repair(
  { stop = false, json = false }: { stop?: boolean; json?: boolean },
  say: Say,
): Promise<void> {
  const { config, prismaFolder } = here();
  const { url } = config.database;
  requireFile(url);
  const done = await whileStopped(config, { stops: stop, note: say.note }, async () => {
    const modes = await mendModes(config);
    const repaired = engineOf(url) === "sqlite" ? await repairSqlite(sqlitePath(url), new Date()) : null;
    const { schema } = await databaseFacts(url, prismaFolder);
    const entries = schema.pending.length > 0 ? null : await writeSearchAnew(url);
    return { repaired, entries, modes };
  });
  say.print(json ? JSON.stringify(done, null, 2) : repairText(databaseName(url), done));
}

function repairText(
  name: string,
  { repaired, entries, modes }: { repaired: Repaired | null; entries: number | null; modes: MendedMode[] },
): string {
  const lines = [repaired?.found.length ? `${name} was damaged:` : `${name} is whole.`];
  lines.push(...(repaired?.found ?? []).map((line) => `  ${line}`));
  if (repaired?.recovered) {
    const { rows, broken, stray, safety } = repaired.recovered;
    const many = Object.values(rows).reduce((sum, one) => sum + one, 0);
    lines.push(`${many} rows could be read and stand in a new file; the damaged one is kept: ${safety}`);
    if (broken.length > 0) lines.push(`Parts of these tables are lost: ${broken.join(", ")}. A backup may have them.`);
    if (stray > 0) lines.push(`${stray} references to what is lost were taken away.`);
  } else if (repaired?.found.length) lines.push("Its indexes were written anew, and it is whole again.");
  if (entries === null)
    lines.push("The search index is written anew once `turbo db migrate` has brought it up to date.");
  else lines.push(`The search index was written anew: ${entries} entries.`);
  lines.push(...modes.map(({ file, from, to }) => `Rights of ${file}: ${from} became ${to}.`));
  return lines.join("\n");
}

/** Puts an empty database in the place of this one. */
export async function reset(
  { confirm = false, stop = false }: { confirm?: boolean; stop?: boolean },
  say: Say,
): Promise<void> {
  const at = here();
  const name = databaseName(at.config.database.url);
  if (!confirm)
    throw new TurboError("malformed", `This empties ${name}. Nothing was changed. Add --confirm if you mean it.`);
  const safety = await whileStopped(at.config, { stops: stop, note: say.note }, () => resetDatabase(at, new Date()));
  say.print(`${name} is empty.${safety ? ` What was in it is kept: ${safety}` : ""}`);
}

/** What is to be done now and then: the automatic backup where one is due, retention, and what keeps the database quick. */
export async function maintain(say: Say): Promise<void> {
  const at = here();
  say.print(
    at.config.backup.enabled ? dueText(await makeDueBackup(at, new Date())) : "Automatic backups are switched off.",
  );
  await chore("optimize", say);
}
