import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { makeApiKey } from "#lib/core/api-key";
import { connectAgent } from "./doors/agent.ts";
import { launch } from "./launch.ts";
import { type RunningTurbo, startTurbo } from "./start.ts";

test.describe.configure({ mode: "serial" });

const SECRET = "a secret only this journey knows, long enough";
const BOOTSTRAP = "the key of this one deployment";
const TOKEN = "what-only-the-scraper-knows-of";
const PASSWORD = "a boat on the lake";

let turbo: RunningTurbo;
test.beforeAll(async () => {
  turbo = await startTurbo({ env: { TURBO_LOG_LEVEL: "trace", TURBO_SECRET_KEY: SECRET, TURBO_METRICS_TOKEN: TOKEN } });
  await turbo.rest("POST", "/projects", { name: "Seen", key: "SEEN" });
});
test.afterAll(() => turbo?.stop());

const logFile = () => path.join(turbo.home, ".turbo/logs/turbo.log");
const logText = () => readFileSync(logFile(), "utf8");

test("A request at any door is found in the log by the id that its answer carries.", async ({ page }) => {
  await page.goto(turbo.enterUrl);
  const agent = { "x-api-key": turbo.agentKey, "content-type": "application/json" };
  const call = JSON.stringify({ arguments: {} });
  const answers = {
    rest: await turbo.rest("GET", "/issues/SEEN-99"),
    mcp: await fetch(`${turbo.url}/mcp/tools/list_queue`, { method: "POST", headers: agent, body: call }),
    page: await page.request.get(`${turbo.url}/projects`),
    web: await page.request.get(`${turbo.url}/api/v1/me`),
  };
  for (const [door, answer] of Object.entries(answers)) {
    const headers = "arrayBuffer" in answer ? answer.headers : new Headers(answer.headers());
    const id = headers.get("x-request-id") ?? "";
    expect(id, door).toMatch(/^[\w-]{36}$/);
    const status = typeof answer.status === "number" ? answer.status : answer.status();
    await expect.poll(() => logText()).toContain(id);
    const told = await turbo.cli(["logs", "--request", id, "--json"]);
    const lines = told.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines).toContainEqual(expect.objectContaining({ msg: "request", door, requestId: id, status }));
  }
  expect(statSync(logFile()).mode & 0o777).toBe(0o640);
});

test("Keys, passwords, cookies and tokens that come in at any door are in no log, at the level that says most.", async ({
  page,
}) => {
  await page.goto(await turbo.anotherEnterUrl());
  const cookies = (await page.context().cookies()).map(({ value }) => value);
  const stranger = makeApiKey().secret;
  const made = await (await turbo.rest("POST", "/keys", { name: "made", scope: "read", kind: "script" })).json();
  await turbo.rest("POST", "/me/password", { password: PASSWORD });
  await turbo.rest("POST", "/users", { handle: "ben", name: "Ben", password: `${PASSWORD}s`, role: "member" });
  for (const key of [stranger, made.secret, turbo.agentKey]) {
    for (const where of [
      `/api/v1/issues?key=${key}`,
      `/api/v1/issues/${key}`,
      "/mcp",
      "/api/events",
      "/admin/status",
      "/metrics",
    ]) {
      for (const headers of [{ "x-api-key": key }, { authorization: `Bearer ${key}` }] as Record<string, string>[]) {
        const end = AbortSignal.timeout(2_000);
        const answer = await fetch(turbo.url + where, { headers, signal: end });
        await answer.body?.cancel();
      }
    }
    await turbo.rest("POST", "/issues", { project: key, title: "x" });
    await turbo.rest("PATCH", `/issues/${key}`, { description: 7 });
  }
  const agent = await connectAgent(turbo.url, turbo.agentKey, "2025-11-25");
  await agent.call("save_issue", { project: stranger, title: "x" });
  for (const password of [PASSWORD, "not her password at all"]) {
    await page.request.post(`${turbo.url}/api/auth/callback/credentials`, {
      form: { name: "owner", password, csrfToken: "none" },
    });
  }
  await page.request.post(`${turbo.url}/api/set-up`, { data: { code: "ABCD-EFGH-JKLM-NPQR", password: PASSWORD } });
  await page.goto(`${turbo.url}/sign-in?password=${encodeURIComponent(PASSWORD)}`);
  await page.goto(`${turbo.url}/issues/${stranger}`);
  await fetch(`${turbo.url}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } });
  await expect.poll(() => logText()).toContain('"path":"/metrics"');
  const said = logText() + turbo.stderr();
  const tokens = [turbo.enterUrl.split("token=")[1] ?? "", ...cookies];
  const secrets = [stranger, made.secret, turbo.agentKey, turbo.ownerKey, SECRET, TOKEN, PASSWORD, "not her password"];
  const long = [...secrets, ...tokens].filter((secret) => secret.length > 10);
  expect(long.length).toBeGreaterThan(9);
  expect(long.filter((secret) => said.includes(secret))).toEqual([]);
  expect(said).toContain(`/api/v1/issues/${stranger.slice(0, 14)}…`);
});

test("Diagnosis finds all well, then what is not, with what to do about it and exit code 1; its report holds no secret.", async () => {
  const well = await turbo.cli(["diagnose", "database", "--json"]);
  expect(well.code, well.stdout).toBe(0);
  const { items } = JSON.parse(well.stdout) as { items: { name: string; state: string }[] };
  expect(items.map(({ name, state }) => `${name} ${state}`)).toEqual([
    "reach ok",
    "schema ok",
    "integrity ok",
    "size ok",
    "search ok",
  ]);
  const system = await turbo.cli(["doctor", "system"]);
  expect(system.stdout).toMatch(/ok\s+server\s+http:\/\/127\.0\.0\.1:\d+, process \d+/);
  const full = await turbo.cli(["status", "--full"]);
  expect(full.stdout).toMatch(/\ndatabase\.answers\s+true\n[\s\S]*\nqueue\.ready\s+0\n/);
  expect(JSON.parse((await turbo.cli(["status", "--full", "--json"])).stdout)).toMatchObject({ pid: turbo.pid });
  const bad = await turbo.cli(["diagnose", "claude"]);
  expect(bad.stdout).toMatch(/warn\s+address\s+\S+\.mcp\.json is not there\n\s+`turbo init/);
  const output = path.join(turbo.home, "debug-report.json");
  expect(await turbo.cli(["debug", "report", "--output", output])).toMatchObject({ code: 0, stderr: "" });
  const report = readFileSync(output, "utf8");
  expect(JSON.parse(report)).toMatchObject({
    checks: expect.any(Array),
    settings: expect.any(Array),
    server: { database: { answers: true } },
  });
  expect(JSON.parse(report).log.length).toBeGreaterThan(10);
  for (const secret of [SECRET, TOKEN, turbo.agentKey, turbo.ownerKey, PASSWORD]) expect(report).not.toContain(secret);
  expect(statSync(output).mode & 0o777).toBe(0o600);
  expect(await turbo.cli(["debug", "report", "--output", output])).toMatchObject({ code: 1 });
  const missing = await turbo.cli(["logs", "--level", "loud"]);
  expect(missing).toMatchObject({ code: 2, stderr: expect.stringContaining('no level "loud"') });
});

