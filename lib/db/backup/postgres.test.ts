import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { newId } from "#lib/core/ids";
import { fillWorld, hereAt } from "#lib/testing/backup-stage";
import { makePastRows, pastId, putPastRows } from "#lib/testing/past-rows";
import { dropDatabase, makeDatabase, type OwnServer, startOwnPostgres } from "#lib/testing/postgres";
import { refusal } from "#lib/testing/refusal";
import { makeWorldAt, PRISMA, type World } from "#lib/testing/world";
import { migrate } from "../migrate.ts";
import { extractBackup } from "./backup-file.ts";
import type { Here } from "./here.ts";
import { makeBackup } from "./make-backup.ts";
import { loadPostgres } from "./postgres-load.ts";
import { findTools } from "./postgres-tools.ts";
import { resetDatabase } from "./reset-database.ts";
import { restoreBackup } from "./restore-backup.ts";

/** Client programs of Debian's package, with a server of the same version beside them. */
const PLACES = existsSync("/usr/lib/postgresql")
  ? readdirSync("/usr/lib/postgresql").map((version) => `/usr/lib/postgresql/${version}/bin`)
  : [];
const native = PLACES.find((place) =>
  ["initdb", "postgres", "pg_dump", "psql"].every((name) => existsSync(path.join(place, name))),
);

const EMBEDDED = process.env.TURBO_TEST_POSTGRES ?? "";
const now = new Date("2026-11-30T18:45:00Z");
const manual = { name: "manual", why: "manual", now } as const;
let server: OwnServer;
let home: string;
let world: World;
let here: Here;

beforeAll(async () => {
  if (native) server = await startOwnPostgres(native);
});
afterAll(() => server?.stop());
beforeEach(async () => {
  home = mkdtempSync(path.join(tmpdir(), "turbo-backup-pg-"));
  if (!native) return;
  const url = await makeDatabase(server.url, `b_${newId().replaceAll("-", "")}`);
  await migrate(url, PRISMA);
  world = await makeWorldAt(url);
  await fillWorld(world);
  here = hereAt(home, url);
});
afterEach(async () => {
  if (native) await world.close();
  rmSync(home, { recursive: true, force: true });
});

/** Every row of every table. */
async function rowsAt(url: string): Promise<Record<string, unknown[]>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query(
      "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
    );
    const contents: Record<string, unknown[]> = {};
    for (const { name } of rows)
      contents[name] = (await client.query(`SELECT t::text AS row FROM "${name}" AS t ORDER BY 1`)).rows;
    return contents;
  } finally {
    await client.end();
  }
}

