import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { freePort } from "./free-port.ts";

export interface TestRedis {
  url: string;
  /** What it holds, by name. */
  entries(): Promise<Record<string, Buffer>>;
  /** Ends it at once, as a crash would; what it held is gone. */
  halt(): Promise<void>;
  /** Starts it again and waits until it answers. */
  resume(): Promise<void>;
  /** Stops it where it is, or lets it go on. */
  freeze(frozen: boolean): void;
  /** Leaves it no room for anything more, or lets it take as much as it likes. */
  fill(full: boolean): Promise<void>;
  stop(): Promise<void>;
}

/** A real Redis of the test's own. */
export async function startRedis(): Promise<TestRedis> {
  const program = redisServer();
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}/0`;
  const launch = () =>
    spawn(program, ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"], {
      cwd: tmpdir(),
      stdio: "ignore",
    });
  let server = launch();
  const last = () => server.kill("SIGKILL");
  process.once("exit", last);
  await untilItAnswers(url, server);
  async function halt(): Promise<void> {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGKILL");
    await ended;
  }
  return {
    url,
    halt,
    async resume() {
      server = launch();
      await untilItAnswers(url, server);
    },
    freeze: (frozen) => void server.kill(frozen ? "SIGSTOP" : "SIGCONT"),
    async entries() {
      const client = new Redis(url);
      const names = await client.keys("*");
      const values = await Promise.all(names.map((name) => client.getBuffer(name)));
      client.disconnect();
      return Object.fromEntries(names.map((name, at) => [name, values[at] ?? Buffer.alloc(0)]));
    },
    async fill(full) {
      const client = new Redis(url);
      await client.config("SET", "maxmemory", full ? "1" : "0");
      client.disconnect();
    },
    async stop() {
      await halt();
      process.off("exit", last);
    },
  };
}

/** As root on Debian it is installed where it is missing. */
function redisServer(): string {
  const present = process.env.TURBO_REDIS_SERVER || onPath();
  if (present) return present;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    const options = {
      stdio: "ignore",
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" },
    } as const;
    spawnSync("apt-get", ["update", "-q"], options);
    spawnSync("apt-get", ["install", "-y", "-q", "--no-install-recommends", "redis-server"], options);
  }
  const installed = onPath();
  if (installed) return installed;
  throw new Error("These tests need a Redis. Install redis-server, or set TURBO_REDIS_SERVER to the path of one.");
}

function onPath(): string | undefined {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  return folders.map((folder) => path.join(folder, "redis-server")).find((file) => existsSync(file));
}

async function untilItAnswers(url: string, server: ChildProcess): Promise<void> {
  const client = new Redis(url, { retryStrategy: () => 50, maxRetriesPerRequest: null });
  client.on("error", () => undefined);
  await Promise.race([
    client.ping(),
    new Promise((_, reject) => server.once("exit", (code) => reject(new Error(`Redis ended with ${code}`)))),
    sleep(20_000, undefined, { ref: false }).then(() => Promise.reject(new Error("Redis does not answer"))),
  ]);
  client.disconnect();
}
