import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { BUILD, turbo as commandLine } from "../launch.ts";
import { type RunningTurbo, startTurbo } from "../start.ts";

let turbo: RunningTurbo;
let folder: string;
test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "turbo-command-line-"));
  turbo = await startTurbo();
  await turbo.cli(["projects", "create", "Line", "--key", "LINE"]);
  const lines = Array.from({ length: 60 }, (_, place) =>
    JSON.stringify({ title: `Issue ${place} ${"x".repeat(150)}` }),
  );
  await turbo.cli(["issues", "create", "--project", "LINE", "--from", "-", "--parallel", "8"], lines.join("\n"));
});
test.afterAll(async () => {
  await turbo.stop();
  rmSync(folder, { recursive: true, force: true });
});

const comments = async () =>
  (await (await turbo.rest("GET", "/comments?on=LINE-1")).json()).items as { body: string }[];

/** Runs a script of bash with `turbo` on its path. */
function bash(script: string) {
  symlinkSync(path.join(BUILD, "bin/turbo.mjs"), path.join(folder, "turbo"));
  const PATH = [folder, path.dirname(process.execPath), process.env.PATH].join(path.delimiter);
  try {
    return spawnSync("bash", ["-c", script], { cwd: turbo.home, encoding: "utf8", env: { ...process.env, PATH } });
  } finally {
    rmSync(path.join(folder, "turbo"));
  }
}

test("What is not UTF-8 on standard input is refused and nothing is stored; a mark at its begin is no part of the text.", async () => {
  const comment = ["comments", "create", "LINE-1", "--body", "-"];
  const latin = await turbo.cli(comment, Buffer.from("caf\xe9", "latin1"));
  expect(latin).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("Standard input is not UTF-8 text: byte 4 (0xE9)"),
  });
  const wide = await turbo.cli(comment, Buffer.from("\uFEFFcafé", "utf16le"));
  expect(wide).toMatchObject({ code: 2, stderr: expect.stringContaining("Standard input is UTF-16 text") });
  expect(await comments()).toEqual([]);
  expect((await turbo.cli(comment, Buffer.from("\uFEFFcafé\n"))).code).toBe(0);
  expect((await comments()).map(({ body }) => body)).toEqual(["café"]);
});

test("A reader that leaves early, like head, ends the command quietly.", () => {
  const { stdout, stderr } = bash(`turbo issues list --all --json | head -1; echo "\${PIPESTATUS[0]}"`);
  expect(stdout).toBe("{\n0\n");
  expect(stderr).toBe("");
});

test("Bash completes commands, flags, statuses and the keys of the running Turbo.", () => {
  const complete = (...words: string[]) => {
    const line = words.map((word) => `'${word}'`).join(" ");
    return `COMP_WORDS=(turbo ${line}); COMP_CWORD=${words.length}; _turbo; echo "\${COMPREPLY[*]}"`;
  };
  const script = [
    "source <(turbo completion bash)",
    complete("issues", "ti"),
    complete("issues", "list", "--status", "re"),
    complete("issues", "list", "--status", "=", "re"),
    complete("issues", "list", "--project", ""),
    complete("issues", "get", "LINE-60"),
  ].join("\n");
  expect(bash(script).stdout.trim().split("\n")).toEqual(["tick", "ready review", "ready review", "LINE", "LINE-60"]);
});

test("A backup is made beside the running server, and a restore is refused until it is ended.", async () => {
  expect(await turbo.cli(["backup", "create", "--name", "beside"])).toMatchObject({ code: 0, stderr: "" });
  const refused = await turbo.cli(["backup", "restore", "--name", "beside"]);
  expect(refused).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("End it with `turbo stop`, or add --stop"),
  });
  expect((await turbo.rest("GET", "/issues?limit=1")).status).toBe(200);
});

test("Over REST the command line needs no package, and no database driver; without a server it names what is missing.", async () => {
  const alone = path.join(folder, "alone");
  for (const part of ["bin", "dist", "prisma", "package.json"]) {
    cpSync(path.join(BUILD, part), path.join(alone, part), { recursive: true });
  }
  const env = { TURBO_URL: turbo.url, TURBO_API_KEY: turbo.ownerKey };
  const listed = await commandLine(["issues", "list", "--limit", "1"], { cwd: folder, build: alone, env });
  expect(listed).toMatchObject({ code: 0, stdout: expect.stringContaining("LINE-") });
  const local = await commandLine(["db", "status"], { cwd: folder, build: alone });
  expect(local).toMatchObject({ code: 3, stderr: expect.stringContaining("This copy of Turbo is not whole") });
  expect(local.stderr.trim().split("\n")).toHaveLength(1);
});