async function say(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

test.runIf(native)(
  "PostgreSQL is backed up by its own programs, tried in a scratch database, and restored with its files.",
  async () => {
    const { url } = world;
    const before = await rowsAt(url);
    const made = await makeBackup(here, manual);
    expect(made).toMatchObject({
      tried: "restored",
      manifest: { engine: "postgres", database: { rows: { Issue: 10, Attachment: 2 } } },
    });
    await world.database.close();
    await say(
      url,
      `DELETE FROM "AttachmentPart"; DROP TABLE "IssueLabel"; CREATE TABLE "Later" (id INTEGER); CREATE TYPE "Odd" AS ENUM ('a')`,
    );
    const restored = await restoreBackup(here, { file: made.file, identity: null, now });
    expect(await rowsAt(url)).toEqual(before);
    expect(restored).toMatchObject({ applied: [], safety: expect.stringContaining("before-restore") });
    // Numbers go on where they were, and no scratch database is left.
    await say(url, `INSERT INTO search_entry (kind, subject, words) VALUES ('issue', 'x', '')`);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    expect((await client.query("SELECT datname FROM pg_database WHERE datname LIKE 'turbo_check_%'")).rows).toEqual([]);
    await client.end();
  },
);

test.runIf(native)("A load that fails, or is cut off, leaves everything as it was.", async () => {
  const { url } = world;
  const made = await makeBackup(here, manual);
  const before = await rowsAt(url);
  await world.database.close();
  const dump = path.join(home, "dump");
  const { database } = await extractBackup(made.file, { identity: null, folder: home });
  const bytes = readFileSync(database);
  writeFileSync(dump, bytes.subarray(0, Math.floor(bytes.length * 0.7)));
  expect(await refusal(loadPostgres(url, dump, made.manifest, here))).toMatchObject({ code: "database" });
  const wrong = { ...made.manifest, database: { ...made.manifest.database, rows: { Issue: 11 } } };
  expect((await refusal(loadPostgres(url, database, wrong, here))).message).toContain("Issue has not the 11 rows");
  expect(await rowsAt(url)).toEqual(before);
});

test.runIf(native)(
  "While others are connected, a restore is refused; a reset keeps what was there as a backup.",
  async () => {
    const { url } = world;
    const made = await makeBackup(here, manual);
    await world.database.reader.project.count();
    expect(await refusal(restoreBackup(here, { file: made.file, identity: null, now }))).toMatchObject({
      code: "conflict",
    });
    await world.database.close();
    const safety = await resetDatabase(here, now);
    expect((await rowsAt(url)).Issue).toEqual([]);
    await restoreBackup(here, { file: safety ?? "", identity: null, now });
    expect((await rowsAt(url)).Issue).toHaveLength(10);
  },
);

test("Without PostgreSQL's programs Turbo writes every row itself, tries that in a scratch database, and restores all of it.", async () => {
  const url = await makeDatabase(EMBEDDED, `r_${newId().replaceAll("-", "")}`);
  try {
    await migrate(url, PRISMA);
    await putPastRows(url, await makePastRows(url));
    await say(
      url,
      `INSERT INTO search_entry (kind, subject, words) VALUES ('issue', 'x', to_tsvector('simple', 'it''s'))`,
    );
    await say(url, `UPDATE "Comment" SET "body" = E'\u2028\r\n\t"\\\\ [x]' WHERE "id" = '${pastId("Comment", 0)}'`);
    const before = await rowsAt(url);
    const without = { ...hereAt(home, url), programs: home };
    const made = await makeBackup(without, manual);
    const counts = { Issue: 4, AttachmentPart: 4, search_entry: 1 };
    expect(made).toMatchObject({
      tried: "restored",
      manifest: { format: 2, database: { form: "rows", rows: counts } },
    });
    const { database } = await extractBackup(made.file, { identity: null, folder: path.join(home, "read") });
    const lines = readFileSync(database, "utf8").split("\n");
    const lost = path.join(home, "lost");
    writeFileSync(lost, lines.filter((line) => !line.includes(pastId("Comment", 0))).join("\n"));
    expect((await refusal(loadPostgres(url, lost, made.manifest, without))).message).toContain(
      "Comment has not the 4 rows it had. Nothing was restored",
    );
    writeFileSync(
      lost,
      lines.map((line) => line.replace(`"issueId": "${pastId("Issue", 1)}"`, `"issueId": "x"`)).join("\n"),
    );
    expect((await refusal(loadPostgres(url, lost, made.manifest, without))).message).toContain(
      "foreign key constraint",
    );
    expect(await rowsAt(url)).toEqual(before);

    await say(url, `DELETE FROM "Comment"; DROP TABLE "IssueLabel"; CREATE TABLE "Later" (id INTEGER)`);
    const restored = await restoreBackup(without, { file: made.file, identity: null, now }).catch((error) => error);
    // The safety copy of what is there now holds a table that no migration makes, and cannot be tried.
    expect(restored.message).toContain('"Later" does not exist');
    await say(url, `DROP TABLE "Later"`);
    await say(url, 'CREATE TABLE "IssueLabel" (id INTEGER)');
    await restoreBackup(without, { file: made.file, identity: null, now });
    const { _prisma_migrations: stamps, ...after } = await rowsAt(url);
    expect(after).toEqual({ ...before, _prisma_migrations: undefined });
    expect(stamps).toHaveLength(before._prisma_migrations?.length ?? 0);
    await say(url, `INSERT INTO search_entry (kind, subject, words) VALUES ('issue', 'y', '')`);

    // What pg_dump wrote needs them.
    const dumped = { ...made.manifest, database: { ...made.manifest.database, form: undefined } };
    const said = await refusal(loadPostgres(url, database, dumped, without));
    expect(said).toMatchObject({
      code: "configuration",
      message: expect.stringMatching(/pg_dump, pg_restore and psql of version \d+/),
    });
    expect(said.message).not.toContain("turbo:turbo");
    expect(await findTools(18, [home, "/nowhere"])).toBeNull();
  } finally {
    await dropDatabase(EMBEDDED, new URL(url).pathname.slice(1));
  }
});
