import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type BackupStage, backupStage, hereAt, rowsIn } from "#lib/testing/backup-stage";
import { FAKE_KEYS, type FakeS3, startFakeS3 } from "#lib/testing/fake-s3";
import { refusal } from "#lib/testing/refusal";
import { backupStore } from "./backup-store.ts";
import { findBackup, listBackups, removeBackups } from "./catalogue.ts";
import { makeDueBackup } from "./due-backup.ts";
import type { Here } from "./here.ts";
import { makeBackup } from "./make-backup.ts";
import { restoreBackup } from "./restore-backup.ts";
import { signatureOf } from "./s3-request.ts";

let stage: BackupStage;
let s3: FakeS3;
let here: Here;
const now = new Date("2026-11-30T18:45:00Z");
const manual = { name: "manual", why: "manual", now } as const;

/** A Turbo that keeps its backups in the fake's bucket. */
const inBucket = (env: Record<string, string> = {}) =>
  hereAt(stage.home, stage.world.url, {
    TURBO_BACKUP_DIRECTORY: "s3://plans/turbo+home/one",
    TURBO_BACKUP_S3_ENDPOINT: s3.endpoint,
    AWS_REGION: FAKE_KEYS.region,
    AWS_ACCESS_KEY_ID: FAKE_KEYS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: FAKE_KEYS.secretAccessKey,
    ...env,
  });

beforeEach(async () => {
  [stage, s3] = [await backupStage(), await startFakeS3()];
  here = inBucket();
});
afterEach(async () => {
  await s3.stop();
  await stage.world.close();
});

test("Requests are signed as the examples of signature version 4 are.", () => {
  const keys = {
    region: "us-east-1",
    accessKeyId: "AKIAIOSFODNN7EXAMPLE",
    secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  };
  const headers = {
    host: "examplebucket.s3.amazonaws.com",
    "x-amz-content-sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "x-amz-date": "20130524T000000Z",
  };
  const get = { method: "GET", path: "/test.txt", query: {}, headers: { ...headers, range: "bytes=0-9" } };
  expect(signatureOf(keys, get)).toContain("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
  const list = { method: "GET", path: "/", query: { prefix: "J", "max-keys": "2" }, headers };
  expect(signatureOf(keys, list)).toContain("34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
});

test("Backups are kept in a bucket, listed, restored from there and removed; nothing of them stays on this disk.", async () => {
  const before = rowsIn(stage.live);
  for (const name of ["one", "two", "three"]) await makeBackup(here, { ...manual, name });
  const store = backupStore(here.config);
  expect([...s3.objects.keys()]).toContain("plans/turbo+home/one/turbo-20261130-184500-two.tar.zst");
  expect((await listBackups(store)).map(({ name }) => name).sort()).toEqual(
    ["one", "three", "two"].map((name) => `turbo-20261130-184500-${name}`),
  );
  expect(readdirSync(here.config.backup.directory).filter((name) => name !== ".lock")).toEqual([]);
  await stage.world.database.close();
  writeFileSync(stage.live, "damaged");
  const { file } = await findBackup(store, "two");
  await store.lend(file, (near) => restoreBackup(here, { file: near, identity: null, now }));
  expect(rowsIn(stage.live)).toEqual(before);
  await removeBackups(store, (all) => all.filter(({ name }) => name.endsWith("-two")));
  expect(s3.objects.size).toBe(2);
});

test("Whether an automatic backup is due is seen in the bucket.", async () => {
  expect((await makeDueBackup(here, now)).made).not.toBeNull();
  rmSync(here.config.backup.directory, { recursive: true });
  expect((await makeDueBackup(here, now)).made).toBeNull();
});

test("A bucket that refuses, or is away, is told in words without the keys, and nothing is left.", async () => {
  const wrong = inBucket({ AWS_SECRET_ACCESS_KEY: "another secret" });
  const said = await refusal(makeBackup(wrong, manual));
  expect(said).toMatchObject({ code: "database", message: expect.stringContaining("403 SignatureDoesNotMatch") });
  expect(said.message).not.toContain("another secret");
  const away = inBucket({ TURBO_BACKUP_S3_ENDPOINT: "http://127.0.0.1:1" });
  expect((await refusal(makeBackup(away, manual))).message).toContain("ECONNREFUSED");
  expect(s3.objects.size).toBe(0);
  expect(readdirSync(here.config.backup.directory).filter((name) => name !== ".lock")).toEqual([]);
});

test("A bucket's name that is none is refused with the settings.", () => {
  expect(() => inBucket({ TURBO_BACKUP_DIRECTORY: "s3:plans" })).toThrow("like s3://BUCKET/PREFIX");
});
