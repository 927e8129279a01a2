import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { getDecision } from "#lib/domain/decisions/get-decision";
import { getDocument } from "#lib/domain/documents/get-document";
import { getRevision } from "#lib/domain/documents/get-revision";
import { updateDocument } from "#lib/domain/documents/update-document";
import { listActivity } from "#lib/domain/events/list-activity";
import { listChanges } from "#lib/domain/events/list-changes";
import { createMilestone } from "#lib/domain/milestones/create-milestone";
import { getMilestone } from "#lib/domain/milestones/get-milestone";
import { createProject } from "#lib/domain/projects/create-project";
import { search } from "#lib/domain/search/search";
import { countStatements } from "#lib/testing/count-statements";
import { refusal } from "#lib/testing/refusal";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { checkImport } from "./check-import.ts";
import { importDecisions } from "./import-decisions.ts";
import { importDocuments } from "./import-documents.ts";
import { importMilestones } from "./import-milestones.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
  await run(createProject, world.as(), { name: "Shop", key: "SHOP" });
});
afterEach(() => world.close());

const target = { project: "SHOP", source: "backlog-md" };
const common = (id: string, number: number | null) => ({
  id,
  number,
  title: `Called ${id}`,
  archived: false,
  createdAt: "2026-01-05T09:30:00Z",
  updatedAt: "2026-02-01T18:00:00Z",
});
const milestone = (id: string, number: number | null, more: object = {}) => ({
  ...common(id, number),
  description: "The doors open.",
  status: "planned" as const,
  startDate: null,
  dueDate: "2026-06-01",
  completedAt: null,
  ...more,
});
const decision = (id: string, number: number | null, more: object = {}) => ({
  ...common(id, number),
  status: "proposed" as const,
  kind: "technical" as const,
  context: "We need a bank.",
  outcome: "The one with the API.",
  rationale: "It has a sandbox.",
  consequences: "Fees.",
  decider: null,
  decidedAt: null,
  ...more,
});
const document = (id: string, number: number | null, more: object = {}) => ({
  ...common(id, number),
  body: "# How we sell\n\nWith marmalade.\n",
  kind: "user_guide" as const,
  status: "published" as const,
  parent: null,
  labels: [],
  author: null,
  properties: {},
  ...more,
});

test("a milestone arrives with its dates, is found by search and has its event", async () => {
  const answer = await run(importMilestones, world.as(), {
    ...target,
    items: [milestone("m-3", 3, { status: "completed", archived: true }), milestone("m-0", null)],
  });
  expect(answer).toEqual({
    created: [
      { id: "M-3", key: "SHOP-MS3" },
      { id: "M-0", key: "SHOP-MS4" },
    ],
    existing: [],
  });
  expect(await run(getMilestone, world.as(), { milestone: "SHOP-MS3" })).toMatchObject({
    title: "Called m-3",
    description: "The doors open.",
    status: "completed",
    dueDate: "2026-06-01",
    shelf: "archived",
    source: "backlog-md:M-3",
    createdAt: "2026-01-05T09:30:00.000Z",
    updatedAt: "2026-02-01T18:00:00.000Z",
    completedAt: "2026-02-01T18:00:00.000Z",
  });
  expect((await run(createMilestone, world.as(), { project: "SHOP", title: "Next" })).key).toBe("SHOP-MS5");
  const { items } = await run(search, world.as(), { q: "doors open" });
  expect(items.map((hit) => (hit.kind === "milestone" ? hit.on.key : null)).sort()).toEqual(["SHOP-MS3", "SHOP-MS4"]);
  const told = (await run(listActivity, world.as(), { on: "SHOP-MS4" })).items;
  expect(told.map(({ operation }) => operation)).toEqual(["imports.milestones"]);
});

test("a decision arrives with its texts, and says who decided where that person is here", async () => {
  await run(importDecisions, world.as(), {
    ...target,
    items: [
      decision("decision-1", 1, { status: "accepted", decider: "@Ben", decidedAt: "2026-01-06T00:00:00Z" }),
      decision("decision-2", 2, { decidedAt: "2026-01-06T00:00:00Z" }),
    ],
  });
  expect(await run(getDecision, world.as(), { decision: "SHOP-DEC1" })).toMatchObject({
    status: "accepted",
    context: "We need a bank.",
    outcome: "The one with the API.",
    rationale: "It has a sandbox.",
    consequences: "Fees.",
    decidedBy: { handle: "ben" },
    decidedAt: "2026-01-06T00:00:00.000Z",
    source: "backlog-md:DECISION-1",
    options: [],
    impactAreas: [],
  });
  expect(await run(getDecision, world.as(), { decision: "SHOP-DEC2" })).toMatchObject({
    status: "proposed",
    decidedBy: null,
    decidedAt: null,
  });
  expect((await run(search, world.as(), { q: "sandbox" })).items).toHaveLength(2);
});

