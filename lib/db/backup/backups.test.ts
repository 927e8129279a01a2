import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { gzipSync, zstdDecompressSync } from "node:zlib";
import BetterSqlite3 from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { attach, type BackupStage, backupStage, filesIn, hereAt, rowsIn } from "#lib/testing/backup-stage";
import { refusal } from "#lib/testing/refusal";
import { PRISMA } from "#lib/testing/world";
import { readMigrations } from "../migrations.ts";
import { makeAgeKey } from "./age-key.ts";
import { extractBackup, writeBackupFile } from "./backup-file.ts";
import { backupStore } from "./backup-store.ts";
import { findBackup, listBackups } from "./catalogue.ts";
import { makeDueBackup } from "./due-backup.ts";
import { makeBackup } from "./make-backup.ts";
import { FORMAT, type Manifest } from "./manifest.ts";
import { restoreBackup } from "./restore-backup.ts";
import { tryBackup } from "./try-backup.ts";
import { withWorkFolder } from "./work-folder.ts";

let stage: BackupStage;
const now = new Date("2026-11-30T18:45:00Z");
const manual = { name: "manual", why: "manual", now } as const;

beforeEach(async () => {
  stage = await backupStage();
});
afterEach(() => stage.world.close());

const uploads = () => path.join(stage.home, "uploads");
const restore = (file: string, identity: string | null = null, here = stage.here) =>
  restoreBackup(here, { file, identity, now });

/** Names in the folder of the database that are there only while something is under way. */
const leftOver = () =>
  readdirSync(stage.home, { recursive: true }).filter((name) => /\.work-|\.new$/.test(String(name)));

test("What was damaged and lost is all back after a restore, attached files included, and the damaged file is kept.", async () => {
  const before = { rows: rowsIn(stage.live), files: filesIn(uploads()) };
  const made = await makeBackup(stage.here, { ...manual, name: "before-update" });
  expect(made).toMatchObject({ tried: "restored", lost: [], manifest: { version: "1.2.3", name: "before-update" } });
  expect(path.basename(made.file)).toBe("turbo-20261130-184500-before-update.tar.zst");
  expect(statSync(made.file).mode & 0o777).toBe(0o600);
  expect(statSync(path.dirname(made.file)).mode & 0o777).toBe(0o700);

  await stage.world.database.close();
  writeFileSync(stage.live, "This was a database.".repeat(500));
  rmSync(uploads(), { recursive: true });
  const restored = await restore(made.file);
  expect(rowsIn(stage.live)).toEqual(before.rows);
  expect(filesIn(uploads())).toEqual(before.files);
  expect(Object.keys(before.files)).toHaveLength(2);
  expect(readFileSync(restored.safety ?? "", "utf8")).toContain("This was a database.");
  expect(statSync(stage.live).mode & 0o777).toBe(0o600);
  expect(leftOver()).toEqual([]);
});

test("A restore takes what was written since away, keeps it beside, and leaves files that only the old database names.", async () => {
  const before = rowsIn(stage.live);
  const { file } = await makeBackup(stage.here, manual);
  await attach(stage.world, "later.txt", Buffer.from("Written later."));
  const later = rowsIn(stage.live);
  await stage.world.database.close();
  const { safety } = await restore(file);
  expect(rowsIn(stage.live)).toEqual(before);
  expect(rowsIn(safety ?? "")).toEqual(later);
  expect(Object.keys(filesIn(uploads()))).toHaveLength(3);
});

test("While somebody has the database open, a restore is refused and nothing is changed.", async () => {
  const { file } = await makeBackup(stage.here, manual);
  await stage.world.database.reader.project.count();
  const before = rowsIn(stage.live);
  expect(await refusal(restore(file))).toMatchObject({ code: "conflict" });
  expect(rowsIn(stage.live)).toEqual(before);
});

