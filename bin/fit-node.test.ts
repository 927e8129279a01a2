import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

const NAME = "node-of-the-test";
let folder: string;
let copy: string;
let tarball: Buffer;
let registry: Server;
let address: string;

/** A package of npm with a program in it that is the Node.js of this test run. */
function pack(): Buffer {
  const source = path.join(folder, "package");
  mkdirSync(path.join(source, "bin"), { recursive: true });
  writeFileSync(
    path.join(source, "package.json"),
    JSON.stringify({ name: NAME, version: "24.0.0", bin: { node: "bin/node" } }),
  );
  writeFileSync(path.join(source, "bin/node"), `#!/bin/sh\nexec "${process.execPath}" "$@"\n`, { mode: 0o755 });
  spawnSync("tar", ["-czf", "package.tgz", "package"], { cwd: folder });
  return readFileSync(path.join(folder, "package.tgz"));
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "turbo-node-"));
  tarball = pack();
  registry = createServer((request, response) => {
    if (request.url?.endsWith(".tgz")) return response.end(tarball);
    const dist = { tarball: `${address}/${NAME}-24.0.0.tgz` };
    const versions = { "24.0.0": { name: NAME, version: "24.0.0", bin: { node: "bin/node" }, dist } };
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ name: NAME, "dist-tags": { latest: "24.0.0" }, versions }));
  });
  registry.listen(0, "127.0.0.1");
  await once(registry, "listening");
  address = `http://127.0.0.1:${(registry.address() as AddressInfo).port}`;
});
afterAll(() => {
  registry.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A fresh copy of the launcher that pins the package of this test, with a checksum that fits unless another is given. */
function makeCopy(integrity = `sha512-${createHash("sha512").update(tarball).digest("base64")}`): string {
  const made = mkdtempSync(path.join(folder, "copy-"));
  for (const part of ["bin", "runtime"]) mkdirSync(path.join(made, part));
  for (const file of ["node.mjs", "fit-node.mjs"])
    copyFileSync(path.join(import.meta.dirname, file), path.join(made, "bin", file));
  const optionalDependencies = { [NAME]: "24.0.0" };
  const entry = {
    version: "24.0.0",
    integrity,
    optional: true,
    os: process.platform,
    cpu: process.arch,
    bin: { node: "bin/node" },
  };
  const packages = { "": { name: "runtime", optionalDependencies }, [`node_modules/${NAME}`]: entry };
  writeFileSync(path.join(made, "runtime/package.json"), JSON.stringify({ name: "runtime", optionalDependencies }));
  writeFileSync(
    path.join(made, "runtime/package-lock.json"),
    JSON.stringify({ name: "runtime", lockfileVersion: 3, requires: true, packages }),
  );
  // Makes the first process believe that it is an older Node.js; the one that it starts is told the truth.
  writeFileSync(
    path.join(made, "older.mjs"),
    `delete process.env.NODE_OPTIONS;
Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.20.2", napi: "9" } });`,
  );
  writeFileSync(
    path.join(made, "script.mjs"),
    `import "./bin/fit-node.mjs";
console.log(JSON.stringify({ napi: process.versions.napi, args: process.argv.slice(2), first: process.env.PATH.split(":")[0] }));
if (process.argv[2] === "wait") setInterval(() => {}, 1000);
else process.exitCode = 7;`,
  );
  return made;
}

function run(where: string, args: string[], env: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, [path.join(where, "bin/node.mjs"), path.join(where, "script.mjs"), ...args], {
    cwd: where,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: `${path.dirname(process.execPath)}:${process.env.PATH}`,
      NODE_ENV: "test",
      HOME: where,
      NODE_OPTIONS: `--import=${path.join(where, "older.mjs")}`,
      npm_config_registry: address,
      npm_config_cache: path.join(where, "cache"),
      ...env,
    },
  });
}

async function told(
  child: ChildProcess,
): Promise<{ code: number | null; signal: string | null; stdout: string; stderr: string }> {
  const said = { stdout: "", stderr: "" };
  child.stdout?.on("data", (text) => {
    said.stdout += text;
  });
  child.stderr?.on("data", (text) => {
    said.stderr += text;
  });
  const [code, signal] = await once(child, "close");
  return { code, signal, ...said };
}

