import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { open, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import BetterSqlite3 from "better-sqlite3";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openPromise } from "yauzl";
import { connect } from "#lib/db/connect";
import { migrate, sqlitePath } from "#lib/db/migrate";
import { readMigrations } from "#lib/db/migrations";
import { type FullWorld, fillWorld } from "#lib/testing/full-world";
import { dropDatabase, makeDatabase } from "#lib/testing/postgres";
import { refusal } from "#lib/testing/refusal";
import { ENGINES, freshDatabase, makeWorld, PRISMA } from "#lib/testing/world";
import { importArchive } from "./import-archive.ts";
import { openArchive } from "./read-archive.ts";
import { type WrittenArchive, writeArchive } from "./write-archive.ts";
import { zipWriter } from "./zip-writer.ts";

const PRODUCT = { version: "1.2.3", prismaFolder: PRISMA };

type Engine = (typeof ENGINES)[number];

/** What was written of a full world of each engine. */
const full = {} as Record<Engine, FullWorld & { archive: string; written: WrittenArchive; issues: number }>;
beforeAll(async () => {
  const place = mkdtempSync(path.join(tmpdir(), "turbo-archives-"));
  for (const engine of ENGINES) {
    const world = await makeWorld(engine);
    const kept = await fillWorld(world);
    const archive = path.join(place, `${engine}.zip`);
    const written = await writeArchive(world.url, archive, PRODUCT);
    full[engine] = { ...kept, archive, written, issues: await world.database.reader.issue.count() };
    await world.close();
  }
  return () => rmSync(place, { recursive: true });
}, 180_000);

let folder: string;
let file: string;
const removals: (() => Promise<void>)[] = [];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "turbo-archive-"));
  file = path.join(folder, "all.zip");
});
afterEach(async () => {
  for (const remove of removals.splice(0)) await remove();
  rmSync(folder, { recursive: true, force: true });
});

async function empty(engine: Engine): Promise<string> {
  const { url, remove } = await freshDatabase(engine);
  removals.push(remove);
  return url;
}

const importInto = (url: string, from = file, replace = false) =>
  importArchive(from, { url, replace, product: PRODUCT });

/** Takes a zip apart into a folder and answers it. */
async function unpacked(from: string): Promise<string> {
  const target = path.join(folder, "unpacked");
  const zip = await openPromise(from, { autoClose: false });
  for await (const entry of zip.eachEntry()) {
    const place = path.join(target, entry.fileName);
    mkdirSync(path.dirname(place), { recursive: true });
    await writeFile(place, await zip.openReadStreamPromise(entry));
  }
  zip.close();
  return target;
}

test.each(ENGINES)(
  "An archive of %s brings everything back on both engines, and what is written of that is the same again",
  async (engine) => {
    const { archive, written, hash, bytes } = full[engine];
    expect(statSync(archive)).toMatchObject({ size: written.bytes });
    expect(statSync(archive).mode & 0o777).toBe(0o600);
    for (const other of ENGINES) {
      const url = await empty(other);
      const imported = await importInto(url, archive);
      expect(imported).toMatchObject({ tables: written.tables, files: written.files, missing: [] });
      const again = path.join(folder, `${other}.zip`);
      expect(await writeArchive(url, again, PRODUCT)).toMatchObject({ tables: written.tables, files: written.files });
      const database = connect({ url });
      const chunks: Uint8Array[] = [];
      for await (const chunk of database.contents.read(hash, 0, bytes.byteLength - 1)) chunks.push(chunk);
      await database.close();
      expect(Buffer.concat(chunks).equals(bytes)).toBe(true);
    }
  },
);