describe("Before anything live is touched", () => {
  let file: string;
  let live: string;
  let files: Record<string, string>;
  const sum = () => createHash("sha256").update(readFileSync(stage.live)).digest("hex");
  beforeEach(async () => {
    file = (await makeBackup(stage.here, manual)).file;
    await stage.world.database.close();
    live = sum();
    files = filesIn(uploads());
  });
  afterEach(() => {
    expect(sum()).toBe(live);
    expect(filesIn(uploads())).toEqual(files);
    expect(leftOver()).toEqual([]);
    expect(readdirSync(stage.home).filter((name) => name.includes("before-restore"))).toEqual([]);
  });

  /** The same backup with its bytes changed. */
  const changed = (change: (bytes: Buffer) => Buffer) => {
    writeFileSync(file, change(readFileSync(file)));
    return refusal(restore(file));
  };
  const flipped = (bytes: Buffer, place: number) => {
    bytes[place] = (bytes[place] ?? 0) ^ 0x10;
    return bytes;
  };

  test.each([0.02, 0.3, 0.6, 0.999])("a bit that flipped at %d of the file is noticed.", async (share) => {
    const said = await changed((bytes) => flipped(bytes, Math.floor(bytes.length * share)));
    expect(said).toMatchObject({ code: "refused", message: expect.stringContaining("Nothing was changed") });
  });

  test.each([1, 200, 40_000])("a file that lacks its last %d bytes is refused.", async (bytes) => {
    truncateSync(file, statSync(file).size - bytes);
    expect((await refusal(restore(file))).message).toMatch(/is damaged or not whole/);
  });

  test("without compression, a bit that flipped in the manifest, the database or a file is noticed as well.", async () => {
    const plain = hereAt(stage.home, stage.world.url, { TURBO_BACKUP_COMPRESS: "false" });
    const tar = readFileSync((await makeBackup(plain, { ...manual, output: path.join(stage.home, "plain.tar") })).file);
    for (const word of ['"rows"', "SQLite format 3", "Some words.", "SHA256SUMS"]) {
      writeFileSync(file, flipped(Buffer.from(tar), tar.indexOf(word) + 3));
      expect((await refusal(restore(file))).message).toMatch(/damaged|not a backup of Turbo/);
    }
    writeFileSync(file, gzipSync(tar));
    await withWorkFolder(stage.home, (work) => tryBackup(stage.here, file, { identity: null, work }));
  });

  test.each([
    ["an empty file", Buffer.alloc(0)],
    ["a text", Buffer.from("Dear diary. ".repeat(200))],
    ["a database", null],
    ["a tar of somebody else", Buffer.concat([Buffer.from("letters/to-ada.txt"), Buffer.alloc(20_000)])],
    ["gzip of something", gzipSync(Buffer.alloc(100_000, 7))],
  ])("%s is not taken for a backup.", async (_, bytes) => {
    writeFileSync(file, bytes ?? readFileSync(stage.live));
    expect(await refusal(restore(file))).toMatchObject({ code: "refused" });
  });

  test("a file that is not there is not found.", async () => {
    expect(await refusal(restore(path.join(stage.home, "nowhere.tar.zst")))).toMatchObject({ code: "not_found" });
  });

  test("a backup of a newer Turbo, or of another engine, is refused by name.", async () => {
    await withWorkFolder(stage.home, async (folder) => {
      const { manifest, database } = await extractBackup(file, { identity: null, folder });
      const madeAs = async (change: Partial<Manifest>) => {
        rmSync(file, { force: true });
        await writeBackupFile(
          file,
          { ...manifest, ...change },
          { database, contents: [] },
          { compress: true, recipients: [] },
        );
        return (await refusal(restore(file))).message;
      };
      expect(await madeAs({ version: "9.0.0", migrations: [...manifest.migrations, "0999_later"] })).toMatch(
        /newer Turbo, 9\.0\.0 \(it has 0999_later\)/,
      );
      expect(await madeAs({ version: "9.0.0", format: FORMAT + 1 })).toContain("newer Turbo, 9.0.0");
      expect(await madeAs({ engine: "postgres", migrations: [] })).toContain(
        "is of PostgreSQL and this Turbo is on SQLite",
      );
    });
  });

  test("a migration that fails on the backup's data leaves the live database as it was.", async () => {
    const folder = path.join(stage.home, "later");
    for (const { name, sql } of [
      ...readMigrations(PRISMA, "sqlite"),
      { name: "0999_bad", sql: "INSERT INTO nowhere VALUES (1);" },
    ]) {
      mkdirSync(path.join(folder, "migrations/sqlite", name), { recursive: true });
      writeFileSync(path.join(folder, "migrations/sqlite", name, "migration.sql"), sql);
    }
    const said = await refusal(restore(file, null, { ...stage.here, prismaFolder: folder }));
    expect(said.message).toContain("0999_bad");
  });
});

