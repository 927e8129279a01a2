import { afterEach, beforeEach, expect, test } from "vitest";
import type { Actor } from "#lib/core/actor";
import { newId } from "#lib/core/ids";
import { isWrite, run } from "#lib/core/operation";
import { lastEventNumber } from "#lib/domain/events/queries";
import type { Event } from "#lib/domain/events/schema";
import { OPERATIONS } from "#lib/domain/operations";
import { agentOf } from "#lib/testing/agent-of";
import { refusal } from "#lib/testing/refusal";
import { makeWorld, type World, withKey } from "#lib/testing/world";

let world: World;
let limited: Actor;
let agent: Actor;
beforeEach(async () => {
  world = await makeWorld();
  const { id } = await call("projects.create", { name: "Open", key: "TUR" });
  await call("projects.create", { name: "Secret", key: "OTH" });
  limited = withKey(world.owner, { kind: "script", projectIds: [id] });
  agent = await agentOf(world, world.owner, "window");
  await call("labels.create", { name: "auth" });
  await call("initiatives.create", { title: "Sign in", projects: ["TUR"] });
  await call("milestones.create", { project: "TUR", title: "Beta", dueDate: "2026-12-01" });
  const soon = new Date().toISOString().slice(0, 10);
  const first = {
    title: "Sign in with a key",
    assignee: "me",
    dueDate: soon,
    labels: ["auth"],
    criteria: [{ text: "A key opens", done: true }],
  };
  await call("issues.create", { project: "TUR", ...first, initiative: "I-1", milestone: "TUR-MS1" });
  await call("documents.create", { project: "TUR", title: "How to sign in", body: "See TUR-1", labels: ["auth"] });
  const holds = { outcome: "Yes", accept: true };
  const governs = { issues: ["TUR-1"], documents: ["TUR-DOC1"], labels: ["auth"], initiatives: ["I-1"] };
  await call("decisions.create", { project: "TUR", title: "Old", ...holds, governs });
  await call("decisions.create", { project: "TUR", title: "New", ...holds, governs, supersedes: ["TUR-DEC1"] });
  await call("decisions.create", { title: "Everywhere", ...holds, governs: { labels: ["auth"], paths: ["src/**"] } });
  await call("comments.create", { on: "TUR-1", body: "For @ada and I-1" }, world.member);
  await call("questions.ask", { issue: "TUR-1", text: "With a key?" }, world.member);
  const items = [
    { make: "issue", title: "Sign in twice", parent: "TUR-1", initiative: "I-1" },
    { make: "decision", title: "Why", governs },
  ];
  await call("proposals.propose", { project: "TUR", title: "Sign in plan", items, note: "TUR-1" }, agent);
  await call("issues.create", { project: "TUR", title: "In the bin" }, agent);
  await call("issues.bin", { issue: "TUR-2" }, agent);
  await call("issues.create", { project: "TUR", title: "Held", status: "ready" }, agent);
  await call("issues.claim", { issue: "TUR-3" }, agent);
  await serveTokens("TUR");
});
afterEach(() => world.close());

async function serveTokens(key: string): Promise<void> {
  const { id: projectId } = await world.database.reader.project.findUniqueOrThrow({ where: { key } });
  const served = { day: new Date().toISOString().slice(0, 10), keyId: agent.key?.id ?? "", session: "window" };
  await world.database.write((tx) =>
    tx.tokensServed.createMany({ data: [{ ...served, tool: "get_issue", projectId, calls: 1, tokens: 100 }] }),
  );
}

async function call(name: string, input: object, actor = world.owner): Promise<{ id: string }> {
  const operation = OPERATIONS.find((one) => one.name === name);
  if (!operation) throw new Error(`there is no ${name}`);
  return (await run(operation, world.as(actor), input)) as { id: string };
}

