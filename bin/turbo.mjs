#!/usr/bin/env node
// The launcher: no dependencies, so that it runs on a fresh clone. It makes the clone ready and hands over to the command
// line. What is not needed for a call is not loaded for it, down to Node's own modules.
import { existsSync, readFileSync } from "node:fs";

const args = process.argv.slice(2);
const place = (part) => new URL(`../${part}`, import.meta.url);

/** Ends with a sentence. 3 is the exit code of a configuration that is not fit, 1 of a failure. */
function stop(sentence, exit = 3) {
  process.stderr.write(`${sentence}\n`);
  process.exit(exit);
}

async function makeReady() {
  const serves = args[0] === "start" && !args.includes("--dev") && !args.includes("--help");
  const app = serves || args[0] === "prepare";
  const { isUnchanged } = await import("../scripts/unchanged.mjs");
  const { fileURLToPath } = await import("node:url");
  if (!app && isUnchanged(fileURLToPath(place(".")))) return;
  const { prepare, Failure } = await import("../scripts/prepare.mjs");
  try {
    await prepare({ app });
  } catch (error) {
    if (error instanceof Failure) stop(error.message, error.exit);
    throw error;
  }
}

async function main() {
  const { requireNode } = await import("./fit-node.mjs");
  const { fileURLToPath } = await import("node:url");
  await requireNode(fileURLToPath(import.meta.url), args);
  // A folder that holds the sources is a clone; the built product holds none and has nothing to prepare.
  if (existsSync(place("lib/cli/main.ts"))) await makeReady();
  if (args[0] === "prepare") process.exit(0);
  const cli = place("dist/cli/turbo.mjs");
  if (!existsSync(cli))
    stop(`${fileURLToPath(cli)} is missing: this copy of Turbo is not whole. Copy the folder again.`, 1);
  await import(cli.href);
}

if (args.length === 1 && (args[0] === "--version" || args[0] === "-V")) {
  process.stdout.write(`${JSON.parse(readFileSync(place("package.json"), "utf8")).version}\n`);
} else {
  await main();
}
