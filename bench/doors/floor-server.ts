import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "#lib/testing/free-port";
import { ended } from "./ended.ts";
import { cpuOf } from "./process-stats.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const { sourceHash } = await import(path.join(ROOT, "scripts/source-hash.mjs"));
const FLOOR = path.join(ROOT, "bench/floor");
const BUILT = path.join(ROOT, ".next-floor/standalone");
const STAMP = path.join(BUILT, "stamp");
const PATIENCE = 30_000;

export interface FloorServer {
  url: string;
  pid: number;
  stop(): Promise<void>;
}

export interface StartedFloor extends FloorServer {
  /** Processor time that it had taken when it answered first, in milliseconds. */
  startCpuMs: number;
}

/** Builds the floor unless it was built from these very sources. */
export function buildFloor(): void {
  const hash = sourceHash(ROOT, ["bench/floor", "package-lock.json"]);
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === hash) return;
  process.stderr.write("Building the floor.\n");
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(ROOT, "node_modules/next/dist/bin/next"), "build"],
    { cwd: FLOOR, encoding: "utf8", env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" } },
  );
  if (status !== 0) throw new Error(`The floor could not be built:\n${stdout}\n${stderr}`);
  writeFileSync(STAMP, hash);
}

/** The bare Next app on a database that is there already, with the settings that Node.js and Next come with. */
export function startFloor(databaseUrl: string): Promise<StartedFloor> {
  buildFloor();
  return start(path.join(BUILT, "bench/floor/server.js"), { DATABASE_URL: databaseUrl });
}

/** Node.js that answers nothing. */
export function startNodePing(): Promise<FloorServer> {
  return start(path.join(FLOOR, "node-ping.mjs"), {});
}

async function start(script: string, env: Record<string, string>): Promise<StartedFloor> {
  const port = await freePort();
  const server = spawn(process.execPath, [script], {
    cwd: path.dirname(script),
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, NODE_ENV: "production", HOSTNAME: "127.0.0.1", PORT: String(port), ...env },
  });
  const url = `http://127.0.0.1:${port}`;
  await untilItAnswers(server, url);
  const pid = server.pid ?? 0;
  return { url, pid, startCpuMs: cpuOf(pid), stop: () => ended(server, "SIGTERM") };
}

async function untilItAnswers(server: ChildProcess, url: string): Promise<void> {
  for (const deadline = performance.now() + PATIENCE; ; await sleep(5)) {
    if (await fetch(`${url}/ping`).catch(() => null)) return;
    if (server.exitCode !== null || performance.now() > deadline) throw new Error(`${url} did not answer.`);
  }
}
