import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { newId } from "#lib/core/ids";
import { applyMigration } from "../migrate-postgres.ts";
import { readMigrations } from "../migrations.ts";
import { openPostgres } from "../open-postgres.ts";
import { putReferencesBack, takeReferencesAway } from "../portable/postgres-filling.ts";
import type { Here } from "./here.ts";
import type { Manifest } from "./manifest.ts";
import { one, requireTools } from "./postgres-dump.ts";
import { connectionOf, type PostgresTools, startTool, toolRefusal } from "./postgres-tools.ts";
import { readRowDump } from "./row-dump.ts";

/** Takes away everything of the schema that a Turbo of any version made. */
export const EMPTY_SCHEMA = `DO $$ DECLARE one record; BEGIN
  FOR one IN SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') LOOP
    EXECUTE format('DROP TABLE IF EXISTS %I CASCADE', one.relname);
  END LOOP;
  FOR one IN SELECT typname FROM pg_type WHERE typnamespace = current_schema()::regnamespace AND typtype = 'e' LOOP
    EXECUTE format('DROP TYPE IF EXISTS %I CASCADE', one.typname);
  END LOOP;
END $$;`;

/** What a dump is loaded with: programs, or migrations. */
type Means = Pick<Here, "programs" | "prismaFolder">;

/**
 * Puts a dump in the place of what a database holds, in one transaction: whatever fails, and wherever it is killed, the
 * database holds what it held before.
 */
export async function loadPostgres(url: string, dump: string, manifest: Manifest, means: Means): Promise<void> {
  if (manifest.database.form === "rows") await loadRows(url, dump, manifest, means.prismaFolder);
  else await loadDump(url, dump, manifest, means.programs);
}

/** Makes the schema anew by the migrations that the backup had, and puts its rows into it. */
async function loadRows(url: string, dump: string, manifest: Manifest, prismaFolder: string): Promise<void> {
  const had = readMigrations(prismaFolder, "postgres").filter(({ name }) => manifest.migrations.includes(name));
  const client = await openPostgres(url);
  try {
    await client.query(`BEGIN; SET LOCAL lock_timeout = '15s'; ${EMPTY_SCHEMA}`);
    for (const migration of had) await applyMigration(client, migration);
    const references = await takeReferencesAway(client);
    await readRowDump(client, dump);
    await putReferencesBack(client, references);
    await client.query(`${requireRows(manifest)} COMMIT`);
  } catch (error) {
    throw toolRefusal(error, NOTHING_RESTORED);
  } finally {
    await client.end().catch(() => undefined);
  }
}

const NOTHING_RESTORED = "Nothing was restored; the database is as it was.";

async function loadDump(url: string, dump: string, manifest: Manifest, search: string): Promise<void> {
  const client = await openPostgres(url);
  const find = async () => ({ tools: await requireTools(client, search), schema: await schemaOf(client) });
  const { tools, schema } = await find().finally(() => client.end().catch(() => undefined));
  const { dbname, env } = connectionOf(url);
  const what = [`--schema=${schema}`, "--no-owner", "--no-privileges", "--file=-"];
  const restore = startTool(tools.pg_restore, [...what, dump], {});
  const args = ["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--output=/dev/null", `--dbname=${dbname}`];
  const psql = startTool(tools.psql, args, env);
  try {
    psql.child.stdin.write(`BEGIN;\nSET LOCAL lock_timeout = '15s';\n${EMPTY_SCHEMA}\n`);
    await pipeline(restore.child.stdout, psql.child.stdin, { end: false });
    await restore.ended;
    psql.child.stdin.end(`${requireRows(manifest)}\nCOMMIT;\n`);
    await psql.ended;
  } catch (error) {
    // Without its COMMIT nothing of it stays.
    for (const { child } of [restore, psql]) child.kill("SIGKILL");
    const told = await psql.ended.then(
      () => error,
      (said: unknown) => (/SIGKILL/.test(String(said)) ? error : said),
    );
    throw toolRefusal(told, NOTHING_RESTORED);
  }
}

const schemaOf = async (client: pg.Client) =>
  (await one<{ schema: string }>(client, "SELECT coalesce(current_schema(), 'public') AS schema")).schema;

/** SQL that fails unless each table has as many rows as when the backup was made. */
function requireRows({ database }: Manifest): string {
  const checks = Object.entries(database.rows).map(
    ([table, many]) =>
      `IF (SELECT count(*) FROM "${table}") <> ${many} THEN RAISE EXCEPTION '% has not the % rows it had', '${table}', ${many}; END IF;`,
  );
  return `RESET search_path;\nDO $$ BEGIN ${checks.join(" ")} END $$;`;
}

/**
 * Loads a dump into a scratch database beside the real one, counts its rows and drops it. Where the account may make no
 * database, only the table of contents is read that pg_dump wrote.
 */
export async function checkPostgres(
  url: string,
  dump: string,
  manifest: Manifest,
  means: Means,
): Promise<"restored" | "listed" | "read"> {
  const isRows = manifest.database.form === "rows";
  const client = await openPostgres(url);
  const scratch = `turbo_check_${newId().replaceAll("-", "")}`;
  try {
    if (!isRows) await list(await requireTools(client, means.programs), dump);
    const made = await client.query(`CREATE DATABASE "${scratch}" TEMPLATE template0`).then(
      () => true,
      (error: { code?: string }) => {
        if (error.code === "42501") return false;
        throw toolRefusal(error, "The backup could not be tried.");
      },
    );
    if (!made) return isRows ? "read" : "listed";
    try {
      const address = new URL(url);
      address.pathname = `/${scratch}`;
      await loadPostgres(address.href, dump, manifest, means);
      return "restored";
    } finally {
      await client.query(`DROP DATABASE IF EXISTS "${scratch}" WITH (FORCE)`).catch(() => undefined);
    }
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function list(tools: PostgresTools, dump: string): Promise<void> {
  const { child, ended } = startTool(tools.pg_restore, ["--list", dump], {});
  child.stdout.resume();
  await ended.catch((error) => {
    throw toolRefusal(error, "The dump in the backup cannot be read. Nothing was changed.");
  });
}
