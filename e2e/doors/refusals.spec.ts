import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import { turbo as commandLine } from "../launch.ts";
import { type RunningTurbo, startTurbo } from "../start.ts";
import { connectAgent, type Generation } from "./agent.ts";
import { rawRequest } from "./raw-request.ts";

test.describe.configure({ mode: "serial" });

let turbo: RunningTurbo;
let lookingKey: string;
test.beforeAll(async () => {
  turbo = await startTurbo();
  await turbo.rest("POST", "/projects", { name: "Doors", key: "DOOR" });
  await turbo.rest("POST", "/issues", { project: "DOOR", title: "First" });
  await turbo.rest("PATCH", "/issues/DOOR-1", { title: "First of all" });
  const made = await turbo.rest("POST", "/keys", { name: "looker", scope: "read", kind: "script" });
  lookingKey = (await made.json()).secret;
});
test.afterAll(() => turbo?.stop());

/** How many issues there are, to see that a refusal wrote none. */
async function countIssues(): Promise<number> {
  return (await (await turbo.rest("GET", "/issues?total=true&limit=1")).json()).total;
}

test("REST refuses an empty title, an unknown project, a read-only key and a stale version.", async () => {
  const before = await countIssues();
  const refusals = [
    {
      ask: turbo.rest("POST", "/issues", { project: "DOOR", title: " " }),
      status: 422,
      says: "title: Must not be empty.",
    },
    { ask: turbo.rest("POST", "/issues", { project: "DOER", title: "x" }), status: 404, says: "DOOR" },
    {
      ask: turbo.rest("POST", "/issues", { project: "DOOR", title: "x" }, { "x-api-key": lookingKey }),
      status: 403,
      says: '"looker" has scope read',
    },
    { ask: turbo.rest("PATCH", "/issues/DOOR-1", { title: "x", version: 1 }), status: 409, says: "you read version 1" },
  ];
  for (const { ask, status, says } of refusals) {
    const response = await ask;
    expect(response.status).toBe(status);
    expect((await response.json()).detail).toContain(says);
  }
  expect(await countIssues()).toBe(before);
});

for (const generation of ["2026-07-28", "2025-11-25"] satisfies Generation[]) {
  test(`MCP of ${generation} refuses the same four as results.`, async () => {
    const before = await countIssues();
    const agent = await connectAgent(turbo.url, turbo.agentKey, generation);
    const looker = await connectAgent(turbo.url, lookingKey, generation);
    const refusals = [
      { ask: agent.call("save_issue", { project: "DOOR", title: " " }), says: "title: Must not be empty." },
      { ask: agent.call("save_issue", { project: "DOER", title: "x" }), says: "DOOR" },
      { ask: looker.call("save_issue", { project: "DOOR", title: "x" }), says: '"looker" has scope read' },
      { ask: agent.call("save_issue", { issue: "DOOR-1", title: "x", version: 1 }), says: "Now: version 2  DOOR-1" },
    ];
    for (const { ask, says } of refusals) {
      const { text, isError } = await ask;
      expect(isError).toBe(true);
      expect(text).toContain(says);
      expect(text).toContain("Next: ");
    }
    await Promise.all([agent.close(), looker.close()]);
    expect(await countIssues()).toBe(before);
  });
}

test("The command line refuses the same four, each with its exit code.", async () => {
  const before = await countIssues();
  const elsewhere = { cwd: turbo.home, env: { TURBO_URL: turbo.url, TURBO_API_KEY: lookingKey } };
  const refusals = [
    { ask: turbo.cli(["issues", "create", " ", "--project", "DOOR"]), code: 1, says: "Must not be empty" },
    { ask: turbo.cli(["issues", "create", "x", "--project", "DOER"]), code: 5, says: "DOOR" },
    {
      ask: commandLine(["issues", "create", "x", "--project", "DOOR"], elsewhere),
      code: 1,
      says: '"looker" has scope read',
    },
    {
      ask: turbo.cli(["issues", "update", "DOOR-1", "--title", "x", "--version", "1"]),
      code: 1,
      says: "you read version 1",
    },
  ];
  for (const { ask, code, says } of refusals) {
    const answer = await ask;
    expect(answer.stderr).toContain(says);
    expect(answer.code).toBe(code);
  }
  expect(await countIssues()).toBe(before);
});

test("Bad requests are refused in words, through REST and MCP.", async () => {
  const accept = "application/json, text/event-stream";
  const json = { accept, "x-api-key": turbo.agentKey, "content-type": "application/json" };
  const expiring = await turbo.rest("POST", "/keys", {
    name: "short-lived",
    expiresAt: new Date(Date.now() + 1_500).toISOString(),
  });
  const { secret: expired } = await expiring.json();
  await sleep(1_600);
  const huge = Array.from({ length: 12 }, () => "a".repeat(1024 * 1024));
  const refusals: [what: string, asked: Parameters<typeof rawRequest>[1], status: number, says: string][] = [
    ["a 12 MB body", { headers: json, body: huge }, 413, "limit of 10 MB"],
    ["broken JSON", { headers: json, body: ["{"] }, 400, ""],
    [
      "a wrong content type",
      { headers: { ...json, "content-type": "text/plain" }, body: ["x"] },
      415,
      "application/json",
    ],
    ["a wrong key", { headers: { ...json, "x-api-key": "turbo_wrong" }, body: ["{}"] }, 401, "not a whole API key"],
    ["an expired key", { headers: { ...json, "x-api-key": expired }, body: ["{}"] }, 401, 'short-lived\\" expired'],
    ["no key", { headers: { "content-type": "application/json" }, body: ["{}"] }, 401, "API key"],
    ["a foreign origin", { headers: { ...json, origin: "https://evil.example" }, body: ["{}"] }, 403, "evil.example"],
    ["a foreign host", { headers: { ...json, host: "evil.example" }, body: ["{}"] }, 421, "evil.example"],
  ];
  for (const door of ["/api/v1/issues", "/mcp"]) {
    for (const [what, asked, status, says] of refusals) {
      await test.step(`${what} at ${door}`, async () => {
        const answer = await rawRequest(turbo.url + door, { method: "POST", ...asked });
        expect(answer.status).toBe(status);
        expect(answer.text).toContain(says);
      });
    }
  }
  const long = await turbo.rest("POST", "/issues", { project: "DOOR", title: "x".repeat(201), titel: "y" });
  expect(long.status).toBe(422);
  const { fields } = await long.json();
  expect(fields).toContainEqual({ path: "title", message: "Has 201 characters; the limit is 200." });
  expect(fields).toContainEqual(
    expect.objectContaining({ path: "titel", message: 'There is no such field. Did you mean "title"?' }),
  );
});
