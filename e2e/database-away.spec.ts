import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import { makeDatabase, type OwnServer, startOwnPostgres } from "#lib/testing/postgres";
import { turbo as commandLine } from "./launch.ts";
import { type RunningTurbo, startTurbo } from "./start.ts";

/** How long the database is away, in milliseconds. */
const AWAY = 5_000;
/** Within this all has to be well again. */
const BACK = 2_000;

let postgres: OwnServer;
let turbo: RunningTurbo;
test.beforeAll(async () => {
  postgres = await startOwnPostgres();
  turbo = await startTurbo({ databaseUrl: await makeDatabase(postgres.url, "turbo_away") });
  expect((await turbo.rest("POST", "/projects", { name: "Away", key: "AWAY" })).status).toBe(201);
  expect((await turbo.rest("POST", "/issues", { project: "AWAY", title: "First" })).status).toBe(201);
});
test.afterAll(async () => {
  await turbo?.stop();
  await postgres?.stop();
});

interface Seen {
  door: string;
  status: number;
  retryAfter: string | null;
  text: string;
}

/** One request at each door, as its own client makes it. */
function doors(): Record<string, () => Promise<Response>> {
  const { url, agentKey } = turbo;
  const json = { "content-type": "application/json", accept: "application/json, text/event-stream" };
  const tool = (name: string, args: object) => ({
    jsonrpc: "2.0",
    id: 1,
    method: "tools/call",
    params: { name, arguments: args },
  });
  const mcp = (body: object) =>
    fetch(`${url}/api/mcp`, {
      method: "POST",
      headers: { ...json, "x-api-key": agentKey },
      body: JSON.stringify(body),
    });
  return {
    read: () => turbo.rest("GET", "/issues"),
    write: () => turbo.rest("POST", "/comments", { on: "AWAY-1", body: "Still here?" }),
    mcp: () => mcp(tool("get", { key: "AWAY-1" })),
    shortcut: () =>
      fetch(`${url}/mcp/tools/get`, {
        method: "POST",
        headers: { ...json, "x-api-key": agentKey },
        body: '{"issue":"AWAY-1"}',
      }),
    upload: () =>
      fetch(`${url}/api/v1/attachments?on=AWAY-1&name=a.txt`, {
        method: "POST",
        headers: { "x-api-key": agentKey, "content-type": "application/octet-stream" },
        body: "text",
      }),
    events: async () => {
      const stopped = new AbortController();
      const response = await fetch(`${url}/api/events`, { headers: { "x-api-key": agentKey }, signal: stopped.signal });
      if (response.ok) stopped.abort();
      return response;
    },
    enter: () => fetch(`${url}/enter?token=wrong`, { redirect: "manual" }),
    "sign-in": () => fetch(`${url}/api/auth/csrf`),
    // A page that notices first sends its reader to itself, and is then answered in words.
    page: () => fetch(`${url}/sign-in`),
  };
}

async function ask(door: string): Promise<Seen> {
  const response = await doors()[door]?.();
  if (!response) throw new Error(`There is no door ${door}`);
  const text = door === "events" && response.ok ? "" : await response.text();
  return { door, status: response.status, retryAfter: response.headers.get("retry-after"), text };
}

/** Asks at every door without a pause until told to stop; answers all that was seen. */
function keepAsking(): () => Promise<Seen[]> {
  const seen: Seen[] = [];
  let going = true;
  const askers = Object.keys(doors()).map(async (door) => {
    while (going) {
      seen.push(await ask(door));
      await sleep(50);
    }
  });
  return async () => {
    going = false;
    await Promise.all(askers);
    return seen;
  };
}

/** A result of a tool that says in words what happened is as good as a status. */
const saysSo = ({ door, status, retryAfter, text }: Seen) =>
  (status === 503 && Number(retryAfter) >= 1) || (door === "mcp" && status === 200 && /database/.test(text));
const isFine = ({ door, status }: Seen) => status < 300 || (status === 303 && door === "enter");

/** What each door answers that it should not while all is well. */
async function unwell(): Promise<Seen[]> {
  const seen = await Promise.all(Object.keys(doors()).map(ask));
  return seen.filter((one) => !isFine(one));
}

test("While the database is away every door says so with 503 and a wait; two seconds after it is back all is well.", async () => {
  test.setTimeout(120_000);
  expect(await unwell()).toEqual([]);
  const stop = keepAsking();
  await sleep(500);
  await postgres.halt();
  await sleep(1_000);
  const amid = await Promise.all(Object.keys(doors()).map(ask));
  expect(amid.filter((seen) => !saysSo(seen))).toEqual([]);
  expect(amid.find(({ door }) => door === "page")?.text).toMatch(/The database does not answer[\s\S]*Try again/);
  expect((await turbo.cli(["issues", "list"])).code).toBe(4);
  const elsewhere = mkdtempSync(path.join(tmpdir(), "turbo-away-"));
  const local = await commandLine(["issues", "list"], { cwd: elsewhere, env: { DATABASE_URL: turbo.databaseUrl } });
  expect([local.code, local.stderr.split("\n").length]).toEqual([4, 2]);
  rmSync(elsewhere, { recursive: true });
  await sleep(AWAY);
  await postgres.resume();
  await sleep(BACK);
  expect(await unwell()).toEqual([]);
  const seen = await stop();
  expect(seen.length).toBeGreaterThan(100);
  expect(seen.filter((one) => !isFine(one) && !saysSo(one))).toEqual([]);
  expect(turbo.stderr()).toContain("the database does not answer");
  expect(turbo.stderr().trim().split("\n")).toHaveLength(1);
});

test("A database that is frozen holds nobody for ever.", async () => {
  test.setTimeout(120_000);
  postgres.freeze(true);
  try {
    const seen = await Promise.all(["read", "write", "page", "upload"].map(ask));
    expect(seen.map(({ status }) => status)).toEqual([503, 503, 503, 503]);
  } finally {
    postgres.freeze(false);
  }
  await sleep(BACK);
  expect(await unwell()).toEqual([]);
});