test("what an agent's key brings is proposed, and what was decided there is named", async () => {
  const agent = world.as(withKey(world.owner));
  const items = [decision("D-1", 1, { status: "accepted", decidedAt: "2026-01-06T00:00:00Z" }), decision("D-2", 2)];
  expect(await run(importDecisions, agent, { ...target, items })).toMatchObject({
    created: [{ key: "SHOP-DEC1" }, { key: "SHOP-DEC2" }],
    leftOpen: [{ id: "D-1", status: "accepted" }],
  });
  const first = await run(getDecision, world.as(), { decision: "SHOP-DEC1" });
  expect(first).toMatchObject({ status: "proposed", decidedAt: null, decidedBy: null });
});

test("a document arrives with its tree, labels, further fields and first revision, and its text can be undone", async () => {
  await run(importDocuments, world.as(), { ...target, items: [document("docs/guides/", null)] });
  const answer = await run(importDocuments, world.as(), {
    ...target,
    items: [
      document("doc-002", 2, { parent: "doc-001", labels: ["Selling", "selling"], author: "ada" }),
      document("doc-001", 1, { parent: "docs/guides/", properties: { audience: "clerks" } }),
    ],
  });
  expect(answer.created).toEqual([
    { id: "DOC-002", key: "SHOP-DOC2" },
    { id: "DOC-001", key: "SHOP-DOC3" },
  ]);
  const body = "# How we sell\n\nWith marmalade.\n";
  const second = await run(getDocument, world.as(), { document: "SHOP-DOC2" });
  expect(second).toMatchObject({ parent: "SHOP-DOC3", body, kind: "user_guide", status: "published", revision: 1 });
  expect(second).toMatchObject({
    author: { handle: "ada" },
    labels: [{ name: "Selling" }],
    source: "backlog-md:DOC-002",
  });
  const first = await run(getDocument, world.as(), { document: "SHOP-DOC3" });
  expect(first).toMatchObject({ parent: "SHOP-DOC1", properties: { audience: "clerks" }, hasChildren: true });
  await run(updateDocument, world.as(), { document: "SHOP-DOC2", body: "New" });
  expect(await run(getRevision, world.as(), { document: "SHOP-DOC2", revision: 1 })).toMatchObject({
    body,
    note: "Imported from backlog-md",
    createdAt: "2026-02-01T18:00:00.000Z",
  });
  expect((await run(search, world.as(), { q: "marmalade" })).items).toHaveLength(2);
});

test("a parent that was never imported and a circle of parents are refused", async () => {
  const lost = run(importDocuments, world.as(), { ...target, items: [document("A", null, { parent: "B" })] });
  await expect(lost).rejects.toMatchObject({ code: "invalid", fields: [{ path: "items.0.parent" }] });
  const circle = run(importDocuments, world.as(), {
    ...target,
    items: [document("A", null, { parent: "B" }), document("B", null, { parent: "A" })],
  });
  await expect(circle).rejects.toMatchObject({ code: "invalid", fields: [{ path: "items" }] });
});

test("further fields that could not be kept are refused", async () => {
  let deep: unknown = "x";
  for (let level = 0; level < 20_000; level++) deep = [deep];
  for (const properties of [{ a: "b\u0000" }, { a: { "\ud800": 1 } }, { a: deep }]) {
    const refused = await refusal(
      run(importDocuments, world.as(), { ...target, items: [document("DOC-1", 1, { properties })] }),
    );
    expect(refused).toMatchObject({ code: "invalid", fields: [{ path: "items.0.properties" }] });
  }
});

test("a number that something else has gives way to the next free one, and the check says so before", async () => {
  await run(createMilestone, world.as(), { project: "SHOP", title: "Mine" });
  const items = [milestone("m-1", 1), milestone("m-2", 2), milestone("m-3", 3)];
  const outlook = await run(checkImport, world.as(), {
    ...target,
    kind: "milestone",
    items: items.map(({ id, number }) => ({ id, number })),
  });
  expect(outlook).toMatchObject({
    existing: [],
    highestNumber: 1,
    taken: [{ id: "M-1", key: "SHOP-MS1", title: "Mine" }],
  });
  const { created } = await run(importMilestones, world.as(), { ...target, items });
  expect(created.map(({ key }) => key)).toEqual(["SHOP-MS4", "SHOP-MS2", "SHOP-MS3"]);
});

test("a second import leaves everything as people made it and writes no event", async () => {
  const bring = async () => [
    await run(importMilestones, world.as(), { ...target, items: [milestone("m-1", 1), milestone("m-0", null)] }),
    await run(importDecisions, world.as(), { ...target, items: [decision("d-1", 1)] }),
    await run(importDocuments, world.as(), { ...target, items: [document("doc-1", 1), document("x", null)] }),
  ];
  const first = await bring();
  const project = await world.as().db.project.findFirstOrThrow();
  const events = await world.as().db.event.count();
  expect(await bring()).toEqual(first.map((one) => ({ ...one, created: [], existing: one.created })));
  expect(await world.as().db.project.findFirstOrThrow()).toEqual(project);
  expect(await world.as().db.event.count()).toBe(events);
});

