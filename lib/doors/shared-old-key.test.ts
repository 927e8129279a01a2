import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { importIssues } from "#lib/domain/imports/import-issues";
import { createProject } from "#lib/domain/projects/create-project";
import { type DoorWorld, makeDoorWorld } from "#lib/testing/door-world";
import { freePort } from "#lib/testing/free-port";
import { serve } from "#lib/testing/serve";
import { answerMcp } from "./mcp.ts";
import { answerRest } from "./rest.ts";

const SEVERAL = 'Several issues are called "MASTER:17": ONE-17, TWO-17. Give the key.';

let world: DoorWorld;
let stop: () => Promise<void>;
beforeAll(async () => {
  const port = await freePort();
  world = await makeDoorWorld("sqlite", port);
  stop = await serve(port, answerMcp);
  for (const key of ["ONE", "TWO"]) {
    await run(createProject, world.as(), { name: key, key });
    const item = {
      ...{ id: "MASTER:17", number: 17, title: key, description: "", type: "task", status: "ready", resolution: null },
      ...{ priority: "none", labels: [], assignees: [], creator: null, criteria: [], comments: [], dueDate: null },
      ...{ archived: false, place: null, createdAt: null, updatedAt: null, completedAt: null },
    } as const;
    await run(importIssues, world.as(), { project: key, source: "task-master", items: [item] });
  }
});
afterAll(async () => {
  await stop();
  await world.close();
});

test.each([
  ["GET", "/issues/MASTER:17", undefined],
  ["PATCH", "/issues/MASTER:17", { priority: "low" }],
  ["DELETE", "/issues/MASTER:17", undefined],
  ["POST", "/comments", { on: "MASTER:17", body: "Hello" }],
  ["POST", "/issues/MASTER:17/worklogs/start", {}],
])("%s %s over REST names both issues of an old key that two projects have", async (method, path, body) => {
  const { secret } = await world.makeKey();
  const answer = await answerRest(world.request(method, `/api/v1${path}`, { key: secret, body }));
  expect([404, 422]).toContain(answer.status);
  expect((await answer.json()).detail).toContain(SEVERAL);
});

test.each([
  ["get", { key: "MASTER:17" }],
  ["save_issue", { issue: "MASTER:17", priority: "low" }],
  ["log_work", { action: "start", issue: "MASTER:17" }],
])("the tool %s names both as well", async (name, args) => {
  const { secret } = await world.makeKey({ kind: "agent" });
  const client = new Client({ name: "test-agent", version: "1.0" }, { versionNegotiation: { mode: "legacy" } });
  const requestInit = { headers: { "x-api-key": secret } };
  await client.connect(new StreamableHTTPClientTransport(new URL(`${world.origin}/api/mcp`), { requestInit }));
  const result = await client.callTool({ name, arguments: args });
  expect([result.isError, JSON.stringify(result.content).replaceAll('\\"', '"')]).toEqual([
    true,
    expect.stringContaining(SEVERAL),
  ]);
  await client.close();
});
