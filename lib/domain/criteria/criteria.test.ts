import { afterEach, beforeEach, expect, test } from "vitest";
import type { Actor } from "#lib/core/actor";
import { run } from "#lib/core/operation";
import type { Issue } from "#lib/domain/issues/schema";
import { OPERATIONS } from "#lib/domain/operations";
import { agentOf } from "#lib/testing/agent-of";
import { countStatements } from "#lib/testing/count-statements";
import { refusal } from "#lib/testing/refusal";
import { rowHashes, tableContents } from "#lib/testing/table-contents";
import { makeWorld, type World, withKey } from "#lib/testing/world";

let world: World;
let agent: Actor;
beforeEach(async () => {
  world = await makeWorld();
  agent = await agentOf(world, world.owner, "window");
  await call("projects.create", { name: "Plan", key: "PLAN" });
  await call("projects.create", { name: "Other", key: "OTH" });
  await call("issues.create", { project: "PLAN", title: "One", criteria: ["It works", "It is fast", "It is told"] });
  await call("documents.create", { project: "PLAN", title: "Report" });
  await call("documents.create", { project: "OTH", title: "Elsewhere" });
});
afterEach(() => world.close());

async function call(name: string, input: object, actor: Actor = world.owner): Promise<Issue> {
  const operation = OPERATIONS.find((one) => one.name === name);
  if (!operation) throw new Error(`there is no ${name}`);
  return (await run(operation, world.as(actor), input)) as Issue;
}

const issue = "PLAN-1";
const tick = (criterion: number, actor?: Actor, done = true) => call("issues.tick", { issue, criterion, done }, actor);
const prove = (criterion: unknown, shown: object, actor?: Actor) =>
  call("issues.prove", { issue, criterion, ...shown }, actor);
const get = (actor?: Actor) => call("issues.get", { issue }, actor);
const states = ({ criteriaList }: Issue) => criteriaList.map(({ state }) => state);
const shownIn = ({ criteriaList }: Issue) =>
  criteriaList.map(({ evidence }) =>
    evidence.map(({ kind, ref, note }) => [kind, ref, note].filter(Boolean).join(" ")),
  );

async function lastEvent() {
  const found = await world.database.reader.event.findFirstOrThrow({ orderBy: { number: "desc" } });
  return found.number;
}
const revert = async (event: number, actor?: Actor) =>
  (await call("events.revert", { event }, actor)) as unknown as { kept: { why: string }[] };

test("who says that a criterion is met decides: people verify, agents, scripts and MCP clients report", async () => {
  const person = withKey(world.member, { kind: "person", door: "rest" });
  for (const [actor, state] of [
    [world.member, "verified"],
    [person, "verified"],
    [withKey(world.member, { kind: "person" }), "reported"],
    [withKey(world.member, { kind: "script", door: "rest" }), "reported"],
    [agent, "reported"],
  ] as const) {
    const ticked = await tick(1, actor);
    expect([ticked.criteriaList[0], ticked.criteria]).toMatchObject([
      { done: true, state, by: { handle: actor.user.handle }, via: actor.key ? { kind: actor.key.kind } : null },
      { total: 3, done: 1, verified: state === "verified" ? 1 : 0 },
    ]);
    expect(await tick(1, world.owner, false)).toMatchObject({
      criteriaList: [{ done: false, state: "open", by: null, via: null, at: null }, {}, {}],
      criteria: { total: 3, done: 0, verified: 0 },
    });
  }
  await tick(1, agent);
  expect(states(await tick(1))).toEqual(["verified", "open", "open"]);
  expect((await tick(1, agent)).criteriaList[0]).toMatchObject({ state: "verified", via: null });
  const filed = { project: "PLAN", title: "Quite another", criteria: [{ text: "Said", done: true }] };
  expect(states(await call("issues.create", filed, agent))).toEqual(["reported"]);
});

test("what was verified is reported again once an agent words it anew, and keeps its evidence", async () => {
  await tick(1);
  await tick(2);
  await prove(1, { commit: "4F2A91C0" });
  const [one, two, three] = (await get()).criteriaList.map(({ id }) => id);
  const criteria = [
    { id: two, text: "It is fast" },
    { id: one, text: "It works in Safari" },
    { id: three, text: "It is told" },
  ];
  const worded = await call("issues.update", { issue, criteria }, agent);
  expect(states(worded)).toEqual(["verified", "reported", "open"]);
  expect(shownIn(worded)).toEqual([[], ["commit 4f2a91c0"], []]);
  const again = await call("issues.update", {
    issue,
    criteria: [{ id: one, text: "It works in Firefox", done: true }],
  });
  expect(states(again)).toEqual(["reported"]);
});