const READS: Record<string, readonly object[]> = {
  "projects.list": [{ total: true }],
  "projects.get": [{ project: "TUR" }],
  "issues.list": [{ total: true }, { stale: true, total: true }, { initiative: "I-1", total: true }],
  "issues.similar": [{ project: "TUR", title: "Sign in with a key" }],
  "issues.get": [{ issue: "TUR-1" }],
  "issues.brief": [{ issue: "TUR-1", budget: 20_000 }],
  "initiatives.list": [{ total: true }],
  "initiatives.get": [{ initiative: "I-1" }],
  "initiatives.updates": [{ initiative: "I-1", total: true }],
  "milestones.list": [{ total: true }],
  "milestones.get": [{ milestone: "TUR-MS1" }],
  "timeline.list": [{ from: "2026-01-01", to: "2027-01-01" }],
  "documents.list": [{ total: true }, { stale: true, total: true }],
  "documents.tree": [{ project: "TUR" }],
  "documents.get": [{ document: "TUR-DOC1" }],
  "documents.check": [{ document: "TUR-DOC1" }],
  "documents.check_text": [
    { text: "TUR-1 is done.\n\nOTH-1 is done; see OTH-DOC1 and OTH-DEC1.\n\nTUR-99, DEC-1, DEC-2 and I-1." },
  ],
  "documents.revisions": [{ document: "TUR-DOC1" }],
  "comments.list": [
    { on: "TUR-1", total: true },
    { on: "I-1", total: true },
    { on: "DEC-1", total: true },
  ],
  "attachments.list": [{ on: "TUR-1", total: true }],
  "queue.list": [{}, { backlog: true }],
  "queue.explain": [{ issue: "TUR-1" }],
  "claims.list": [{ total: true }, { ended: true, total: true }],
  "worklogs.list": [{ issue: "TUR-1", total: true }],
  "worklogs.search": [{ total: true }],
  "questions.list": [{ total: true }, { of: "me", total: true }, { issue: "TUR-1" }],
  "decisions.list": [{ total: true }, { stale: true, total: true }, { label: ["auth"], total: true }],
  "decisions.for": [{ issue: "TUR-1" }, { document: "TUR-DOC1" }, { path: "src/a.ts" }, { project: "TUR" }],
  "decisions.get": [{ decision: "TUR-DEC1" }, { decision: "TUR-DEC2" }, { decision: "DEC-1" }],
  "decisions.markdown": [{ decision: "TUR-DEC1" }],
  "proposals.list": [{ total: true }, { by: "me", total: true }],
  "proposals.get": [{ proposal: "TUR-P1" }],
  "labels.list": [{ total: true }],
  "references.list": [{ on: "TUR-1" }, { on: "I-1" }, { on: "DEC-1" }, { on: "TUR-DOC1", direction: "to" }],
  "inbox.list": [{}, { view: "unread" }],
  "inbox.count": [{}],
  "changes.activity": [
    { on: "TUR-1" },
    { on: "I-1" },
    { on: "DEC-1" },
    { on: "TUR-DEC1" },
    { on: "TUR" },
    { on: "TUR-P1" },
  ],
  "changes.since": [{ limit: 200 }],
  "agents.list": [{ scripts: true }],
  "agents.get": [{ agent: "test key" }],
  "tokens.list": [{}, { by: "agent" }, { by: "project" }],
  "sessions.list": [{}],
  "sessions.get": [{ session: "window" }],
  "search.query": [{ q: "sign in" }, { q: "secret" }, { q: "OTH-1" }],
  "bin.list": [{}],
};

/** What is no part of a plan, and single parts of what is listed above. */
const NO_PLAN =
  /^(templates\..*|me\..*|users\..*|keys\..*|sign_ins\..*|jobs\..*|figures\..*|ai\..*|inbox\.settings|imports\..*|documents\.(get_revision|diff)|attachments\.get|questions\.get)$/;

/** All that the limited key reads, without how far it looked and how often and when what is shared was written. */
async function everything(): Promise<[asked: string, answer: unknown][]> {
  const answers: [string, unknown][] = [];
  for (const [name, inputs] of Object.entries(READS)) {
    for (const input of inputs) answers.push([`${name} ${JSON.stringify(input)}`, await call(name, input, limited)]);
  }
  return JSON.parse(
    JSON.stringify(answers, (field, value) => (/^(updatedAt|version|lastActivityAt|last)$/.test(field) ? null : value)),
  );
}

