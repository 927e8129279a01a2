import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import BetterSqlite3 from "better-sqlite3";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { loadConfig, readConfig, settleConfig } from "#lib/core/config";
import { migrate } from "#lib/db/migrate";
import { readMigrations } from "#lib/db/migrations";
import { runScheduledBackup } from "#lib/doors/scheduled-backup";
import { PRISMA } from "#lib/testing/world";
import { type Answer, launch, turbo } from "../launch.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
let home: string;
const live = () => path.join(home, ".turbo/turbo.db");

/** The command line of this clone, in a folder of its own. */
const cli = (...args: string[]): Promise<Answer> => turbo(args, { cwd: home, build: ROOT });

beforeAll(async () => {
  home = mkdtempSync(path.join(tmpdir(), "turbo-data-"));
  expect(await cli("db", "migrate")).toMatchObject({ code: 0 });
  expect(await cli("projects", "create", "App", "--key", "APP")).toMatchObject({ code: 0 });
  expect(await cli("issues", "create", "First", "--project", "APP")).toMatchObject({ code: 0 });
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

test("Backed up, damaged and restored by the command line, everything is back; tables for people, JSON for programs.", async () => {
  expect((await cli("backup", "list")).stdout).toContain("There is no backup yet");
  const made = await cli("backup", "create", "--name", "before-damage", "--json");
  expect(made).toMatchObject({ code: 0, stderr: "" });
  expect(JSON.parse(made.stdout)).toMatchObject({
    why: "manual",
    tried: "restored",
    engine: "sqlite",
    rows: { Issue: 1 },
  });
  expect((await cli("backup", "list")).stdout).toMatch(
    /^NAME +MADE AT +SIZE +WHY +HOLDS\nturbo-\d{8}-\d{6}-before-damage .* 1 issue, 0 files$/m,
  );
  expect(await cli("backup", "verify")).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("is whole: restored into a scratch database"),
  });

  writeFileSync(live(), "x".repeat(50_000));
  expect(await cli("issues", "list")).toMatchObject({ code: 4 });
  const restored = await cli("backup", "restore", "--name", "before-damage");
  expect(restored).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/What was here before is kept: .*turbo\.db\.before-restore-/),
  });
  expect((await cli("issues", "list")).stdout).toContain("APP-1");
});

test("What is wrong is said with its exit code: 1 refused, 2 misuse, 5 not found; nothing live is changed.", async () => {
  const before = readFileSync(live());
  const file = path.join(home, "letter.tar.zst");
  writeFileSync(file, "Dear Ada");
  expect(await cli("db", "restore", "--input", file)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("is not a backup of Turbo"),
  });
  expect(await cli("backup", "restore", "--name", "never", "--json")).toMatchObject({
    code: 5,
    stderr: expect.stringContaining('"code":"not_found"'),
  });
  expect(await cli("backup", "restore")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("--name is missing"),
  });
  expect(await cli("backup", "clean", "--older-than", "soon")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("an age like 30d"),
  });
  const empty = path.join(home, "empty");
  mkdirSync(empty);
  for (const words of [
    ["backup", "create"],
    ["db", "optimize"],
    ["db", "repair"],
  ])
    expect(await turbo(words, { cwd: empty, build: ROOT })).toMatchObject({
      code: 5,
      stderr: expect.stringContaining("There is no database at"),
    });
  expect(await cli("db", "reset")).toMatchObject({ code: 2, stderr: expect.stringContaining("--confirm") });
  expect(readFileSync(live()).equals(before)).toBe(true);
});

test("The database is looked at, kept quick, emptied and brought back by a file of its own.", async () => {
  const status = await cli("db", "status", "--json");
  expect(JSON.parse(status.stdout)).toMatchObject({
    engine: "sqlite",
    schema: { pending: [], unknown: [] },
    rows: { Issue: 1 },
  });
  expect((await cli("db", "status")).stdout).toMatch(
    /up to date\.\n {2}size +[\d.]+ [KM]B\n {2}pages +\d+ of 4096 bytes/,
  );
  for (const chore of ["optimize", "analyze", "reindex", "vacuum"])
    expect(await cli("db", chore)).toMatchObject({ code: 0, stderr: "" });
  expect((await cli("search", "First")).stdout).toContain("APP-1");
  const file = path.join(home, "mine.tar.zst");
  expect(await cli("db", "backup", "--output", file)).toMatchObject({ code: 0 });
  expect(await cli("db", "backup", "--output", file)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("is there already"),
  });
  expect(await cli("db", "reset", "--confirm")).toMatchObject({ code: 0, stdout: expect.stringContaining("is kept") });
  expect((await cli("issues", "list")).stdout).toContain("Nothing found");
  expect(await cli("db", "restore", "--input", file)).toMatchObject({ code: 0 });
  expect((await cli("issues", "list")).stdout).toContain("APP-1");
});

