// `npm run matrix [-- [--start-only] VERSION …]`: what holds on each Node.js that people come with. Each is brought from the package registry,
// with an empty cache of npm, and works in a new clone of the last commit where no compiler can be found:
// `npm start` until it is healthy, 10,000 writes under garbage collection, then the unit and operation tests, where this
// Node.js runs Turbo itself and --start-only was not said.
import { spawn, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const root = path.resolve(import.meta.dirname, "..");
const VERSIONS = ["20.20.2", "22.23.5", "24.22.3", "26.12.1"];
const COMPILERS = ["cc", "c++", "gcc", "g++", "clang", "clang++", "make", "cmake", "node-gyp"];
const PATIENCE = 10 * 60_000;
const startOnly = process.argv.includes("--start-only");
const given = process.argv.slice(2).filter((word) => !word.startsWith("--"));

function mustRun(command, args, options) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: "utf8", ...options });
  if (status !== 0)
    throw new Error(`${command} ${args.join(" ")} ended with ${status}:\n${stdout ?? ""}${stderr ?? ""}`);
}

/** A folder with this Node.js in it and, before everything else on the path, compilers that only say that they were called. */
function bringNode(version, folder) {
  const name = `node-${os.platform() === "win32" ? "win" : os.platform()}-${os.arch()}`;
  writeFileSync(path.join(folder, "package.json"), "{}");
  mustRun(
    "npm",
    ["install", "--no-save", "--force", "--ignore-scripts", "--no-audit", "--no-fund", `${name}@${version}`],
    { cwd: folder },
  );
  const shims = path.join(folder, "shims");
  mkdirSync(shims);
  for (const compiler of COMPILERS) {
    const file = path.join(shims, compiler);
    writeFileSync(file, `#!/bin/sh\necho "${compiler} $*" >> "${path.join(folder, "compiled")}"\nexit 1\n`);
    chmodSync(file, 0o755);
  }
  return [shims, path.join(folder, "node_modules", name, "bin"), process.env.PATH].join(path.delimiter);
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Seconds from `npm start` to healthy. */
async function startAndStop(cwd, env) {
  const port = await freePort();
  const begun = Date.now();
  const child = spawn("npm", ["start", "--", "--no-open", "--port", String(port)], {
    cwd,
    env,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (text) => {
      said += text;
    });
  try {
    for (;;) {
      const ok = await fetch(`http://127.0.0.1:${port}/health`).then(
        (answer) => answer.ok,
        () => false,
      );
      if (ok) return (Date.now() - begun) / 1000;
      if (child.exitCode !== null || Date.now() - begun > PATIENCE)
        throw new Error(`npm start did not become healthy:\n${said}`);
      await sleep(100);
    }
  } finally {
    if (child.exitCode === null) {
      process.kill(-child.pid, "SIGTERM");
      await new Promise((resolve) => child.once("close", resolve));
    }
  }
}

function writesUnderGc(cwd, env) {
  mustRun("node", ["bin/node.mjs", "node_modules/tsx/dist/cli.mjs", "--expose-gc", "scripts/writes-under-gc.ts"], {
    cwd,
    env,
  });
}

/** Counts of the unit and operation tests, as `N passed`. */
function tests(cwd, env) {
  const file = path.join(cwd, "matrix.json");
  const projects = ["unit", "sqlite", "postgres"].map((name) => `--project=${name}`);
  const { status } = spawnSync(
    "node",
    ["bin/node.mjs", "node_modules/vitest/vitest.mjs", "run", ...projects, "--reporter=json", `--outputFile=${file}`],
    { cwd, env, stdio: ["ignore", 2, 2] },
  );
  const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(file, "utf8"));
  const told = `${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped`;
  if (status !== 0) throw new Error(told);
  return told;
}

async function tryNode(version) {
  const folder = mkdtempSync(path.join(os.tmpdir(), `turbo-node-${version}-`));
  const clone = path.join(folder, "turbo");
  try {
    const env = { ...process.env, PATH: bringNode(version, folder), npm_config_cache: path.join(folder, "cache") };
    for (const name of Object.keys(env)) if (/^(TURBO_|npm_(?!config_cache))/.test(name)) delete env[name];
    mustRun("git", ["clone", "--quiet", root, clone]);
    const seconds = await startAndStop(clone, env);
    if (existsSync(path.join(folder, "compiled")))
      throw new Error(`Something was compiled:\n${readFileSync(path.join(folder, "compiled"), "utf8")}`);
    writesUnderGc(clone, env);
    const own = Number(version.split(".")[0]) >= 22 && !startOnly;
    return { healthy: `${seconds.toFixed(0)} s`, writes: "all", tests: own ? tests(clone, env) : "" };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

let failed = 0;
const versions = given.length > 0 ? given : VERSIONS;
console.log("| Node.js | clone to healthy | 10,000 writes | unit and operation tests |\n|---|---|---|---|");
for (const version of versions) {
  try {
    const { healthy, writes, tests } = await tryNode(version);
    console.log(`| ${version} | ${healthy} | ${writes} | ${tests} |`);
  } catch (error) {
    failed += 1;
    console.log(`| ${version} | failed | | |`);
    console.error(error.message);
  }
}
console.log(`${versions.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