beforeEach(() => {
  copy = makeCopy();
});

test("An older Node.js brings the pinned one and runs the script again with it: same arguments, same exit code.", async () => {
  const first = await told(run(copy, ["one", "two words"]));
  expect(first.stderr).toContain("Turbo needs Node.js 22.14 or later; this is 20.20.2. Bringing Node.js 24.0.0 into");
  expect(first.code).toBe(7);
  expect(JSON.parse(first.stdout)).toEqual({
    napi: process.versions.napi,
    args: ["one", "two words"],
    first: path.join(copy, "runtime/node_modules", NAME, "bin"),
  });
  const second = await told(run(copy, [], { npm_config_registry: "http://127.0.0.1:9" }));
  expect(second).toMatchObject({ code: 7, stderr: "" });
});

test("Two that bring it at the same moment both run.", async () => {
  const both = await Promise.all([told(run(copy, ["a"])), told(run(copy, ["b"]))]);
  expect(both.map(({ code }) => code)).toEqual([7, 7]);
  expect(readdirSync(path.join(copy, "runtime")).sort()).toEqual(["node_modules", "package-lock.json", "package.json"]);
});

test("Without the registry, without npm, and with another content than was pinned, one sentence says what to do.", async () => {
  const advice = "Install Node.js 24 and try again.";
  const cases = [
    [copy, { npm_config_registry: "http://127.0.0.1:9" }, "ECONNREFUSED"],
    [copy, { PATH: "/nowhere" }, "npm was not found"],
    [makeCopy(`sha512-${createHash("sha512").update("another").digest("base64")}`), {}, "EINTEGRITY"],
  ] as const;
  for (const [where, env, reason] of cases) {
    const { code, stderr } = await told(run(where, [], env));
    expect(code).toBe(3);
    expect(stderr.trim().split("\n").at(-1)).toBe(
      `Turbo needs Node.js 22.14 or later; this is 20.20.2, and Node.js 24.0.0 could not be brought from the package registry (${reason}). ${advice}`,
    );
    expect(readdirSync(path.join(where, "runtime")).sort()).toEqual(["package-lock.json", "package.json"]);
  }
});

test("On a machine for which none is pinned a sentence says so.", async () => {
  writeFileSync(path.join(copy, "runtime/package-lock.json"), JSON.stringify({ packages: {} }));
  const { code, stderr } = await told(run(copy, []));
  expect(code).toBe(3);
  expect(stderr).toContain(
    `for ${process.platform}-${process.arch} none can be brought. Install Node.js 24 and try again.`,
  );
});

test("A signal reaches the script, and a killed launcher takes it along.", async () => {
  for (const signal of ["SIGTERM", "SIGKILL"] as const) {
    const child = run(copy, ["wait"]);
    await once(child.stdout as NodeJS.ReadableStream, "data");
    const ended = told(child);
    child.kill(signal);
    // Its streams close only when the script, which has them too, is gone.
    expect((await ended).signal).toBe(signal);
  }
});

test("What is pinned has the checksum of every platform, and no Node.js that the SQLite driver does not run on.", () => {
  const { packages } = JSON.parse(readFileSync(path.join(import.meta.dirname, "../runtime/package-lock.json"), "utf8"));
  const pinned = Object.entries<{ version: string; integrity: string; os: string; cpu: string }>(packages).filter(
    ([place]) => place,
  );
  expect(pinned.map(([, { os, cpu }]) => `${os}-${cpu}`).sort()).toEqual([
    "darwin-arm64",
    "darwin-x64",
    "linux-arm64",
    "linux-x64",
    "win32-x64",
  ]);
  for (const [, { version, integrity }] of pinned) {
    expect(integrity).toMatch(/^sha512-/);
    expect(Number(version.split(".")[0])).toBeGreaterThanOrEqual(24);
  }
  expect(existsSync(path.join(import.meta.dirname, "../runtime/package.json"))).toBe(true);
});
