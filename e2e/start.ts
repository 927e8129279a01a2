import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { newId } from "#lib/core/ids";
import { freePort } from "#lib/testing/free-port";
import { dropDatabase, makeDatabase } from "#lib/testing/postgres";
import { type Answer, launch, turbo } from "./launch.ts";

export interface StartOptions {
  engine?: "sqlite" | "postgres";
  /** An existing database; it is left alone when the server stops. */
  databaseUrl?: string;
  /** Folder of turbo.toml and .turbo; a fresh one where absent. */
  home?: string;
  env?: Record<string, string>;
  args?: readonly string[];
  /** A free one where absent. */
  port?: number;
  build?: string;
}

export interface RunningTurbo {
  url: string;
  home: string;
  databaseUrl: string;
  /** Process number of the server itself (the launcher is its parent). */
  pid: number;
  /** A key of the local owner with admin scope. */
  ownerKey: string;
  /** The key that `start` prints for agents, with write scope. */
  agentKey: string;
  /** The one-time address that `start` printed. */
  enterUrl: string;
  /** What the launcher and the server said. */
  stdout(): string;
  stderr(): string;
  /** Another one-time address. */
  anotherEnterUrl(): Promise<string>;
  /** The command line in this Turbo's folder. */
  cli(args: readonly string[], input?: string | Buffer): Promise<Answer>;
  /** Asks the REST API, as the owner unless another key is given. */
  rest(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Ends the server at once, as a power cut would, and waits until it is gone. The data stays. */
  kill(): Promise<void>;
  /** Ends the server kindly and removes what `startTurbo` made. */
  stop(): Promise<void>;
}

const PATIENCE = 45_000;

/** Starts the built product on a free port, with fresh data unless told otherwise, and waits until it answers. */
export async function startTurbo(options: StartOptions = {}): Promise<RunningTurbo> {
  const port = options.port ?? (await freePort());
  const home = options.home ?? mkdtempSync(path.join(tmpdir(), "turbo-journey-"));
  const { databaseUrl, remove } = await databaseFor(options, home);
  const env = {
    DATABASE_URL: databaseUrl,
    TURBO_RATE_LIMIT_PER_MINUTE: "0",
    TURBO_LOG_LEVEL: "warn",
    ...options.env,
  };
  const launchOptions = { cwd: home, env, ...(options.build ? { build: options.build } : {}) };
  const launched = launch(["start", "--port", String(port), "--no-open", ...(options.args ?? [])], launchOptions);
  const server = path.join(home, ".turbo/server.json");
  let over: number | string | null = null;
  void launched.ended.then((code) => {
    over = code;
  });
  for (const deadline = Date.now() + PATIENCE; !/Ctrl\+C ends it/.test(launched.stdout()); await sleep(20)) {
    if (over !== null) throw new Error(`The server ended with ${over}:\n${launched.stderr()}`);
    if (Date.now() < deadline) continue;
    launched.child.kill("SIGKILL");
    throw new Error(`The server did not start:\n${launched.stdout()}\n${launched.stderr()}`);
  }
  const { url, pid } = JSON.parse(readFileSync(server, "utf8")) as { url: string; pid: number };
  const ownerKey = keyIn(home, "cli.key");
  return {
    url,
    home,
    databaseUrl,
    pid,
    ownerKey,
    agentKey: keyIn(home, "agent.key"),
    enterUrl: /http\S+\/enter\?token=\S+/.exec(launched.stdout())?.[0] ?? "",
    stdout: launched.stdout,
    stderr: launched.stderr,
    async anotherEnterUrl() {
      return (await turbo(["open"], launchOptions)).stdout.trim();
    },
    cli: (args, input) => turbo(args, input === undefined ? launchOptions : { ...launchOptions, input }),
    rest: (method, where, body, headers = {}) =>
      fetch(`${url}/api/v1${where}`, {
        method,
        headers: {
          "x-api-key": ownerKey,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    async kill() {
      process.kill(pid, "SIGKILL");
      await launched.ended;
    },
    async stop() {
      if (over === null) launched.child.kill("SIGTERM");
      await launched.ended;
      await remove();
      if (!options.home) rmSync(home, { recursive: true, force: true });
    },
  };
}

function keyIn(home: string, file: string): string {
  const full = path.join(home, ".turbo", file);
  return existsSync(full) ? readFileSync(full, "utf8").trim() : "";
}

async function databaseFor(
  { engine = "sqlite", databaseUrl }: StartOptions,
  home: string,
): Promise<{ databaseUrl: string; remove(): Promise<void> }> {
  const nothing = async () => undefined;
  if (databaseUrl) return { databaseUrl, remove: nothing };
  if (engine === "sqlite") return { databaseUrl: `file:${path.join(home, ".turbo/turbo.db")}`, remove: nothing };
  const fresh = await freshPostgres();
  return { databaseUrl: fresh.url, remove: fresh.remove };
}

/** An empty database on the journeys' PostgreSQL. */
export async function freshPostgres(): Promise<{ url: string; remove(): Promise<void> }> {
  const server = process.env.TURBO_TEST_POSTGRES;
  if (!server) throw new Error("TURBO_TEST_POSTGRES is not set: run the journeys with Playwright's global set-up.");
  const name = `j_${newId().replaceAll("-", "")}`;
  return { url: await makeDatabase(server, name), remove: () => dropDatabase(server, name) };
}