test("Maintenance backs up where it is due, removes by retention and optimises.", async () => {
  const first = await cli("maintain");
  expect(first).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^Backed up: .*-automatic\.tar\.zst[\s\S]*was optimised/),
  });
  expect((await cli("backup", "due", "--json")).stdout).toContain('"made": null');
  const folder = path.join(home, ".turbo/backups");
  const automatic = readdirSync(folder).find((name) => name.includes("-automatic")) ?? "";
  expect(existsSync(path.join(folder, automatic))).toBe(true);
});

test("While a server runs here, a restore is refused with what to do; --stop ends the server first.", async () => {
  const server = createServer((_, answer) => void answer.end("{}")).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const serving = spawn(process.execPath, ["-e", "setInterval(() => undefined, 1000)"]);
  const running = { pid: serving.pid, port, url: `http://127.0.0.1:${port}`, token: "", root: ROOT };
  writeFileSync(path.join(home, ".turbo/server.json"), JSON.stringify(running));
  try {
    const restore = ["backup", "restore", "--name", "before-damage"];
    const refused = await cli(...restore);
    expect(refused).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("End it with `turbo stop`, or add --stop"),
    });
    const ended = once(serving, "exit");
    expect(await cli(...restore, "--stop")).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("Restored from"),
    });
    expect(await ended).toEqual([null, "SIGTERM"]);
  } finally {
    serving.kill();
    server.close();
  }
});

test("Killed at whatever moment, a restore leaves the old data or the new, whole, and the next one works.", async () => {
  const issues = () => {
    const native = new BetterSqlite3(live());
    try {
      expect(native.pragma("integrity_check", { simple: true })).toBe("ok");
      return native.prepare<[], { many: number }>(`SELECT count(*) AS many FROM "Issue"`).get()?.many;
    } finally {
      native.close();
    }
  };
  expect(await cli("backup", "create", "--name", "killed")).toMatchObject({ code: 0 });
  const before = issues();
  await cli("issues", "create", "Written later", "--project", "APP");
  const later = issues();
  expect(later).toBe((before ?? 0) + 1);
  const started = performance.now();
  expect(await cli("backup", "verify", "killed")).toMatchObject({ code: 0 });
  const whole = performance.now() - started;
  for (const share of [0.5, 0.7, 0.85, 0.95, 1.05]) {
    const restoring = launch(["backup", "restore", "--name", "killed"], { cwd: home, build: ROOT });
    await sleep(whole * share);
    restoring.child.kill("SIGKILL");
    await restoring.ended;
    expect([before, later]).toContain(issues());
  }
  expect(await cli("backup", "restore", "--name", "killed")).toMatchObject({ code: 0 });
  expect(issues()).toBe(before);
  expect(readdirSync(path.join(home, ".turbo")).filter((name) => name.startsWith(".work-"))).toEqual([]);
});

test("A database of an earlier version is backed up before it is brought up to date, and the command says where.", async () => {
  const old = path.join(home, "old");
  const earlier = path.join(home, "earlier");
  const [last] = readMigrations(PRISMA, "sqlite").slice(-1);
  cpSync(path.join(PRISMA, "migrations"), path.join(earlier, "migrations"), { recursive: true });
  rmSync(path.join(earlier, "migrations/sqlite", last?.name ?? ""), { recursive: true });
  await migrate(`file:${path.join(old, ".turbo/turbo.db")}`, earlier);
  const inTheWay = {
    cwd: old,
    build: ROOT,
    env: { TURBO_BACKUP_DIRECTORY: path.join(old, ".turbo/turbo.db/backups") },
  };
  const refused = await turbo(["db", "migrate"], inTheWay);
  expect(refused).toMatchObject({ code: 4, stderr: expect.stringContaining("was not brought up to date") });
  const migrated = await turbo(["db", "migrate"], { cwd: old, build: ROOT });
  expect(migrated).toMatchObject({ code: 0, stdout: expect.stringContaining(`brought up to date: ${last?.name}`) });
  expect(migrated.stderr).toMatch(/it was backed up: .*-before-migration\.tar\.zst/);
  const forced = path.join(home, "forced");
  await migrate(`file:${path.join(forced, ".turbo/turbo.db")}`, earlier);
  expect(await turbo(["db", "migrate", "--force"], { ...inTheWay, cwd: forced })).toMatchObject({
    code: 0,
    stdout: expect.stringContaining(`brought up to date: ${last?.name}`),
    stderr: expect.stringContaining("Going on without a backup"),
  });
});

test("The server's schedule makes the automatic backup once, in a process of its own.", async () => {
  const folder = path.join(home, ".turbo/backups");
  for (const name of readdirSync(folder)) if (name.includes("-automatic")) rmSync(path.join(folder, name));
  const before = loadConfig();
  vi.stubEnv("TURBO_HOME", home);
  settleConfig(readConfig({ cwd: home, env: {} }).config);
  try {
    const { made } = await runScheduledBackup();
    expect(existsSync(made ?? "")).toBe(true);
    expect(await runScheduledBackup()).toEqual({ made: null, removed: [] });
    rmSync(made ?? "");
    writeFileSync(live(), "x".repeat(50_000));
    await expect(runScheduledBackup()).rejects.toThrow(/The automatic backup failed: The database file is damaged/);
  } finally {
    vi.unstubAllEnvs();
    settleConfig(before);
  }
});