test("Following the log shows what comes after, and ends with its reader.", async () => {
  const following = launch(["logs", "--follow", "--tail", "0", "--json"], { cwd: turbo.home });
  await expect
    .poll(async () => {
      await turbo.rest("GET", "/me", undefined, { "x-request-id": "followed-by-name" });
      return following.stdout();
    })
    .toContain("followed-by-name");
  following.child.kill("SIGINT");
  await following.ended;
});

test("Bound wide, metrics and status are for the token and for admins; with no log file asked for, none is made.", async () => {
  const wide = await startTurbo({
    args: ["--host", "0.0.0.0"],
    env: { TURBO_SECRET_KEY: SECRET, TURBO_API_KEY: BOOTSTRAP, TURBO_METRICS_TOKEN: TOKEN, TURBO_LOG_FILE: "none" },
  });
  try {
    const as = { "x-api-key": BOOTSTRAP };
    await wide.rest("POST", "/projects", { name: "One", key: "ONE" }, as);
    const keyOf = async (body: object) => {
      const answer = await wide.rest("POST", "/keys", { name: "k", kind: "script", ...body }, as);
      return { "x-api-key": (await answer.json()).secret as string };
    };
    const callers: [headers: Record<string, string>, metrics: number, status: number][] = [
      [{}, 401, 401],
      [{ authorization: `Bearer ${TOKEN}` }, 200, 401],
      [await keyOf({ scope: "read" }), 403, 403],
      [await keyOf({ scope: "write" }), 403, 403],
      [await keyOf({ scope: "admin", projects: ["ONE"] }), 403, 403],
      [await keyOf({ scope: "admin" }), 200, 200],
      [as, 200, 200],
    ];
    for (const [headers, metrics, status] of callers) {
      expect((await fetch(`${wide.url}/metrics`, { headers })).status).toBe(metrics);
      expect((await fetch(`${wide.url}/admin/status`, { headers })).status).toBe(status);
    }
    const text = await (await fetch(`${wide.url}/metrics`, { headers: as })).text();
    expect(text).toMatch(/^turbo_http_request_duration_seconds_count\{door="rest",method="POST",status="2xx"\} 5$/m);
    expect(text).toMatch(/^turbo_operations_total\{operation="keys\.create",outcome="ok"\} 4$/m);
    expect(text).toMatch(/^nodejs_eventloop_lag_max_seconds \d/m);
    expect((await fetch(`${wide.url}/admin/status`, { method: "POST", headers: as })).status).toBe(405);
    expect((await fetch(`${wide.url}/admin/else`, { headers: as })).status).toBe(404);
    expect(existsSync(path.join(wide.home, ".turbo/logs"))).toBe(false);
  } finally {
    await wide.stop();
  }
});