/** A project beside, tied in every way to what the key sees. */
async function writeElsewhere(): Promise<void> {
  const soon = new Date().toISOString().slice(0, 10);
  const near = { title: "Sign in with a key", labels: ["auth"], assignee: "me", dueDate: soon };
  const texts = { description: "Secret: TUR-1, I-1, DEC-1, TUR-DOC1", confirm: true };
  await call("issues.create", { project: "OTH", ...near, ...texts, initiative: "I-1", parent: "TUR-1" }, agent);
  await call("issues.create", { project: "OTH", title: "Secret two", discoveredFrom: "TUR-1", status: "done" }, agent);
  await call("issues.link", { issue: "OTH-2", kind: "relates_to", other: "TUR-1" });
  await call("issues.update", { issue: "OTH-2", initiative: "I-1" });
  await call("issues.create", { project: "OTH", title: "Secret three" });
  await call("issues.create", { project: "OTH", title: "Secret four", blockedBy: ["TUR-1"] });
  await call("issues.create", { project: "OTH", title: "Secret five", status: "ready", pin: 1 });
  await call("issues.claim", { issue: "OTH-5" }, agent);
  await serveTokens("OTH");
  await call("issues.bin", { issue: "OTH-3" });
  await call("milestones.create", { project: "OTH", title: "Secret", dueDate: soon });
  await call("documents.create", { project: "OTH", title: "Secret sign in", body: "@ada TUR-1 I-1 DEC-1" });
  await call("issues.prove", { issue: "TUR-1", criterion: 1, document: "OTH-DOC1", note: "Secret" });
  await call("comments.create", { on: "OTH-1", body: "@ada see TUR-1 and I-1" }, world.member);
  await call("worklogs.create", { issue: "OTH-1", minutes: 5 });
  await call("questions.ask", { issue: "OTH-1", text: "Secret?" }, world.member);
  const items = [{ make: "issue", title: "Secret", parent: "TUR-1" }];
  await call("proposals.propose", { project: "OTH", title: "Secret sign in", items, note: "TUR-P1" }, agent);
  await call("proposals.accept", { proposal: "OTH-P1", all: true });
  const holds = { outcome: "Secret", accept: true };
  const governs = { issues: ["TUR-1", "OTH-1"], documents: ["TUR-DOC1"], labels: ["auth"], initiatives: ["I-1"] };
  await call("decisions.create", { project: "OTH", title: "Secret old", ...holds, governs });
  await call("decisions.create", { project: "OTH", title: "Secret new", ...holds, governs, supersedes: ["OTH-DEC1"] });
  await call("decisions.update", { decision: "DEC-1", addGoverns: { issues: ["OTH-1"] } });
  await call("initiatives.create", { title: "Secret", projects: ["OTH"] });
  await call("initiatives.post_update", { initiative: "I-2", health: "at_risk", body: "Secret TUR-1" });
  await call("initiatives.bin", { initiative: "I-2" });
}

test("every read of the plan was thought of", () => {
  const names = OPERATIONS.filter((one) => !isWrite(one)).map(({ name }) => name);
  expect(names.filter((name) => !NO_PLAN.test(name)).sort()).toEqual(Object.keys(READS).sort());
});

test("what happens beyond its projects changes nothing that a limited key reads", async () => {
  const before = await everything();
  expect(JSON.stringify(before)).toContain("TUR-DEC2");
  await writeElsewhere();
  const after = await everything();
  expect(after).toEqual(before);
  // A text that is checked is shown again as it was given.
  const others = after.filter(([asked]) => !asked.startsWith("documents.check_text"));
  const telling = others.filter(([, answer]) => /OTH|Secret/.test(JSON.stringify(answer)));
  expect(telling.map(([asked]) => asked)).toEqual([]);
});

test("a decision counts and names of what it flags only what the key sees, however much else there is", async () => {
  await call("issues.create", { project: "OTH", title: "Secret", labels: ["auth"] });
  const { id: projectId } = (await call("projects.get", { project: "OTH" })) as { id: string };
  const stamp = { createdAt: new Date(), updatedAt: new Date() };
  const issues = Array.from({ length: 150 }, (_, n) => ({
    ...{ id: newId(), ...stamp, projectId, number: n + 10, title: "Secret", titleFold: "secret", rank: `b${n}` },
  }));
  const { id: labelId } = await world.database.reader.label.findFirstOrThrow({ where: { name: "auth" } });
  await world.database.write(async (tx) => {
    await tx.issue.createMany({ data: issues });
    await tx.issueLabel.createMany({ data: issues.map(({ id: issueId }) => ({ issueId, labelId })) });
  });
  await call("decisions.create", { title: "Instead", outcome: "No", accept: true, supersedes: ["DEC-1"] });
  expect(await call("decisions.get", { decision: "DEC-1" })).toMatchObject({ warnings: 153 });
  const seen = [{ key: "TUR-1" }, { key: "TUR-DOC1" }];
  expect(await call("decisions.get", { decision: "DEC-1" }, limited)).toMatchObject({ warnings: 2, stale: seen });
  await call("decisions.recheck", { decision: "DEC-1", issue: "TUR-1" });
  await call("documents.bin", { document: "TUR-DOC1" });
  expect(await call("decisions.get", { decision: "DEC-1" }, limited)).toMatchObject({ warnings: 0, stale: [] });
  expect(await call("decisions.list", { stale: true, workspace: true }, limited)).toMatchObject({ items: [] });
  expect(await call("decisions.list", { stale: true, workspace: true })).toMatchObject({ items: [{ warnings: 151 }] });
});

