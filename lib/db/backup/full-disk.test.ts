import { execFileSync, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { attach, backupStage, hereAt, rowsIn } from "#lib/testing/backup-stage";
import { refusal } from "#lib/testing/refusal";
import { backupStore } from "./backup-store.ts";
import { listBackups } from "./catalogue.ts";
import { makeBackup } from "./make-backup.ts";
import { restoreBackup } from "./restore-backup.ts";

const SIZE = 6 * 1024 * 1024;
const folder = mkdtempSync(path.join(tmpdir(), "turbo-small-disk-"));
/** A disk of a few MB. Only who may mount one can try. */
const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${SIZE}`, "tmpfs", folder]).status === 0;
afterAll(() => {
  if (mounted) execFileSync("umount", [folder]);
  rmSync(folder, { recursive: true, force: true });
});

/** Fills the disk up, all but so many bytes; answers what makes room again. */
function fill(left: number): () => void {
  const { bavail, bsize } = statfsSync(folder);
  const ballast = path.join(folder, "ballast");
  writeFileSync(ballast, randomBytes(bavail * bsize - Math.round(left)));
  return () => rmSync(ballast);
}

const now = new Date("2026-11-30T18:45:00Z");
const manual = { name: "manual", why: "manual", now } as const;

test.runIf(mounted)(
  "On a full disk a backup is refused in words, leaves nothing, and the data and older backups are as they were.",
  async () => {
    const stage = await backupStage();
    try {
      await attach(stage.world, "noise.bin", randomBytes(400_000));
      const here = hereAt(stage.home, stage.world.url, { TURBO_BACKUP_DIRECTORY: path.join(folder, "backups") });
      const first = await makeBackup(here, { ...manual, name: "first" });
      const bytes = readFileSync(first.file);
      const before = rowsIn(stage.live);
      const copy = first.manifest.database.bytes;
      // The copy of the database does not fit; it does, and the backup does not.
      for (const left of [copy / 2, copy + bytes.length / 2]) {
        const makeRoom = fill(left);
        const said = await refusal(makeBackup(here, { ...manual, name: "second" }));
        expect(said).toMatchObject({
          code: "database",
          message: expect.stringMatching(/^The disk is full\. No backup was made/),
        });
        makeRoom();
        expect(readdirSync(path.join(folder, "backups")).filter((name) => name !== ".lock")).toEqual([
          path.basename(first.file),
        ]);
      }
      expect(readFileSync(first.file).equals(bytes)).toBe(true);
      expect(rowsIn(stage.live)).toEqual(before);
      await makeBackup(here, { ...manual, name: "third" });
      expect(await listBackups(backupStore(here.config))).toHaveLength(2);
    } finally {
      await stage.world.close();
    }
  },
);

test.runIf(mounted)("On a full disk a restore is refused in words, and the live database is as it was.", async () => {
  const stage = await backupStage();
  try {
    const { file } = await makeBackup(stage.here, manual);
    await stage.world.database.close();
    const home = path.join(folder, "home");
    mkdirSync(home);
    const live = path.join(home, "turbo.db");
    copyFileSync(stage.live, live);
    const here = hereAt(home, `file:${live}`);
    const makeRoom = fill(statSync(live).size / 2);
    const said = await refusal(restoreBackup(here, { file, identity: null, now }));
    expect(said.message).toMatch(/^The disk is full\. Nothing was restored/);
    expect(readdirSync(home).filter((name) => name !== ".lock")).toEqual(["turbo.db"]);
    expect(rowsIn(live)).toEqual(rowsIn(stage.live));
    makeRoom();
    const { safety } = await restoreBackup(here, { file, identity: null, now });
    expect(rowsIn(live)).toEqual(rowsIn(safety ?? ""));
  } finally {
    await stage.world.close();
  }
});