test("two imports of the same at once make everything once", async () => {
  const items = Array.from({ length: 10 }, (_, place) => document(`OLD-${place}`, null, { labels: ["web"] }));
  const answers = await Promise.all([1, 2, 3].map(() => run(importDocuments, world.as(), { ...target, items })));
  expect(answers.map(({ created }) => created.length).sort()).toEqual([0, 0, 10]);
  expect(await world.as().db.document.count()).toBe(10);
  expect(await world.as().db.project.findFirst({ select: { lastDocumentNumber: true } })).toEqual({
    lastDocumentNumber: 10,
  });
});

test("a read-only key may look but not import; a project out of reach is not found; a limited key imports into its own", async () => {
  const reader = world.as(withKey(world.owner, { scope: "read" }));
  const { id } = await world.as().db.project.findFirstOrThrow();
  const [elsewhere, own] = [[], [id]].map((projectIds) => world.as(withKey(world.owner, { projectIds })));
  if (!elsewhere || !own) throw new Error("unreachable");
  const calls = [
    (ctx: typeof own) => run(importMilestones, ctx, { ...target, items: [milestone("m-1", 1)] }),
    (ctx: typeof own) => run(importDecisions, ctx, { ...target, items: [decision("d-1", 1)] }),
    (ctx: typeof own) => run(importDocuments, ctx, { ...target, items: [document("doc-1", 1)] }),
  ];
  for (const call of calls) {
    await expect(call(reader)).rejects.toMatchObject({ code: "forbidden" });
    await expect(call(elsewhere)).rejects.toMatchObject({ code: "not_found" });
    expect((await call(own)).created).toHaveLength(1);
  }
  const check = { ...target, kind: "document" as const, items: [{ id: "doc-1", number: 1 }] };
  expect((await run(checkImport, reader, check)).existing).toEqual([{ id: "DOC-1", key: "SHOP-DOC1" }]);
});

test("the old id still finds each of them, unless several projects have it", async () => {
  const bring = async (project: string) => {
    await run(importMilestones, world.as(), { ...target, project, items: [milestone("m-0", null)] });
    await run(importDecisions, world.as(), { ...target, project, items: [decision("decision-7", null)] });
    await run(importDocuments, world.as(), { ...target, project, items: [document("doc_1%", null)] });
  };
  await bring("SHOP");
  const find = async (prefix = "", ctx = world.as()) => [
    (await run(getMilestone, ctx, { milestone: `${prefix}m-0` })).key,
    (await run(getDecision, ctx, { decision: `${prefix}Decision-7` })).key,
    (await run(getDocument, ctx, { document: `${prefix}doc_1%` })).key,
  ];
  expect(await find()).toEqual(["SHOP-MS1", "SHOP-DEC1", "SHOP-DOC1"]);
  expect(await find("backlog-md:")).toEqual(["SHOP-MS1", "SHOP-DEC1", "SHOP-DOC1"]);
  for (const wrong of ["other:", "1", "%"]) await expect(find(wrong)).rejects.toMatchObject({ code: "not_found" });
  await expect(run(getDocument, world.as(), { document: "docX1%" })).rejects.toMatchObject({ code: "not_found" });
  await run(createProject, world.as(), { name: "Other", key: "OTHER" });
  await bring("OTHER");
  await expect(find()).rejects.toThrow('Several projects have imported a milestone "m-0": ');
  const { id } = await world.as().db.project.findFirstOrThrow({ where: { key: "OTHER" } });
  const limited = world.as(withKey(world.owner, { projectIds: [id] }));
  expect(await find("", limited)).toEqual(["OTHER-MS1", "OTHER-DEC1", "OTHER-DOC1"]);
});

test("the same id or number twice in one call is refused", async () => {
  const items = [milestone("a", 1), milestone("b", 1)];
  await expect(run(importMilestones, world.as(), { ...target, items })).rejects.toMatchObject({
    code: "invalid",
    fields: [{ path: "items.1.id" }],
  });
});

test("a hundred of each kind cost a statement or two for each table, and 3 where they are there already", async () => {
  const hundred = <Item>(make: (place: number) => Item) => Array.from({ length: 100 }, (_, place) => make(place));
  const calls = [
    () =>
      run(importMilestones, world.as(), { ...target, items: hundred((n) => milestone(`m-${n}`, n % 2 ? n : null)) }),
    () => run(importDecisions, world.as(), { ...target, items: hundred((n) => decision(`d-${n}`, n % 2 ? n : null)) }),
    () =>
      run(importDocuments, world.as(), {
        ...target,
        items: hundred((n) => {
          const parent = n > 0 ? `doc-${n - 1}` : null;
          return document(`doc-${n}`, null, { parent, labels: [`label ${n}`], body: "Much. ".repeat(500) });
        }),
      }),
  ];
  for (const call of calls) {
    expect(await countStatements(world, call)).toBeLessThanOrEqual(12);
    expect(await countStatements(world, call)).toBeLessThanOrEqual(3);
  }
  const { items } = await run(listChanges, world.as(), { since: 0, limit: 200 });
  expect(items).toHaveLength(200);
  const { db } = world.as();
  expect([await db.milestone.count(), await db.decision.count(), await db.document.count()]).toEqual([100, 100, 100]);
});
