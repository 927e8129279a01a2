// Finds a Node.js that can run Turbo: this one, or the one that runtime/package.json pins and npm brings.
// No dependencies, and no syntax or API that an old Node.js lacks.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const folder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../runtime");
const NEEDED = "Turbo needs Node.js 22.14 or later";
/** Set for a script that was started again: the number of the process that waits for it. */
const WAITS = "TURBO_LAUNCHED_BY";

/** The SQLite driver's ready-made binary needs Node-API 10; without it the process ends and says nothing. */
function isFit() {
  return Number(process.versions.napi) >= 10;
}

/** Ends with a sentence. 3 is the exit code of a configuration that is not fit. */
function stop(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(3);
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}

/** The pinned package for this machine: its name, the version of Node.js in it and the path of its program. */
function pinned() {
  const { packages } = readJson(path.join(folder, "package-lock.json")) || { packages: {} };
  for (const [place, entry] of Object.entries(packages)) {
    if (!place || String(entry.os) !== process.platform || String(entry.cpu) !== process.arch) continue;
    return { place, entry, version: entry.version, program: path.join(place, entry.bin.node) };
  }
  return null;
}

function isHere({ place, version, program }) {
  const known = readJson(path.join(folder, place, "package.json"));
  return Boolean(known) && known.version === version && existsSync(path.join(folder, program));
}

/** How npm is started: by its own script where we run under it, so that no shell is needed. */
export function npmCommand() {
  const script = process.env.npm_execpath;
  if (script?.endsWith("npm-cli.js")) return { file: process.execPath, args: [script], shell: false };
  const windows = process.platform === "win32";
  return { file: windows ? "npm.cmd" : "npm", args: [], shell: windows };
}

/** A folder that asks for this one package and its checksum: npm passes over an optional one that it cannot get. */
function writeAlone(fresh, { place, entry }) {
  const name = "turbo-runtime";
  const dependencies = { [place.slice("node_modules/".length)]: entry.version };
  const packages = { "": { name, dependencies }, [place]: { ...entry, optional: false } };
  writeFileSync(path.join(fresh, "package.json"), JSON.stringify({ name, dependencies }));
  writeFileSync(path.join(fresh, "package-lock.json"), JSON.stringify({ name, lockfileVersion: 3, packages }));
}

/** Installs the pinned package beside its final place and moves it there whole, so that two may do this at once. */
function bring(wanted) {
  process.stderr.write(
    `${NEEDED}; this is ${process.versions.node}. Bringing Node.js ${wanted.version} into ${folder} (about 50 MB, once).\n`,
  );
  const fresh = path.join(folder, `.new-${process.pid}`);
  try {
    mkdirSync(fresh, { recursive: true });
    writeAlone(fresh, wanted);
    const npm = npmCommand();
    const retries = ["--fetch-retries=1", "--fetch-retry-mintimeout=1000"];
    const { status, error, stderr } = spawnSync(
      npm.file,
      [...npm.args, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", ...retries],
      { cwd: fresh, encoding: "utf8", shell: npm.shell },
    );
    if (error && error.code === "ENOENT") return "npm was not found";
    if (status !== 0) return (/npm (?:error|ERR!) code (\S+)/.exec(stderr) || [])[1] || `npm ended with ${status}`;
    // Headers and manuals are a third of it and nothing here reads them.
    for (const part of ["include", "share"])
      rmSync(path.join(fresh, wanted.place, part), { recursive: true, force: true });
    put(fresh, wanted);
    return isHere(wanted) ? null : "npm did not install it";
  } catch (error) {
    return error.code || error.message;
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

function put(fresh, wanted) {
  const target = path.join(folder, "node_modules");
  const old = path.join(folder, `.old-${process.pid}`);
  if (isHere(wanted)) return;
  if (existsSync(target)) renameSync(target, old);
  try {
    renameSync(path.join(fresh, "node_modules"), target);
  } catch (error) {
    // Another process was faster.
    if (!isHere(wanted)) throw error;
  }
  rmSync(old, { recursive: true, force: true });
}

/** Path of a Node.js that can run Turbo, other than this one. Ends the process with a sentence where there is none. */
function otherNode() {
  const wanted = pinned();
  const advice = "Install Node.js 24 and try again.";
  if (!wanted) {
    return stop(
      `${NEEDED}; this is ${process.versions.node}, and for ${process.platform}-${process.arch} none can be brought. ${advice}`,
    );
  }
  const reason = isHere(wanted) ? null : bring(wanted);
  if (reason) {
    return stop(
      `${NEEDED}; this is ${process.versions.node}, and Node.js ${wanted.version} could not be brought from the package registry (${reason}). ${advice}`,
    );
  }
  return path.join(folder, wanted.program);
}

/** Hands this process over: the same script and arguments, the same streams, its signals and its exit code. */
function handOver(node, script, args) {
  const variables = { [WAITS]: String(process.pid), npm_node_execpath: node };
  const searched = Object.keys(process.env).find((name) => name.toUpperCase() === "PATH") || "PATH";
  variables[searched] = path.dirname(node) + path.delimiter + (process.env[searched] || "");
  const child = spawn(node, [...process.execArgv, script, ...args], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: { ...process.env, ...variables },
  });
  const forwarded = ["SIGINT", "SIGTERM", "SIGHUP"];
  // A terminal sends Ctrl+C to both; what is sent to this process alone is passed on.
  const pass = (signal) => {
    if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
  };
  for (const signal of forwarded) process.on(signal, pass);
  child.once("error", ({ code }) =>
    stop(`${NEEDED}; this is ${process.versions.node}, and ${node} cannot run (${code}).`),
  );
  child.once("exit", (code, signal) => {
    for (const name of forwarded) process.removeListener(name, pass);
    if (signal) process.kill(process.pid, signal);
    else process.exit(code);
  });
  return new Promise(() => undefined);
}

/** A script that was handed over ends with the process that waits for it, also where that one was killed. */
function endWithLauncher() {
  delete process.env[WAITS];
  if (!process.channel) return;
  process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
  process.channel.unref();
}

/** Resolves where this Node.js can run Turbo; else runs `script` again with one that can, and never comes back. */
export async function requireNode(script, args) {
  const handedOver = process.env[WAITS];
  if (handedOver) endWithLauncher();
  if (isFit()) return;
  if (handedOver)
    stop(
      `${NEEDED}; the one in ${folder} is ${process.versions.node}. Remove that folder's node_modules and try again.`,
    );
  await handOver(otherNode(), script, args);
}