test("Encrypted backups are restored by the key they are made for, and by no other.", async () => {
  const { identity, recipient } = await makeAgeKey();
  const here = hereAt(stage.home, stage.world.url, { TURBO_BACKUP_AGE_RECIPIENT: recipient });
  const before = rowsIn(stage.live);
  const made = await makeBackup(here, manual);
  expect(made).toMatchObject({ file: expect.stringMatching(/\.tar\.zst\.age$/), tried: "restored" });
  expect(readFileSync(made.file).includes("manifest.json")).toBe(false);
  expect(await listBackups(backupStore(here.config))).toMatchObject([
    { encrypted: true, manifest: null, problem: null, why: "manual", madeAt: now },
  ]);
  await stage.world.database.close();
  const live = readFileSync(stage.live);
  expect((await refusal(restore(made.file))).message).toContain("--identity");
  expect((await refusal(restore(made.file, (await makeAgeKey()).identity))).message).toContain("another key");
  expect(readFileSync(stage.live).equals(live)).toBe(true);
  await restore(made.file, identity);
  expect(rowsIn(stage.live)).toEqual(before);
  const bytes = readFileSync(made.file);
  bytes[bytes.length - 500] = (bytes[bytes.length - 500] ?? 0) ^ 1;
  writeFileSync(made.file, bytes);
  expect((await refusal(restore(made.file, identity))).message).toMatch(/damaged/);
});

test("Attached files that were lost or damaged before are named, and the rest is backed up and restored.", async () => {
  const [first = "", second = ""] = Object.keys(filesIn(uploads()));
  writeFileSync(path.join(uploads(), second), "not what it was");
  rmSync(path.join(uploads(), first));
  const made = await makeBackup(stage.here, manual);
  expect(made.lost.toSorted()).toEqual([first, second].map((name) => path.basename(name)).toSorted());
  await stage.world.database.close();
  expect((await restore(made.file)).lost).toHaveLength(2);
});

test("A backup is found by its whole name, by the name somebody gave where one has it, and else the choice is told.", async () => {
  const store = backupStore(stage.here.config);
  await makeBackup(stage.here, { ...manual, name: "first" });
  await makeBackup(stage.here, { ...manual, name: "twice" });
  await makeBackup(stage.here, { ...manual, name: "twice" });
  expect((await findBackup(store, "first")).name).toBe("turbo-20261130-184500-first");
  expect((await findBackup(store, "turbo-20261130-184501-twice")).madeAt).toEqual(now);
  expect((await refusal(findBackup(store, "twice"))).message).toContain("turbo-20261130-184501-twice");
  expect(await refusal(findBackup(store, "never"))).toMatchObject({ code: "not_found" });
});

test("The automatic backup is made once a day, tried, and older ones go by retention; what people made stays.", async () => {
  const at = (day: string) => new Date(`2026-11-${day}T02:00:00Z`);
  await makeBackup(stage.here, { ...manual, now: new Date("2026-01-01T00:00:00Z") });
  await makeBackup(stage.here, { name: "automatic", why: "automatic", now: new Date("2026-10-20T02:00:00Z") });
  const first = await makeDueBackup(stage.here, at("29"));
  expect(first.made).toMatchObject({ tried: "restored", manifest: { why: "automatic" } });
  expect(first.removed).toEqual(["turbo-20261020-020000-automatic"]);
  expect((await makeDueBackup(stage.here, new Date("2026-11-29T23:59:00Z"))).made).toBeNull();
  expect((await makeDueBackup(stage.here, at("30"))).made).not.toBeNull();
  expect((await listBackups(backupStore(stage.here.config))).map(({ name }) => name)).toEqual([
    "turbo-20261130-020000-automatic",
    "turbo-20261129-020000-automatic",
    "turbo-20260101-000000-manual",
  ]);
  const off = hereAt(stage.home, stage.world.url, { TURBO_BACKUP_ENABLED: "no" });
  expect(await makeDueBackup(off, new Date("2027-06-01T00:00:00Z"))).toEqual({ made: null, removed: [] });
});

test("What a killed backup left is cleared away by the next one and is never listed.", async () => {
  const { directory } = stage.here.config.backup;
  mkdirSync(path.join(directory, ".work-killed"), { recursive: true });
  writeFileSync(path.join(directory, ".work-killed/backup"), "half");
  expect(await listBackups(backupStore(stage.here.config))).toEqual([]);
  await makeBackup(stage.here, manual);
  expect(existsSync(path.join(directory, ".work-killed"))).toBe(false);
});

test("A backup is a tar that other programs read, with checksums that they can check.", async () => {
  const { file } = await makeBackup(stage.here, manual);
  const tar = zstdDecompressSync(readFileSync(file));
  const { execFileSync } = await import("node:child_process");
  const folder = path.join(stage.home, "by-tar");
  mkdirSync(folder);
  execFileSync("tar", ["-xf", "-", "-C", folder], { input: tar });
  expect(execFileSync("sha256sum", ["-c", "SHA256SUMS"], { cwd: folder, encoding: "utf8" })).toContain(
    "database/turbo.db: OK",
  );
  const native = new BetterSqlite3(path.join(folder, "database/turbo.db"), { readonly: true });
  expect(native.prepare(`SELECT count(*) AS many FROM "Issue"`).get()).toEqual({ many: 10 });
  native.close();
});
