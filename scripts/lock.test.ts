import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

const lock = path.join(import.meta.dirname, "lock.mjs");
let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "turbo-lock-"));
  file = path.join(folder, "lock");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A process that writes "in" and "out" into a log while it holds the lock. */
function holderScript(pause: number): string {
  return `
    import { appendFileSync } from "node:fs";
    import { withLock } from ${JSON.stringify(lock)};
    const log = (word) => appendFileSync(${JSON.stringify(path.join(folder, "log"))}, word + "\\n");
    await withLock(${JSON.stringify(file)}, () => log("waits"), async () => {
      log("in");
      await new Promise((resolve) => setTimeout(resolve, ${pause}));
      log("out");
    });`;
}

const run = (pause: number) => spawn(process.execPath, ["--input-type=module", "-e", holderScript(pause)]);
const ended = (child: ReturnType<typeof run>) => new Promise((resolve) => child.once("exit", resolve));
const log = () => readFileSync(path.join(folder, "log"), "utf8").trim().split("\n");

test("Processes go in one after the other, and nothing is left behind.", async () => {
  await Promise.all([run(200), run(200), run(200)].map(ended));
  const turns = log().filter((word) => word !== "waits");
  expect(turns).toEqual(["in", "out", "in", "out", "in", "out"]);
  expect(existsSync(file)).toBe(false);
});

test("A holder that was killed does not hold the lock any longer.", async () => {
  const killed = run(60_000);
  await expect.poll(() => existsSync(path.join(folder, "log")), { timeout: 30_000 }).toBe(true);
  killed.kill("SIGKILL");
  await ended(killed);
  await ended(run(10));
  expect(log()).toEqual(["in", "in", "out"]);
});

test("A file that a process with the same number once wrote, or that is broken, holds nobody up.", () => {
  for (const content of [JSON.stringify({ pid: process.pid, born: "1" }), "", "{"]) {
    writeFileSync(file, content);
    const { status } = spawnSync(process.execPath, ["--input-type=module", "-e", holderScript(1)], { timeout: 20_000 });
    expect(status).toBe(0);
  }
});
