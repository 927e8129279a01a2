import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { distFolder } from "./build-app.mjs";
import { explainUnwritable, Failure } from "./failure.mjs";
import { install, isInstalled } from "./install.mjs";
import { withLock } from "./lock.mjs";
import { sourceHash } from "./source-hash.mjs";
import { APP, COMMAND_LINE, MODEL } from "./sources.mjs";
import { noteUnchanged } from "./unchanged.mjs";

export { Failure };

const root = path.resolve(import.meta.dirname, "..");
const say = (sentence) => process.stderr.write(`${sentence}\n`);

/** One thing that is made from sources, and the stamp that says which sources it was made from. */
function made(stamp, sources, sentence, make) {
  const hash = sourceHash(root, sources);
  const isCurrent = () => {
    try {
      return readFileSync(stamp, "utf8") === hash;
    } catch {
      return false;
    }
  };
  return {
    isCurrent,
    async make() {
      if (isCurrent()) return;
      say(sentence);
      rmSync(stamp, { force: true });
      await make();
      mkdirSync(path.dirname(stamp), { recursive: true });
      writeFileSync(stamp, hash);
    },
  };
}

function generate() {
  const { status } = spawnSync(process.execPath, [path.join(root, "scripts/generate.mjs")], {
    cwd: root,
    stdio: ["ignore", 2, 2],
  });
  if (status !== 0) throw new Failure("The database clients could not be generated; the reason stands above.");
}

function steps(wanted) {
  const clients = made(path.join(root, "prisma/generated/stamp"), MODEL, "Generating the database clients.", generate);
  const commandLine = made(path.join(root, "dist/cli/stamp"), COMMAND_LINE, "Bundling the command line.", async () => {
    const { buildCli } = await import("./build-cli.mjs");
    await buildCli(root);
  });
  const app = made(
    path.join(distFolder(root), "standalone/stamp"),
    APP,
    "Building the app. This takes about a minute, only when sources changed.",
    async () => {
      const { buildApp } = await import("./build-app.mjs");
      await buildApp(root);
    },
  );
  return wanted.app ? [clients, commandLine, app] : [clients, commandLine];
}

/** A server that runs from this build must not lose it under its feet; `start` itself will say that it runs. */
function isServing() {
  try {
    const home = path.resolve(process.env.TURBO_HOME || ".");
    const { pid, root: servedFrom } = JSON.parse(readFileSync(path.join(home, ".turbo/server.json"), "utf8"));
    process.kill(pid, 0);
    return path.resolve(servedFrom) === root;
  } catch {
    return false;
  }
}

/**
 * Makes the clone ready: packages, database clients, the bundled command line and, where `app` is asked for, the app.
 * What is up to date is left alone. Throws Failure.
 */
export async function prepare({ app }) {
  const wanted = { app: app && !isServing() };
  if (noteUnchanged(root, () => isInstalled(root) && steps(wanted).every((step) => step.isCurrent()))) return;
  try {
    // Beside node_modules, not in it: installing empties that folder.
    await withLock(path.join(root, ".turbo-prepare.lock"), waitingFor, async () => {
      if (!isInstalled(root)) {
        say("Installing packages. This takes a minute or two, the first time only.");
        install(root);
      }
      for (const step of steps(wanted)) await step.make();
    });
  } catch (error) {
    throw explainUnwritable(error, root);
  }
}

function waitingFor(pid) {
  say(`Another Turbo is preparing this folder (process ${pid}). Waiting for it.`);
}