test("It can be read without Turbo: Markdown of issues, documents and decisions, a row a line, files by their hash.", async () => {
  const { archive, hash, bytes, issues: many } = full.sqlite;
  const place = await unpacked(archive);
  const read = (name: string) => readFileSync(path.join(place, name), "utf8");
  expect(readdirSync(place).sort()).toEqual(["README.md", "data", "files", "manifest.json", "readable"]);
  expect(readFileSync(path.join(place, "files", hash)).equals(bytes)).toBe(true);
  const issue = read("readable/MAIN/issues/MAIN-1.md");
  expect(issue).toContain("# MAIN-1 First");
  expect(issue).toContain(`- [notes.txt](../../../files/${hash})`);
  expect(issue).toMatch(/## Comments\n\n### Ada Lindqvist \(@ada\), \d{4}-/);
  expect(readdirSync(path.join(place, "readable/decisions"))).toContain("DEC-1.md");
  const keys = readdirSync(path.join(place, "readable/MAIN/documents"));
  expect(keys.length).toBeGreaterThan(3);
  expect(read(`readable/MAIN/documents/${keys[0]}`)).toMatch(/^---\nkey: MAIN-DOC/);
  const rows = read("data/Issue.jsonl").trimEnd().split("\n");
  expect(JSON.parse(rows[0] ?? "")).toMatchObject({
    number: 1,
    title: "First",
    createdAt: expect.stringMatching(/Z$/),
  });
  expect(rows.length).toBe(many);
  expect(read("README.md")).toContain("hashes of passwords");
});

describe("What is not whole is refused before anything is written:", () => {
  let bytes: Buffer;
  let url: string;
  beforeEach(async () => {
    bytes = readFileSync(full.sqlite.archive);
    url = await empty("sqlite");
  });
  afterEach(async () => {
    const database = connect({ url });
    expect(await database.reader.user.count()).toBe(0);
    await database.close();
  });

  async function refused(changed: Buffer) {
    writeFileSync(file, changed);
    const error = await refusal(importInto(url));
    expect(error.code).toBe("refused");
    expect(error.message).toContain("Nothing was changed.");
    return error.message;
  }

  test("cut off anywhere", async () => {
    for (const part of [0.01, 0.3, 0.6, 0.9, 0.999]) {
      expect(await refused(bytes.subarray(0, Math.floor(bytes.byteLength * part)))).toContain("cut off");
    }
    expect(await refused(Buffer.alloc(0))).toContain("is not an archive");
  });

  test("one byte changed anywhere", async () => {
    // Of the names and times beside each file some bytes tell nothing; all that comes into the database does.
    const told: string[] = [];
    for (let n = 1; n < 40; n++) {
      const changed = Buffer.from(bytes);
      const at = Math.floor((bytes.byteLength * n) / 40);
      changed[at] = (changed[at] ?? 0) ^ 0x10;
      writeFileSync(file, changed);
      await openArchive(file, PRODUCT).then(
        ({ close }) => close(),
        (error) => told.push(String(error)),
      );
    }
    expect(told.length).toBeGreaterThan(25);
    expect(told.filter((sentence) => !/is damaged or cut off\. Nothing was changed\./.test(sentence))).toEqual([]);
  });

  test("of another program, or no archive at all", async () => {
    expect(await refused(Buffer.from("not a zip"))).toContain("is not an archive");
    expect(await refused(await zipOf({ "notes.txt": "words" }))).toContain("is not an archive");
    expect(await refused(await zipOf({ "manifest.json": '{"format":"other"}' }))).toContain("is not an archive");
    const missing = await refusal(importInto(url, path.join(folder, "nowhere.zip")));
    expect(missing.code).toBe("not_found");
  });

  test("of a newer Turbo, by its form or its tables", async () => {
    const place = await unpacked(full.sqlite.archive);
    const manifest = JSON.parse(readFileSync(path.join(place, "manifest.json"), "utf8"));
    const withManifest = (changes: object) =>
      zipOf({ "manifest.json": JSON.stringify({ ...manifest, product: "9.0.0", ...changes }) });
    expect(await refused(await withManifest({ formatVersion: 2 }))).toContain("newer Turbo (9.0.0)");
    const migrations = [...manifest.migrations, "0099_later"];
    expect(await refused(await withManifest({ migrations }))).toContain("newer Turbo (9.0.0)");
    expect(await refused(await withManifest({}))).toContain("README.md is damaged or cut off");
  });
});

async function zipOf(files: Record<string, string>): Promise<Buffer> {
  const place = path.join(folder, "made.zip");
  const handle = await open(place, "w");
  const zip = zipWriter(handle, new Date());
  for (const [name, text] of Object.entries(files)) await zip.add(name, Readable.from([text]));
  await zip.end();
  await handle.close();
  return readFileSync(place);
}

describe.each(ENGINES)("An archive of an older Turbo on %s", (engine) => {
  test("goes into a database without tables, which is brought up to date with it; another one is refused", async () => {
    const earlier = path.join(folder, "earlier");
    const known = readMigrations(PRISMA, "sqlite").map(({ name }) => name);
    const before = known.filter((name) => name < "0009");
    for (const kind of ENGINES) {
      for (const name of before)
        cpSync(path.join(PRISMA, "migrations", kind, name), path.join(earlier, "migrations", kind, name), {
          recursive: true,
        });
    }
    const old = `file:${path.join(folder, "old.db")}`;
    await migrate(old, earlier);
    const native = new BetterSqlite3(sqlitePath(old));
    const at = "2026-11-27T09:30:00.000+00:00";
    native
      .prepare(
        `INSERT INTO "Project" ("id", "createdAt", "updatedAt", "key", "name", "nameFold") VALUES ('p', ?, ?, 'OLD', 'Old', 'old')`,
      )
      .run(at, at);
    native.close();
    await writeArchive(old, file, { version: "0.0.9", prismaFolder: earlier });

    const current = await empty(engine);
    const error = await refusal(importInto(current));
    expect(error.message).toContain("an older Turbo (0.0.9)");
    expect(error.message).toContain("Set DATABASE_URL to a new file or an empty database");
    const fresh = await withoutTables(engine);
    await importInto(fresh);
    expect(await migrate(fresh, PRISMA)).toEqual([]);
    const database = connect({ url: fresh });
    expect(await database.reader.project.findMany({ select: { key: true, createdAt: true } })).toEqual([
      { key: "OLD", createdAt: new Date(at) },
    ]);
    await database.close();
  });
});

/** A database in which nothing was ever made. */
async function withoutTables(engine: Engine): Promise<string> {
  if (engine === "sqlite") return `file:${path.join(folder, "fresh.db")}`;
  const name = `a_${Date.now()}`;
  const server = process.env.TURBO_TEST_POSTGRES ?? "";
  removals.push(() => dropDatabase(server, name));
  return makeDatabase(server, name);
}

test("A file that is there stays, and of one that cannot be written nothing is left.", async () => {
  const url = await empty("sqlite");
  writeFileSync(file, "mine");
  expect((await refusal(writeArchive(url, file, PRODUCT))).message).toContain("is there already");
  expect(readFileSync(file, "utf8")).toBe("mine");
  for (const place of ["nowhere", "all.zip"]) {
    const error = await refusal(writeArchive(url, path.join(folder, place, "other.zip"), PRODUCT));
    expect(error.message).toContain("No archive was made");
  }
  expect(readdirSync(folder)).toEqual(["all.zip"]);
});
