import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { HEAP } from "#lib/cli/server-process";
import { ended } from "./ended.ts";
import { cpuOf } from "./process-stats.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const PATIENCE = 60_000;

/** Turbo as `npm start` serves it. */
export interface Server {
  url: string;
  /** Process id of the server itself, not of the launcher. */
  pid: number;
  /** An API key with scope to write. */
  key: string;
  /** Address path that signs a browser in, once. */
  enter: string;
  /** Milliseconds from the command to its banner. */
  startMs: number;
  stop(): Promise<void>;
}

function launch(home: string, databaseUrl: string, port: number) {
  return spawn(process.execPath, ["bin/turbo.mjs", "start", "--no-open", "--port", String(port)], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      TURBO_HOME: home,
      DATABASE_URL: databaseUrl,
      TURBO_LOG_LEVEL: "warn",
      TURBO_RATE_LIMIT_PER_MINUTE: "10000000",
    },
  });
}

/** Starts Turbo on a database that is there already, with a data folder of its own. */
export async function startServer(databaseUrl: string, port: number): Promise<Server> {
  const home = mkdtempSync(path.join(tmpdir(), "turbo-bench-home-"));
  const start = performance.now();
  const launcher = launch(home, databaseUrl, port);
  let said = "";
  for (const stream of [launcher.stdout, launcher.stderr]) stream?.on("data", (text) => (said += text));
  const stop = async () => {
    await ended(launcher, "SIGTERM");
    rmSync(home, { recursive: true, force: true });
  };
  try {
    while (!said.includes("Turbo is running.")) {
      if (launcher.exitCode !== null || performance.now() - start > PATIENCE)
        throw new Error(`Turbo did not start:\n${said}`);
      await sleep(5);
    }
    const startMs = performance.now() - start;
    const enter = /\/enter\?token=\S+/.exec(said)?.[0] ?? "";
    const { pid, url, token } = JSON.parse(readFileSync(path.join(home, ".turbo/server.json"), "utf8"));
    return { url, pid, key: token, enter, startMs, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Signs a browser in; answers its cookies. */
export async function cookieOf({ url, enter }: Server): Promise<string> {
  const { headers } = await fetch(`${url}${enter}`, { redirect: "manual" });
  return headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

/** Milliseconds from the command that wakes a sleeping Turbo until an agent with that key has an answer. */
export async function firstCallAfter(databaseUrl: string, port: number, key: string): Promise<number> {
  const home = mkdtempSync(path.join(tmpdir(), "turbo-bench-home-"));
  const start = performance.now();
  const launcher = launch(home, databaseUrl, port);
  launcher.stdout.resume();
  launcher.stderr.resume();
  try {
    while (!(await isFound(`http://127.0.0.1:${port}`, key))) {
      if (launcher.exitCode !== null || performance.now() - start > PATIENCE) throw new Error("No call was answered.");
      await sleep(5);
    }
    return performance.now() - start;
  } finally {
    await ended(launcher, "SIGTERM");
    rmSync(home, { recursive: true, force: true });
  }
}

async function isFound(url: string, key: string): Promise<boolean> {
  const params = { name: "find", arguments: { kind: "issue" } };
  const answer = await fetch(`${url}/api/mcp`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      "x-api-key": key,
    },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params }),
  }).catch(() => null);
  if (!answer) return false;
  const text = await answer.text();
  if (!text.includes('"result"')) throw new Error(`The call was answered ${answer.status}: ${text}`);
  return true;
}

/** Milliseconds from starting the server process alone until it answers, by the clock and of processor time. */
export async function healthyAfter(databaseUrl: string, port: number): Promise<{ ms: number; cpuMs: number }> {
  const script = path.join(ROOT, process.env.TURBO_DIST_DIR || ".next", "standalone/server.js");
  if (!existsSync(script)) throw new Error(`${script} is missing: run \`node bin/turbo.mjs prepare\``);
  const home = mkdtempSync(path.join(tmpdir(), "turbo-bench-home-"));
  const start = performance.now();
  const server = spawn(process.execPath, [...HEAP, script], {
    cwd: path.dirname(script),
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      ...process.env,
      NODE_ENV: "production",
      HOSTNAME: "127.0.0.1",
      PORT: String(port),
      TURBO_PORT: String(port),
      TURBO_BOUND: "loopback",
      TURBO_HOME: home,
      DATABASE_URL: databaseUrl,
      TURBO_SECRET_KEY: "bench-bench-bench-bench-bench-bench",
    },
  });
  try {
    while (!(await isHealthy(`http://127.0.0.1:${port}`))) {
      if (server.exitCode !== null || performance.now() - start > PATIENCE)
        throw new Error("The server did not start.");
      await sleep(5);
    }
    return { ms: performance.now() - start, cpuMs: cpuOf(server.pid ?? 0) };
  } finally {
    await ended(server, "SIGKILL");
    rmSync(home, { recursive: true, force: true });
  }
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    const { ok } = await fetch(`${url}/health/live`);
    return ok;
  } catch {
    return false;
  }
}
