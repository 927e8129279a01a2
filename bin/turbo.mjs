#!/usr/bin/env node
// The launcher: no dependencies, so that it runs on a fresh clone. It makes the clone ready and hands over to the command line.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { requireNode } from "./node.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const args = process.argv.slice(2);

/** Ends with a sentence. 3 is the exit code of a configuration that is not fit, 1 of a failure. */
function stop(sentence, exit = 3) {
  process.stderr.write(`${sentence}\n`);
  process.exit(exit);
}

/** The SQLite driver is a native module: this machine may be of a kind that it has no ready-made file for. */
function requireNativeModule() {
  try {
    const Driver = createRequire(path.join(root, "package.json"))("better-sqlite3");
    new Driver(":memory:").close();
  } catch (error) {
    const reason = String(error?.message ?? error).split("\n")[0];
    stop(
      `The SQLite driver better-sqlite3 does not work with Node.js ${process.versions.node} on ${process.platform}-${process.arch}: ${reason}. Install the packages again with \`npm ci\` in ${root}; it has ready-made files for Linux, macOS and Windows on x64 and arm64.`,
    );
  }
}

await requireNode(fileURLToPath(import.meta.url), args);

// A folder that holds the sources is a clone; the built product holds none and has nothing to prepare.
if (existsSync(path.join(root, "lib/cli/main.ts"))) {
  const { prepare, Failure } = await import(pathToFileURL(path.join(root, "scripts/prepare.mjs")).href);
  const serves = args[0] === "start" && !args.includes("--dev") && !args.includes("--help");
  try {
    await prepare({ app: serves || args[0] === "prepare" });
  } catch (error) {
    if (error instanceof Failure) stop(error.message, error.exit);
    throw error;
  }
  if (args[0] === "prepare") process.exit(0);
}

if (!["completion", "help", "--help", "-h", "--version", "-V"].includes(args[0] ?? "--help")) requireNativeModule();

const cli = path.join(root, "dist/cli/turbo.mjs");
if (!existsSync(cli)) stop(`${cli} is missing: this copy of Turbo is not whole. Copy the folder again.`, 1);
await import(pathToFileURL(cli).href);
