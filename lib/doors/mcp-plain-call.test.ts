import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { createProject } from "#lib/domain/projects/create-project";
import { type DoorWorld, makeDoorWorld } from "#lib/testing/door-world";
import { answerMcp } from "./mcp.ts";
import { plainCallOf } from "./mcp-plain-call.ts";

let world: DoorWorld;
beforeAll(async () => {
  world = await makeDoorWorld("sqlite", 4153);
  await run(createProject, world.as(), { name: "Doors", key: "DOOR" });
});
afterAll(() => world.close());

const HEADERS = { accept: "application/json, text/event-stream", "mcp-protocol-version": "2025-11-25" };
const called = (params: unknown, more: object = {}) => ({
  jsonrpc: "2.0",
  id: 7,
  method: "tools/call",
  params,
  ...more,
});
const asked = (body: unknown, headers: Record<string, string> = {}) =>
  world.request("POST", "/api/mcp", { body, headers: { ...HEADERS, ...headers } });
const isPlain = (body: unknown, headers?: Record<string, string>) => plainCallOf(asked(body, headers), body) !== null;

test.each([
  ["find", { kind: "project" }],
  ["save_issue", { project: "NONE", title: "x" }],
  ["find", undefined],
  ["move_to_bin", { kind: "project", target: "DOOR" }],
])("A plain call of %s is answered to the last character as the SDK answers it.", async (name, args) => {
  const answer = async (meta: object) => {
    const response = await answerMcp(
      asked(called({ name, arguments: args, _meta: meta }), { "x-request-id": "same-id-1" }),
    );
    return { status: response.status, headers: [...response.headers], text: await response.text() };
  };
  const notes = { "some.client/use": "12", progressToken: 4 };
  const bySdk = { ...notes, "io.modelcontextprotocol/other": true };
  expect([notes, bySdk].map((_meta) => isPlain(called({ name, arguments: args, _meta })))).toEqual([true, false]);
  expect(await answer(notes)).toEqual(await answer(bySdk));
});

test("What a call asks beside its result, and whatever is wrong with it, is left to the SDK.", () => {
  const params = { name: "find", arguments: {} };
  expect([isPlain(called(params)), isPlain(called(params, { id: "a" }))]).toEqual([true, true]);
  for (const version of ["2026-07-28", "2030-01-01", "1999-01-01"])
    expect(isPlain(called(params), { "mcp-protocol-version": version })).toBe(false);
  for (const [name, value] of [
    ["accept", "application/json"],
    ["content-type", "text/plain"],
  ] as const)
    expect(isPlain(called(params), { [name]: value })).toBe(false);
  for (const body of [
    [called(params)],
    null,
    called(params, { id: null }),
    called(params, { id: 1.5 }),
    called(params, { jsonrpc: "1.0" }),
    called(params, { method: "tools/list" }),
    called(params, { more: 1 }),
    called([]),
    called({ ...params, name: 3 }),
    called({ ...params, arguments: [] }),
    called({ ...params, arguments: null }),
    called({ ...params, task: {} }),
    called({ ...params, _meta: "x" }),
    called({ ...params, _meta: { progressToken: {} } }),
    called({ ...params, _meta: { "io.modelcontextprotocol/protocolVersion": "2026-07-28" } }),
  ])
    expect(isPlain(body)).toBe(false);
});
