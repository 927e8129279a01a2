import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeApiKey } from "./api-key.ts";
import { secretHider } from "./hide-secrets.ts";
import { createLogger } from "./log.ts";
import { prettyLine } from "./log-line.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "turbo-log-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A log in this file and on a terminal, and what that shows. */
function logTo(file: string, level = "info", secrets: string[] = []) {
  const said: string[] = [];
  const terminal = { hasColors: () => false, write: (text: string | Uint8Array) => said.push(String(text)) > 0 };
  return { log: createLogger(level, { file: { file, maxBytes: 100_000, kept: 1 }, secrets, terminal }), said };
}

test("The file has every line as JSON; a terminal has what is wrong, in words.", () => {
  const file = path.join(folder, "turbo.log");
  const { log, said } = logTo(file);
  log.debug("too little");
  log.info({ requestId: "r-1", door: "rest", method: "GET", path: "/api/v1/me", status: 200, ms: 3.4 }, "request");
  log.error({ err: new TypeError("it broke"), requestId: "r-2" }, "a request failed");
  const lines = readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines.map(({ level, msg }) => [level, msg])).toEqual([
    ["info", "request"],
    ["error", "a request failed"],
  ]);
  expect(lines[1].err).toMatchObject({
    type: "TypeError",
    message: "it broke",
    stack: expect.stringContaining("log.test"),
  });
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(/^\d\d:\d\d:\d\d\.\d{3} ERROR a request failed \(TypeError: it broke\) requestId=r-2\n$/);
});

test("A terminal that is asked to show more than usual shows all of it.", () => {
  const { log, said } = logTo(path.join(folder, "turbo.log"), "debug");
  log.debug("a little");
  log.info({ method: "GET", path: "/x", status: 200, ms: 3, requestId: "r-1" }, "request");
  expect(said.map((line) => line.slice(13))).toEqual(["DEBUG a little\n", "INFO  GET /x 200 3 ms requestId=r-1\n"]);
});

test("A file that cannot be written is said once, and fails nobody.", () => {
  writeFileSync(path.join(folder, "in-the-way"), "");
  const { log, said } = logTo(path.join(folder, "in-the-way/turbo.log"));
  for (const times of [1, 2, 3]) log.warn({ times }, "still here");
  expect(said.filter((line) => line.startsWith("The log is not kept in"))).toHaveLength(1);
  expect(said.filter((line) => line.includes("still here"))).toHaveLength(3);
});

test("Keys, tokens, hashes and passwords are taken out wherever they stand; what a key begins with stays.", () => {
  const file = path.join(folder, "turbo.log");
  const { secret, prefix } = makeApiKey();
  const { log } = logTo(file, "info", ["the secret of this instance"]);
  const address = "postgresql://turbo:hush-hush@db/plan";
  log.error(
    { err: new Error(`${secret} ${address}`), headers: { "x-api-key": secret } },
    `at ?token=${secret.slice(6)}`,
  );
  log.warn({ user: { password: "open sesame" }, hash: "$argon2id$v=19$m=1$abc" }, "the secret of this instance");
  const text = readFileSync(file, "utf8");
  for (const hidden of [secret, secret.slice(20), "hush-hush", "open sesame", "m=1", "the secret of this"])
    expect(text).not.toContain(hidden);
  expect(text).toContain(`${prefix}…`);
  expect(text).toContain("postgresql://turbo:…@db/plan");
});

test("Words that look a little like secrets are left alone.", () => {
  const hide = secretHider(["short"]);
  for (const text of ["turbo_queue_oldest_seconds", "a short word", "http://127.0.0.1:3000/issues", "key=APP", "eyJ"])
    expect(hide(text)).toBe(text);
});

test("A line is readable whatever it holds, and steers no terminal.", () => {
  const line = JSON.stringify({
    level: "warn",
    time: "2026-11-30T12:00:00.000Z",
    msg: "red \u001b[31m",
    who: "\u202Eada\n",
  });
  expect(prettyLine(line)).toMatch(/ WARN {2}red \\u001b\[31m who=\\u202eada\\u000a$/);
  expect(prettyLine("no \u0007JSON")).toBe("INFO  no \\u0007JSON");
  expect(prettyLine("{broken")).toBe("INFO  {broken");
});
