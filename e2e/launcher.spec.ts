import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "@playwright/test";
import BetterSqlite3 from "better-sqlite3";
import { freePort } from "#lib/testing/free-port";
import { BUILD, launch, turbo } from "./launch.ts";
import { startTurbo } from "./start.ts";

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "turbo-launcher-"));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

const start = async (...args: string[]) => ["start", "--no-open", "--port", String(await freePort()), ...args];
const mode = (...parts: string[]) => (statSync(path.join(...parts)).mode & 0o777).toString(8);

test("A first start makes its files for its owner alone, says where to go and how to connect, and signs a browser in once.", async () => {
  const server = await startTurbo();
  try {
    expect(mode(server.home, "turbo.toml")).toBe("600");
    expect(mode(server.home, ".turbo")).toBe("700");
    for (const file of ["turbo.db", "server.json", "agent.key", "cli.key"]) {
      expect(mode(server.home, ".turbo", file)).toBe("600");
    }
    expect(server.stdout()).toContain(path.join(server.home, ".turbo/turbo.db"));
    expect(server.stdout()).toContain(
      `claude mcp add --transport http turbo ${server.url}/api/mcp --header "X-API-Key: ${server.agentKey}"`,
    );
    const entered = await fetch(server.enterUrl, { redirect: "manual" });
    expect(entered.headers.get("set-cookie")).toContain("HttpOnly");
    const again = await fetch(server.enterUrl, { redirect: "manual" });
    expect(again.headers.get("set-cookie")).toBeNull();
    expect(
      (await fetch(await server.anotherEnterUrl(), { redirect: "manual" })).headers.get("set-cookie"),
    ).not.toBeNull();
  } finally {
    await server.stop();
  }
});

test("A second start in the same folder is refused and names the first, which goes on.", async () => {
  const server = await startTurbo();
  try {
    const second = await turbo(await start(), { cwd: server.home });
    expect(second.code).toBe(1);
    expect(second.stderr).toContain(`Turbo already runs here, at ${server.url}`);
    expect((await fetch(`${server.url}/health/live`)).ok).toBe(true);
  } finally {
    await server.stop();
  }
});

test("Of two starts at the same moment one serves and the other says so.", async () => {
  const both = [launch(await start(), { cwd: folder }), launch(await start(), { cwd: folder })];
  try {
    const first = await Promise.race(both.map((one, place) => one.ended.then((code) => ({ code, place }))));
    expect(first.code).toBe(1);
    expect(both[first.place]?.stderr()).toContain("Turbo already runs here");
    const status = await turbo(["status", "--json"], { cwd: folder });
    expect(JSON.parse(status.stdout)).toMatchObject({ running: true, schema: "up to date" });
  } finally {
    for (const one of both) one.child.kill("SIGTERM");
    await Promise.all(both.map((one) => one.ended));
  }
});

test("The data outlives a server that was killed, and the next start needs no hand.", async () => {
  const first = await startTurbo({ home: folder });
  expect((await first.cli(["projects", "create", "Kept", "--key", "KEPT"])).code).toBe(0);
  await first.kill();
  const second = await startTurbo({ home: folder });
  try {
    expect((await second.cli(["projects", "list", "--csv"])).stdout).toContain("KEPT");
    expect(second.agentKey).toBe(first.agentKey);
  } finally {
    await second.stop();
  }
});

test("A launcher that was killed leaves no server behind.", async () => {
  const port = await freePort();
  const launched = launch(["start", "--no-open", "--port", String(port)], { cwd: folder });
  const answers = () =>
    fetch(`http://127.0.0.1:${port}/health/live`).then(
      ({ ok }) => ok,
      () => false,
    );
  await expect.poll(answers, { timeout: 30_000 }).toBe(true);
  launched.child.kill("SIGKILL");
  await expect.poll(answers, { timeout: 30_000 }).toBe(false);
});

test("Stop ends the server, and the commands then work on the database itself.", async () => {
  const server = await startTurbo({ home: folder });
  expect((await server.cli(["projects", "create", "Mine", "--key", "MINE"])).code).toBe(0);
  expect((await server.cli(["stop"])).stdout).toContain("was ended");
  await server.stop();
  expect(readdirSync(path.join(folder, ".turbo"))).not.toContain("server.json");
  const status = await turbo(["status"], { cwd: folder });
  expect(status.code).toBe(1);
  expect((await turbo(["projects", "list"], { cwd: folder })).stdout).toContain("MINE");
});

test("A taken port is named, with another to try.", async () => {
  const other = createServer();
  const port = await new Promise<number>((resolve) => {
    other.listen(0, "127.0.0.1", () => resolve((other.address() as { port: number }).port));
  });
  try {
    for (const option of ["--port", "--api-port", "--web-port"]) {
      const { code, stderr } = await turbo(["start", "--no-open", option, String(port)], { cwd: folder });
      expect(code).toBe(3);
      expect(stderr).toContain(`Port ${port} on 127.0.0.1 is taken by another program`);
    }
  } finally {
    other.close();
  }
});

