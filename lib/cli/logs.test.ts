import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type LogsOptions, logs } from "./logs.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "turbo-logs-"));
  vi.stubEnv("TURBO_LOG_FILE", path.join(folder, "turbo.log"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const line = (level: string, msg: string) => JSON.stringify({ level, time: "2026-11-30T12:00:00.000Z", msg });

async function said(options: LogsOptions): Promise<string[]> {
  const texts: string[] = [];
  await logs(options, (text) => void texts.push(text));
  return texts;
}

test("The log is shown by level and number of lines, and all of it or a part goes into a file of its owner's, once.", async () => {
  await expect(said({})).rejects.toMatchObject({ code: "not_found" });
  const lines = [line("info", "one"), line("error", "two"), line("fatal", "three"), line("info", "four")];
  writeFileSync(path.join(folder, "turbo.log"), `${lines.join("\n")}\n`);
  expect(await said({ tail: "2", json: true })).toEqual(lines.slice(2));
  expect(await said({ level: "ERROR", json: true })).toEqual(lines.slice(1, 3));
  expect(await said({ level: "WARNING", json: true })).toEqual(await said({ level: "warn", json: true }));
  const output = path.join(folder, "exported.log");
  expect(await said({ export: true, output })).toEqual([`${output} holds 4 lines of the log.`]);
  expect(readFileSync(output, "utf8")).toBe(`${lines.join("\n")}\n`);
  expect(statSync(output).mode & 0o777).toBe(0o600);
  await expect(said({ export: true, output, level: "error" })).rejects.toMatchObject({ code: "conflict" });
  const errors = path.join(folder, "errors.log");
  await said({ output: errors, level: "error" });
  expect(readFileSync(errors, "utf8")).toBe(`${lines.slice(1, 3).join("\n")}\n`);
  await expect(said({ export: true })).rejects.toMatchObject({ code: "malformed" });
});