test("evidence reports its criterion, whoever adds it, and stands once", async () => {
  await prove("It is fast", { testRun: "https://ci.example/7", note: "All green" });
  await prove(2, { testRun: "https://ci.example/7" });
  const many = await prove(1, { commit: "4f2a91c0", pullRequest: "#12", document: "plan-doc1", note: "Seen" }, agent);
  expect(states(many)).toEqual(["reported", "reported", "open"]);
  expect(shownIn(many)).toEqual([
    ["commit 4f2a91c0 Seen", "pull_request #12", "document PLAN-DOC1"],
    ["test_run https://ci.example/7 All green"],
    [],
  ]);
  expect(many.criteriaList[0]?.evidence[0]).toMatchObject({ by: { handle: "ada" }, via: { kind: "agent" } });
  const before = await lastEvent();
  expect((await prove(1, { commit: "4f2a91c0" }, agent)).version).toBe(many.version);
  expect(await lastEvent()).toBe(before);
  await tick(3);
  expect(states(await prove(3, { note: "Read it" }, agent))).toEqual(["reported", "reported", "verified"]);
  const named = (await call("references.list", { on: "PLAN-DOC1" })) as unknown as { items: { on: { key: string } }[] };
  expect(named.items).toMatchObject([{ on: { key: issue } }]);
  expect((await call("issues.update", { issue, description: "New words" })).criteriaList[0]?.evidence).toHaveLength(3);
  expect(await call("references.list", { on: "PLAN-DOC1" })).toMatchObject({ items: [{ on: { key: issue } }] });
});

test("evidence needs a criterion, something shown, and a document that is there for the caller", async () => {
  const { id } = await call("projects.get", { project: "PLAN" });
  const limited = withKey(world.owner, { kind: "script", projectIds: [id] });
  expect(await refusal(prove(9, { note: "Seen" }))).toMatchObject({ code: "invalid", fields: [{ path: "criterion" }] });
  expect(await refusal(prove(1, {}))).toMatchObject({ code: "invalid" });
  expect(await refusal(prove(1, { note: "  " }))).toMatchObject({ code: "invalid" });
  expect(await refusal(prove(1, { commit: "no hash" }))).toMatchObject({
    code: "invalid",
    fields: [{ path: "commit" }],
  });
  const none = await refusal(prove(1, { document: "PLAN-DOC9" }, limited));
  const hidden = await refusal(prove(1, { document: "OTH-DOC1" }, limited));
  expect(none).toMatchObject({ code: "not_found" });
  expect(hidden.message).toBe(none.message.replace("PLAN-DOC9", "OTH-DOC1"));
  await call("documents.bin", { document: "PLAN-DOC1" });
  expect(await refusal(prove(1, { document: "PLAN-DOC1" }))).toMatchObject({ code: "refused" });
  for (let n = 0; n < 20; n++) await prove(1, { note: `Seen ${n}` });
  expect(await refusal(prove(1, { note: "Seen again" }))).toMatchObject({ code: "invalid" });
});

test("people verify all that is reported, or what they name, and take it back; nobody else does", async () => {
  await tick(1, agent);
  await tick(2, agent);
  for (const actor of [agent, withKey(world.owner, { kind: "script" }), withKey(world.owner, { kind: "person" })])
    expect(await refusal(call("issues.verify", { issue }, actor))).toMatchObject({ code: "forbidden" });
  expect(states(await call("issues.verify", { issue }))).toEqual(["verified", "verified", "open"]);
  expect(states(await call("issues.verify", { issue, criteria: ["It works"], verified: false }))).toEqual([
    "reported",
    "verified",
    "open",
  ]);
  const named = await call("issues.verify", { issue, criteria: [3] }, world.member);
  expect([states(named), named.criteria]).toEqual([
    ["reported", "verified", "verified"],
    { total: 3, done: 3, verified: 2 },
  ]);
  const before = named.version;
  expect((await call("issues.verify", { issue, criteria: [3] })).version).toBe(before);
});

test("evidence is taken away by people, and by agents where it is their own", async () => {
  await prove(1, { note: "Ada saw it" });
  await prove(1, { note: "The agent saw it" }, agent);
  const [hers, its] = (await get()).criteriaList[0]?.evidence.map(({ id }) => id) ?? [];
  expect(await refusal(call("issues.unprove", { issue, evidence: hers }, agent))).toMatchObject({ code: "forbidden" });
  expect(shownIn(await call("issues.unprove", { issue, evidence: its }, agent))[0]).toEqual(["note Ada saw it"]);
  const empty = await call("issues.unprove", { issue, evidence: hers }, world.member);
  expect([shownIn(empty)[0], states(empty)[0]]).toEqual([[], "reported"]);
  expect(await refusal(call("issues.unprove", { issue, evidence: hers }))).toMatchObject({ code: "not_found" });
});