test("A file that is no database, and one of another program, are left as they are.", async () => {
  const text = path.join(folder, "notes.txt");
  writeFileSync(text, "Not a database at all, but long enough to be looked at as one.\n".repeat(40));
  const foreign = path.join(folder, "foreign.db");
  const native = new BetterSqlite3(foreign);
  native.exec("CREATE TABLE wine (name TEXT)");
  native.close();
  for (const file of [text, foreign]) {
    const before = readFileSync(file);
    const { code, stderr } = await turbo(await start(), { cwd: folder, env: { DATABASE_URL: `file:${file}` } });
    expect(code).toBe(4);
    expect(stderr).toContain(`${file} is not a Turbo database. Nothing in it was touched.`);
    expect(readFileSync(file).equals(before)).toBe(true);
  }
});

test("A database of a newer Turbo is left as it is.", async () => {
  await turbo(["db", "migrate"], { cwd: folder });
  const native = new BetterSqlite3(path.join(folder, ".turbo/turbo.db"));
  native.exec("UPDATE _prisma_migrations SET migration_name = '9999_future' WHERE migration_name LIKE '0002%'");
  native.close();
  const { code, stderr } = await turbo(await start(), { cwd: folder });
  expect(code).toBe(4);
  expect(stderr).toContain("was written by a newer Turbo (it has 9999_future)");
});

test("A PostgreSQL that does not answer is named without its password.", async () => {
  const env = { DATABASE_URL: `postgresql://turbo:hush-hush@127.0.0.1:${await freePort()}/turbo` };
  const { code, stdout, stderr } = await turbo(await start(), { cwd: folder, env });
  expect(code).toBe(4);
  expect(stderr).toContain("cannot be opened");
  expect(stdout + stderr).not.toContain("hush-hush");
});

test("A data folder that cannot be made is named.", async () => {
  writeFileSync(path.join(folder, ".turbo"), "in the way");
  const { code, stderr } = await turbo(await start(), { cwd: folder });
  expect(code).toBe(3);
  expect(stderr).toContain(`Turbo cannot keep its data in ${path.join(folder, ".turbo")}`);
});

test("A wrong setting is named by where it stands.", async () => {
  const { code, stderr } = await turbo(["start", "--no-open"], { cwd: folder, env: { TURBO_PORT: "many" } });
  expect(code).toBe(3);
  expect(stderr).toContain("TURBO_PORT must be a whole number from 1 to 65535");
});

test("Listening wide without a secret is refused before anything is written.", async () => {
  const { code, stderr } = await turbo(await start("--host", "0.0.0.0"), { cwd: folder });
  expect(code).toBe(3);
  expect(stderr).toContain("TURBO_SECRET_KEY");
  expect(readdirSync(folder)).toEqual([]);
});

test("Bound wide with a secret, a start prints a one-time set-up code and no way in for a browser.", async () => {
  const server = await startTurbo({
    args: ["--host", "0.0.0.0"],
    env: { TURBO_SECRET_KEY: "a-secret-of-more-than-24-characters" },
  });
  try {
    expect(server.stdout()).toContain("/setup");
    expect(server.stdout()).toMatch(/[A-Z2-9]{4}(-[A-Z2-9]{4}){3}/);
    expect(server.stdout()).not.toContain("/enter?token=");
    expect(server.agentKey).toBe("");
  } finally {
    await server.stop();
  }
});

test("The server alone takes itself for bound wide and refuses without a secret.", async () => {
  const { code, stderr } = await turbo([], {
    cwd: folder,
    script: "server.js",
    env: { PORT: String(await freePort()) },
  });
  expect(code).toBe(3);
  expect(stderr).toContain("Turbo is bound wide and has no secret, so it did not start.");
});

test("The server alone refuses a database that is not up to date.", async () => {
  const env = {
    PORT: String(await freePort()),
    TURBO_SECRET_KEY: "a-secret-of-more-than-24-characters",
    DATABASE_URL: `file:${path.join(folder, "none.db")}`,
  };
  const { code, stderr } = await turbo([], { cwd: folder, script: "server.js", env });
  expect(code).toBe(4);
  expect(stderr).toContain("The database is not up to date.");
});

test("The built folder holds the product and nothing of the place where it was built.", () => {
  const ours = [
    "bin",
    "compressed",
    "dist",
    "node_modules",
    "package.json",
    "prisma",
    "public",
    "runtime",
    "server.js",
    "stamp",
    "templates",
  ];
  const found = readdirSync(BUILD).filter((name) => !name.startsWith(".next") && !ours.includes(name));
  expect(found).toEqual([]);
});

test("The built folder starts where it was moved to, and says when its SQLite driver is broken.", async () => {
  const moved = path.join(folder, "moved");
  cpSync(BUILD, moved, { recursive: true });
  const home = path.join(folder, "home");
  mkdirSync(home);
  const server = await startTurbo({ build: moved, home });
  try {
    expect((await server.cli(["projects", "create", "Moved", "--key", "MOVED"])).code).toBe(0);
  } finally {
    await server.stop();
  }
  rmSync(path.join(moved, "node_modules/better-sqlite3/prebuilds"), { recursive: true });
  const { code, stderr } = await turbo(await start(), { cwd: home, build: moved });
  expect(code).toBe(3);
  expect(stderr).toContain("The SQLite driver better-sqlite3 does not work with Node.js");
});
