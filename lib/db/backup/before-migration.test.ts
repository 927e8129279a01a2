import { cpSync, rmSync } from "node:fs";
import path from "node:path";
import BetterSqlite3 from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type BackupStage, backupStage, hereAt } from "#lib/testing/backup-stage";
import { refusal } from "#lib/testing/refusal";
import { PRISMA } from "#lib/testing/world";
import { migrate, schemaState } from "../migrate.ts";
import { readMigrations } from "../migrations.ts";
import { backupBeforeMigration } from "./backup-before-migration.ts";
import { backupStore } from "./backup-store.ts";
import { listBackups } from "./catalogue.ts";
import { restoreBackup } from "./restore-backup.ts";

let stage: BackupStage;
const now = new Date("2026-11-30T18:45:00Z");

beforeEach(async () => {
  stage = await backupStage();
});
afterEach(() => stage.world.close());

/** The migrations but for the last one, as the version before had them. */
function earlier(): string {
  const folder = path.join(stage.home, "earlier");
  cpSync(path.join(PRISMA, "migrations"), path.join(folder, "migrations"), { recursive: true });
  for (const engine of ["sqlite", "postgres"] as const)
    rmSync(path.join(folder, "migrations", engine, readMigrations(PRISMA, engine).at(-1)?.name ?? ""), {
      recursive: true,
    });
  return folder;
}

/** A database of the version before, with a project in it. */
async function earlierDatabase(): Promise<string> {
  const url = `file:${path.join(stage.home, "old/turbo.db")}`;
  await migrate(url, earlier());
  const native = new BetterSqlite3(url.slice("file:".length));
  const at = "'2026-11-27T09:30:00.000+00:00'";
  native.exec(
    `INSERT INTO "Project" ("id", "createdAt", "updatedAt", "key", "name", "nameFold") VALUES ('p', ${at}, ${at}, 'OLD', 'Old', 'old')`,
  );
  native.close();
  return url;
}

const names = async () => (await listBackups(backupStore(stage.here.config))).map(({ why }) => why);

test("What a migration is about to change is backed up first, and that backup is restored and brought up to date.", async () => {
  const url = await earlierDatabase();
  const here = hereAt(stage.home, url);
  const said = await backupBeforeMigration(here, now);
  const [made] = await listBackups(backupStore(here.config));
  expect(said).toContain(made?.address);
  expect(made).toMatchObject({ why: "before-migration", manifest: { database: { rows: { Project: 1 } } } });
  const last = readMigrations(PRISMA, "sqlite").at(-1)?.name;
  expect(made?.manifest?.migrations).not.toContain(last);
  await migrate(url, PRISMA);
  const restored = await restoreBackup(here, { file: made?.address ?? "", identity: null, now });
  expect(restored.applied).toEqual([last]);
  expect(await schemaState(url, PRISMA)).toEqual({ pending: [], unknown: [] });
});

test("Nothing is backed up where nothing is there yet, nothing is to be changed, or the setting says so.", async () => {
  expect(await backupBeforeMigration(stage.here, now)).toBeNull();
  expect(await backupBeforeMigration(hereAt(stage.home, `file:${path.join(stage.home, "none.db")}`), now)).toBeNull();
  const off = hereAt(stage.home, await earlierDatabase(), { TURBO_BACKUP_BEFORE_MIGRATION: "false" });
  expect(await backupBeforeMigration(off, now)).toBeNull();
  expect(await names()).toEqual([]);
});

test("A backup that cannot be made keeps a database of SQLite from being changed.", async () => {
  const url = await earlierDatabase();
  const here = hereAt(stage.home, url, { TURBO_BACKUP_DIRECTORY: path.join(stage.live, "backups") });
  const said = await refusal(backupBeforeMigration(here, now));
  expect(said.message).toMatch(/A file stands where a folder should be\..*not brought up to date.*--no-backup/);
});
