import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { createLabel } from "#lib/domain/labels/create-label";
import { createProject } from "#lib/domain/projects/create-project";
import { type DoorWorld, makeDoorWorld } from "#lib/testing/door-world";
import { answerAuditExport } from "./export-audit.ts";

let world: DoorWorld;
let key: string;
beforeEach(async () => {
  world = await makeDoorWorld("sqlite", 4157);
  key = (await world.makeKey({ scope: "admin", kind: "person" })).secret;
});
afterEach(() => world.close());

const get = (query: string) => answerAuditExport(world.request("GET", `/admin/audit?${query}`, { key }));

test("Everything that the filters leave is exported, newest first, however many pages it takes.", async () => {
  await run(createLabel, world.as(), { name: "Kept out" });
  const { user } = world.owner;
  const events = Array.from({ length: 450 }, (_, place) => ({
    ...{ at: new Date(), operation: "issues.update", door: "rest", userId: user.id, keyId: null, session: null },
    actor: { handle: user.handle, name: user.name, key: null, kind: "person", client: null },
    requestId: `r-${place}`,
    changes: [{ kind: "label", id: "l", key: "l", projectId: null, fields: { name: [place, place + 1] } }],
  }));
  await world.database.write((tx) => world.database.writeTrail(tx, { events }));
  const answer = await get("format=jsonl&operation=issues&user=ada");
  expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="turbo-audit-[\d-]+\.jsonl"$/);
  const lines = (await answer.text()).trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line).requestId)).toEqual(events.map((event) => event.requestId).reverse());
  expect(await (await get("operation=nothing")).text()).toBe("");
});

test("A spreadsheet takes nothing of an exported file for a formula.", async () => {
  await run(createProject, world.as(), { name: "Plain", key: "PLAIN" });
  await run(
    createLabel,
    world.as({ ...world.owner, client: '=HYPERLINK("http://evil.example")', session: "@SUM(A1)" }),
    {
      name: '-1+2 say "so"',
    },
  );
  const [head, line, ...others] = (await (await get("format=csv&operation=labels")).text()).split("\r\n");
  expect(head).toMatch(/^number,at,name,handle,key,kind,client,session,door,operation,request,things,changes$/);
  expect(others).toEqual([""]);
  expect(line).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
  expect(line).toContain(",'@SUM(A1),");
  expect(line).toContain(`"label -1+2 say ""so"""`);
});

test("Days are those of who asks, and what is wrong is refused before anything is sent.", async () => {
  await run(createLabel, world.as(), { name: "Of today" });
  const today = new Date().toISOString().slice(0, 10);
  expect((await (await get(`operation=labels&from=${today}&to=${today}`)).text()).split("\n")).toHaveLength(2);
  expect(await (await get("operation=labels&to=2020-01-01")).text()).toBe("");
  expect((await get("format=xlsx")).status).toBe(400);
  expect((await get("user=nobody")).status).toBe(404);
});
