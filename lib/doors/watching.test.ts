import { afterEach, expect, test } from "vitest";
import { signInCookie } from "#lib/auth/sign-in";
import { loadConfig, readConfig, settleConfig } from "#lib/core/config";
import { run } from "#lib/core/operation";
import { closeInstanceDatabase, instanceDatabase } from "#lib/db/instance";
import { claimIssue } from "#lib/domain/claims/claim-issue";
import { createIssue } from "#lib/domain/issues/create-issue";
import { createProject } from "#lib/domain/projects/create-project";
import { type DoorWorld, makeDoorWorld } from "#lib/testing/door-world";
import { ENGINES } from "#lib/testing/world";
import { answerStatus } from "./admin-status.ts";
import { answerAuditExport } from "./export-audit.ts";
import { answerMetrics } from "./metrics.ts";
import { answerRest } from "./rest.ts";

const PORT = 4155;
const WIDE = { TURBO_BOUND: "wide" };
const TOKEN = "what-only-the-scraper-knows-of";

let world: DoorWorld | null = null;
afterEach(async () => {
  await world?.close();
  world = null;
});

const DOORS = { "/metrics": answerMetrics, "/admin/status": answerStatus, "/admin/audit": answerAuditExport };

/** What each caller is answered with at a door, by status. */
async function statuses(at: DoorWorld, path: keyof typeof DOORS) {
  const project = (await run(createProject, at.as(), { name: "Seen", key: "SEEN" })).id;
  const keyOf = async (scope: "read" | "write" | "admin", limit?: string[]) => {
    const { secret } = await at.makeKey({ scope, kind: "script", ...(limit ? { projectIds: limit } : {}) });
    return { key: secret };
  };
  const cookieOf = async (user: { id: string }) => {
    const cookie = await signInCookie(instanceDatabase(), loadConfig(), user.id, "Firefox");
    return { key: null, headers: { cookie: cookie.split(";")[0] ?? "" } };
  };
  const callers = {
    nobody: { key: null },
    "wrong key": { key: "turbo_wrong" },
    "the scraper's token": { key: null, headers: { authorization: `Bearer ${TOKEN}` } },
    "read key": await keyOf("read"),
    "write key": await keyOf("write"),
    "limited admin key": await keyOf("admin", [project]),
    "admin key": await keyOf("admin"),
    member: await cookieOf(at.member.user),
    owner: await cookieOf(at.owner.user),
    "owner, from a foreign page": { ...(await cookieOf(at.owner.user)), origin: "https://evil.example" },
  };
  const found: Record<string, number> = {};
  for (const [name, { key, ...asked }] of Object.entries(callers)) {
    const headers = {
      ...("headers" in asked ? asked.headers : {}),
      ...("origin" in asked ? { origin: asked.origin } : {}),
    };
    const answer = await DOORS[path](at.request("GET", path, { key, headers }));
    await answer.text();
    found[name] = answer.status;
  }
  return found;
}

const ONLY_ADMINS = {
  nobody: 401,
  "wrong key": 401,
  "the scraper's token": 401,
  "read key": 403,
  "write key": 403,
  "limited admin key": 403,
  "admin key": 200,
  member: 403,
  owner: 200,
  "owner, from a foreign page": 403,
};
const EVERYBODY = {
  ...Object.fromEntries(Object.keys(ONLY_ADMINS).map((name) => [name, 200])),
  "owner, from a foreign page": 403,
};

test.each<[path: keyof typeof DOORS, where: string, env: Record<string, string>, wanted: object]>([
  ["/admin/status", "bound wide", WIDE, ONLY_ADMINS],
  ["/admin/status", "on loopback", {}, ONLY_ADMINS],
  ["/admin/audit", "on loopback", {}, ONLY_ADMINS],
  ["/metrics", "bound wide", WIDE, ONLY_ADMINS],
  ["/metrics", "on loopback", {}, EVERYBODY],
  ["/metrics", "behind a proxy on loopback", { TURBO_PUBLIC_URL: "https://turbo.example" }, ONLY_ADMINS],
  [
    "/metrics",
    "with a token, bound wide",
    { ...WIDE, TURBO_METRICS_TOKEN: TOKEN },
    { ...ONLY_ADMINS, "the scraper's token": 200 },
  ],
  [
    "/metrics",
    "with a token, on loopback",
    { TURBO_METRICS_TOKEN: TOKEN },
    { ...ONLY_ADMINS, "the scraper's token": 200 },
  ],
  ["/admin/status", "with a token for the metrics", { TURBO_METRICS_TOKEN: TOKEN }, ONLY_ADMINS],
])("%s %s is for whom it should be.", async (path, _where, env, wanted) => {
  world = await makeDoorWorld("sqlite", PORT, env);
  expect(await statuses(world, path)).toEqual(wanted);
});