test("a flag of a decision that the key may not see, or that is in the bin, marks nothing as outdated", async () => {
  const outcome = { outcome: "Yes", accept: true };
  await call("issues.create", { project: "TUR", title: "Flagged" });
  for (const project of ["OTH", null]) {
    const old = project === null ? "DEC-2" : "OTH-DEC1";
    await call("decisions.create", { ...outcome, project, title: "Old", governs: { issues: ["TUR-3"] } });
    await call("decisions.create", { ...outcome, project, title: "New", supersedes: [old] });
  }
  const stale = async (actor: Actor) => {
    const list = (await call("issues.list", { stale: true }, actor)) as unknown as { items: { key: string }[] };
    const { stale: flag } = (await call("issues.get", { issue: "TUR-3" }, actor)) as unknown as { stale: boolean };
    return [flag, list.items.some(({ key }) => key === "TUR-3")];
  };
  expect(await stale(limited)).toEqual([true, true]);
  await call("decisions.bin", { decision: "DEC-2" });
  expect(await stale(limited)).toEqual([false, false]);
  expect(await stale(world.owner)).toEqual([true, true]);
  await call("decisions.bin", { decision: "OTH-DEC1" });
  expect(await stale(world.owner)).toEqual([false, false]);
});

test("events and bin entries of what spans its projects, or is everybody's, reach the key without what lies beyond", async () => {
  const heard = async () => {
    const { items } = (await call("changes.since", { since, limit: 200 }, limited)) as unknown as { items: Event[] };
    return items.map(({ operation, changes }) => [operation, ...changes.map(({ key, fields }) => [key, fields])]);
  };
  const since = await lastEventNumber(world.database.reader);
  await call("initiatives.create", { title: "Both", projects: ["OTH", "TUR"], description: "Told" });
  await call("issues.create", { project: "OTH", title: "Secret", initiative: "I-2" });
  await call("initiatives.post_update", { initiative: "I-2", health: "at_risk", body: "Behind" });
  const onIt = await call("comments.create", { on: "I-2", body: "Why?" });
  const onDecision = await call("comments.create", { on: "DEC-1", body: "Since when?" });
  await call("initiatives.update", { initiative: "I-2", status: "completed" });
  await call("initiatives.create", { title: "Secret", projects: ["OTH"] });
  await call("comments.create", { on: "I-3", body: "Secret" });
  await call("comments.create", { on: "OTH-DEC1", body: "Secret" }).catch(() => undefined);
  await call("initiatives.bin", { initiative: "I-3" });
  const told = await heard();
  expect(JSON.stringify(told)).not.toMatch(/OTH|Secret|I-3|leftOpen/);
  expect(told).toMatchObject([
    ["initiatives.create", ["I-2", { projects: [[], ["TUR"]], description: ["", "Told"] }]],
    ["initiatives.post_update", ["I-2", { body: [null, "Behind"] }], ["I-2", { health: [null, "at_risk"] }]],
    ["comments.create", ["I-2", { body: [null, "Why?"] }]],
    ["comments.create", ["DEC-1", { body: [null, "Since when?"] }]],
    ["initiatives.update", ["I-2", { status: ["planning", "completed"] }]],
  ]);
  const activity = await call("changes.activity", { on: "I-2" }, limited);
  expect(activity).toMatchObject({ items: [{}, {}, {}, {}] });
  expect(JSON.stringify(activity)).not.toMatch(/OTH|Secret|leftOpen/);

  for (const comment of [onIt.id, onDecision.id]) await call("comments.bin", { comment });
  await call("initiatives.bin", { initiative: "I-2" });
  await call("decisions.bin", { decision: "DEC-1" });
  const bin = (await call("bin.list", {}, limited)) as unknown as { items: { kind: string; key: string }[] };
  expect(bin.items.map(({ kind, key }) => `${kind} ${key}`)).toEqual([
    "decision DEC-1",
    "initiative I-2",
    "comment DEC-1",
    "comment I-2",
    "issue TUR-2",
  ]);
  expect(await call("bin.list", {}, withKey(limited, { projectIds: [] }))).toMatchObject({
    items: [{ key: "DEC-1" }, { key: "DEC-1" }],
  });
});

test("who may hear of an initiative may take its change back only where nothing of it lies beyond", async () => {
  await call("initiatives.update", { initiative: "I-1", title: "Renamed" });
  const revert = async () =>
    call("events.revert", { event: await lastEventNumber(world.database.reader) }, { ...limited, scope: "write" });
  expect(await revert()).toMatchObject({ restored: [{ key: "I-1", fields: { title: ["Renamed", "Sign in"] } }] });
  await call("initiatives.update", { initiative: "I-1", addProjects: ["OTH"] });
  await call("initiatives.update", { initiative: "I-1", title: "Renamed" });
  const { code, message } = await refusal(revert());
  expect([code, message]).toEqual(["refused", "This initiative is gone, or spans projects that this key may not see."]);
  await call("initiatives.create", { title: "Secret", projects: ["OTH"] });
  expect(await refusal(revert())).toMatchObject({ code: "not_found" });
});