test("one call finishes with evidence for several criteria, and its answer and work log say what is not verified", async () => {
  await call("issues.claim", { issue }, agent);
  const evidence = ["1 commit 4f2a91c0", { criterion: "It is fast", testRun: "CI 7", note: "Twice" }];
  const wrong = await refusal(call("issues.finish", { issue, evidence: ["7 note Seen"] }, agent));
  expect(wrong).toMatchObject({ code: "invalid", fields: [{ path: "evidence.0.criterion" }] });
  const malformed = await refusal(call("issues.finish", { issue, evidence: ["seen"] }, agent));
  expect(malformed.message).toContain('like "1 commit 4f2a91c"');
  const done = await call("issues.finish", { issue, status: "done", note: "Rewrote it.", evidence }, agent);
  expect([done.status, states(done), done.criteria]).toEqual([
    "done",
    ["reported", "reported", "open"],
    { total: 3, done: 2, verified: 0 },
  ]);
  expect(shownIn(await get())).toEqual([["commit 4f2a91c0"], ["test_run CI 7 Twice"], []]);
  const logs = (await call("worklogs.list", { issue })) as unknown as { items: { note: string }[] };
  expect(logs.items[0]?.note).toBe("Rewrote it.\n\nCriteria: 2 of 3 met, 0 verified.");
  const told = await world.database.reader.event.findFirstOrThrow({ where: { operation: "issues.finish" } });
  expect(Object.keys((told.changes as { fields: object }[])[0]?.fields ?? {})).toEqual(
    expect.arrayContaining(["status", "criteria", "evidence", "claim"]),
  );
});

test("what is done to criteria and evidence is undone, each by its event, and leaves every row as it was", async () => {
  await prove(1, { commit: "4f2a91c0", document: "PLAN-DOC1", note: "Seen" }, agent);
  const { id: evidence } = (await get()).criteriaList[0]?.evidence[0] ?? {};
  const steps: [what: string, act: () => Promise<unknown>][] = [
    ["prove", () => prove(2, { document: "PLAN-DOC1", note: "Also" })],
    ["unprove", () => call("issues.unprove", { issue, evidence })],
    ["tick", () => tick(3)],
    ["untick", () => tick(1, world.owner, false)],
    ["verify", () => call("issues.verify", { issue })],
    ["drop", () => call("issues.update", { issue, removeCriteria: ["1"] })],
    ["replace", () => call("issues.update", { issue, criteria: ["Other", { text: "It is told", done: true }] })],
  ];
  for (const [what, act] of steps) {
    const before = rowHashes(await tableContents(world));
    await act();
    expect(rowHashes(await tableContents(world)), what).not.toEqual(before);
    expect((await revert(await lastEvent())).kept, what).toEqual([]);
    expect(rowHashes(await tableContents(world)), what).toEqual(before);
  }
});

test("undo by an agent verifies nothing, and takes no evidence of a person away", async () => {
  await tick(1, agent);
  await call("issues.verify", { issue });
  await call("issues.verify", { issue, verified: false });
  const { kept } = await revert(await lastEvent(), agent);
  expect(kept).toMatchObject([{ why: expect.stringContaining("only a person verifies") }]);
  expect(states(await get())).toEqual(["reported", "open", "open"]);
  await prove(1, { note: "Ada saw it" });
  expect(states(await get())[0]).toBe("reported");
  const refused = await refusal(revert(await lastEvent(), agent));
  expect(refused.message).toContain("takes back only its own");
  expect(shownIn(await get())[0]).toEqual(["note Ada saw it"]);
});

test("a criterion that somebody added evidence to since stays when its addition is undone", async () => {
  await call("issues.update", { issue, addCriteria: [{ text: "It is small", done: true }] }, agent);
  const added = await lastEvent();
  const { criteriaList } = await get();
  await prove(4, { note: "Ada weighed it" });
  const refused = await refusal(revert(added, agent));
  expect(refused.message).toContain('there is evidence of "It is small" since, so it stays');
  expect(shownIn(await get())[3]).toEqual(["note Ada weighed it"]);
  await call("issues.unprove", { issue, evidence: (await get()).criteriaList[3]?.evidence[0]?.id });
  await revert(added, agent);
  expect((await get()).criteriaList).toEqual(criteriaList.slice(0, 3));
});

test("evidence that a limited key does not see is not lost where it drops the criterion", async () => {
  const { id } = await call("projects.get", { project: "PLAN" });
  const limited = withKey(world.owner, { kind: "script", projectIds: [id] });
  await prove(1, { document: "OTH-DOC1" });
  expect(shownIn(await get(limited))[0]).toEqual([]);
  await call("issues.update", { issue, removeCriteria: ["1"] }, limited);
  await revert(await lastEvent());
  expect(shownIn(await get())[0]).toEqual(["document OTH-DOC1"]);
});

test("a document in the bin shows nothing, and does again once it is back", async () => {
  await prove(1, { document: "PLAN-DOC1" });
  await call("documents.bin", { document: "PLAN-DOC1" });
  expect(shownIn(await get())[0]).toEqual([]);
  await call("documents.restore", { document: "PLAN-DOC1" });
  expect(shownIn(await get())[0]).toEqual(["document PLAN-DOC1"]);
});

test("criteria cost filing one statement more, and reading none", async () => {
  const file = (title: string, more: object) => () => call("issues.create", { project: "PLAN", title, ...more });
  const plain = await countStatements(world, file("Alpha", {}));
  expect(await countStatements(world, file("Beta", { criteria: ["It works", "It is fast"] }))).toBe(plain + 1);
  const read = (key: string) => () => call("issues.get", { issue: key });
  await call("issues.prove", { issue: "PLAN-3", criterion: 1, commit: "4f2a91c0" });
  expect(await countStatements(world, read("PLAN-3"))).toBe(await countStatements(world, read("PLAN-2")));
});