test("A scraper with the token may call this machine by any name; others may not.", async () => {
  world = await makeDoorWorld("sqlite", PORT, {
    ...WIDE,
    TURBO_PUBLIC_URL: "https://turbo.example",
    TURBO_METRICS_TOKEN: TOKEN,
  });
  const headers = { host: `10.0.0.7:${PORT}` };
  const { secret } = await world.makeKey({ scope: "admin" });
  expect((await answerMetrics(world.request("GET", "/metrics", { key: TOKEN, headers }))).status).toBe(200);
  expect((await answerMetrics(world.request("GET", "/metrics", { key: secret, headers }))).status).toBe(421);
});

/** The value of a series. */
function seriesIn(text: string, series: string): number {
  const line = text.split("\n").find((one) => one.startsWith(`${series} `));
  return Number(line?.split(" ").at(-1));
}

test.each(ENGINES)("Metrics on %s tell the queue, leases, database, operations and process.", async (engine) => {
  world = await makeDoorWorld(engine, PORT);
  await run(createProject, world.as(), { name: "Seen", key: "SEEN" });
  for (const title of ["one", "two", "three"])
    await run(createIssue, world.as(), { project: "SEEN", title: `The ${title}`, status: "ready", confirm: true });
  await run(claimIssue, world.as(), { issue: "SEEN-1" });
  const refused = await answerRest(world.request("GET", "/api/v1/issues/SEEN-99"));
  expect(refused.status).toBe(404);
  const answer = await answerMetrics(world.request("GET", "/metrics", { key: null }));
  expect(answer.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
  const text = await answer.text();
  const of = (series: string) => seriesIn(text, series);
  expect([of("turbo_database_up"), of("turbo_queue_ready"), of("turbo_leases_held"), of("turbo_leases_over")]).toEqual([
    1, 2, 1, 0,
  ]);
  expect(of("turbo_events_last")).toBeGreaterThanOrEqual(5);
  expect(of("turbo_queue_oldest_seconds")).toBeGreaterThanOrEqual(0);
  expect(of("turbo_database_size_bytes")).toBeGreaterThan(100_000);
  expect(of('turbo_operations_total{operation="issues.create",outcome="ok"}')).toBeGreaterThanOrEqual(3);
  expect(of('turbo_operations_total{operation="issues.get",outcome="not_found"}')).toBeGreaterThanOrEqual(1);
  expect(of("turbo_database_write_wait_seconds_count")).toBeGreaterThanOrEqual(5);
  expect(of("process_resident_memory_bytes")).toBeGreaterThan(10_000_000);
  const names = text
    .split("\n")
    .filter((line) => line.startsWith("# TYPE "))
    .map((line) => line.split(" ")[2]);
  expect(new Set(names).size).toBe(names.length);
});

test("A database that does not answer is a metric, not a failure.", async () => {
  await closeInstanceDatabase();
  const env = {
    DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none",
    TURBO_BOUND: "loopback",
    TURBO_LOG_LEVEL: "silent",
  };
  settleConfig(readConfig({ cwd: "/", env: { ...env, TURBO_PORT: String(PORT) } }).config);
  const host = `127.0.0.1:${PORT}`;
  const answer = await answerMetrics(new Request(`http://${host}/metrics`, { headers: { host } }));
  const text = await answer.text();
  expect(seriesIn(text, "turbo_database_up")).toBe(0);
  expect(text).not.toContain("turbo_queue_ready");
  expect(text).toContain("process_resident_memory_bytes");
  await closeInstanceDatabase();
});

test.each(ENGINES)(
  "The status on %s tells what runs, on which data and by which settings, and no secret.",
  async (engine) => {
    world = await makeDoorWorld(engine, PORT, { TURBO_METRICS_TOKEN: TOKEN });
    const { secret } = await world.makeKey({ scope: "admin" });
    const answer = await answerStatus(world.request("GET", "/admin/status", { key: secret }));
    const text = await answer.text();
    expect(JSON.parse(text)).toMatchObject({
      name: "turbo",
      pid: process.pid,
      database: { engine, answers: true, schema: { pending: [], unknown: [] } },
      queue: { ready: 0, oldestReadyAt: null },
      leases: { held: 0, over: 0 },
      rateLimiter: { perMinute: 6000, callers: expect.any(Number), spent: 0 },
      log: { level: "silent", file: null },
    });
    for (const hidden of [TOKEN, "only tests know", secret]) expect(text).not.toContain(hidden);
  },
);
