import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Config } from "#lib/core/config";
import { TurboError } from "#lib/core/errors";
import { hasSources, serverScript, turboRoot } from "./place.ts";
import { isHealthy } from "./server-file.ts";
import { addressOf } from "./start-options.ts";

/**
 * Keep the whole process around 300 MB while it is busy: the heap grows in small steps, and the space where new objects
 * begin is small. What large pages at once need beyond that it gets, up to a gigabyte or three quarters of the memory.
 */
export const HEAP = [`--max-old-space-size=${mostHeap()}`, "--heap-growing-percent=20", "--max-semi-space-size=4"];

/** In MB. */
function mostHeap(): number {
  const memory = Math.min(process.constrainedMemory() || Number.POSITIVE_INFINITY, os.totalmem());
  return Math.min(1024, Math.floor((0.75 * memory) / 1_048_576));
}

const PATIENCE = { production: 30_000, development: 120_000 };

/** Starts the server of this copy; its standard output is Next's own and goes nowhere. */
export function startServer(config: Config): ChildProcess {
  const development = config.environment === "development";
  const { host, port } = config.server;
  return spawn(process.execPath, development ? developmentArguments(config) : productionArguments(), {
    cwd: development ? turboRoot() : path.dirname(serverScript()),
    // The server ends with its standard input, so that none is left behind by a launcher that was killed.
    stdio: ["pipe", development ? "inherit" : "ignore", "inherit"],
    env: {
      ...process.env,
      NODE_ENV: config.environment,
      // Few arenas: the C library otherwise keeps freed memory of every thread.
      MALLOC_ARENA_MAX: process.env.MALLOC_ARENA_MAX ?? "2",
      NEXT_TELEMETRY_DISABLED: "1",
      CHECKPOINT_DISABLE: "1",
      HOSTNAME: host,
      PORT: String(port),
      TURBO_HOME: config.home,
      TURBO_HOST: host,
      TURBO_PORT: String(port),
      TURBO_BOUND: config.bound,
      TURBO_LOG_LEVEL: config.log.level,
      TURBO_ENVIRONMENT: config.environment,
      TURBO_ENDS_WITH_STDIN: development ? "" : "1",
    },
  });
}

function productionArguments(): string[] {
  const script = serverScript();
  if (!existsSync(script))
    throw new TurboError("configuration", `${script} is missing. Run \`npm start\`, which builds it.`);
  return [...HEAP, script];
}

function developmentArguments({ server }: Config): string[] {
  if (!hasSources())
    throw new TurboError("configuration", "This is a built Turbo without its sources, so --dev is not for it.");
  const next = path.join(turboRoot(), "node_modules/next/dist/bin/next");
  return [next, "dev", "--hostname", server.host, "--port", String(server.port)];
}

/** Waits until the server answers. Throws when it ended instead, or took too long. */
export async function waitUntilHealthy(child: ChildProcess, config: Config): Promise<void> {
  const url = addressOf(config.server.host, config.server.port);
  const deadline = Date.now() + PATIENCE[config.environment];
  while (child.exitCode === null && child.signalCode === null) {
    if (await isHealthy(url, config.environment === "development" ? 60_000 : 1000)) return;
    if (Date.now() > deadline) {
      child.kill("SIGKILL");
      throw new TurboError(
        "internal",
        `The server did not answer at ${url} in time, so it was ended. Its log stands above.`,
      );
    }
    await sleep(20);
  }
}

/** The exit code of a server that ended: its own, or 1 after a signal that nobody here sent. */
export function ended(child: ChildProcess): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
  if (child.exitCode !== null || child.signalCode !== null) {
    return Promise.resolve({ code: child.exitCode, signal: child.signalCode });
  }
  return new Promise((resolve) => child.once("exit", (code, signal) => resolve({ code, signal })));
}
