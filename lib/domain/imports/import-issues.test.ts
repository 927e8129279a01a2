import { afterEach, beforeEach, expect, test } from "vitest";
import { TurboError } from "#lib/core/errors";
import { run } from "#lib/core/operation";
import { listActivity } from "#lib/domain/events/list-activity";
import { listChanges } from "#lib/domain/events/list-changes";
import { createIssue } from "#lib/domain/issues/create-issue";
import { requireIssue } from "#lib/domain/issues/queries";
import { rankBetween } from "#lib/domain/issues/rank";
import { createProject } from "#lib/domain/projects/create-project";
import { countStatements } from "#lib/testing/count-statements";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { checkImport } from "./check-import.ts";
import { importIssues } from "./import-issues.ts";
import type { ImportedIssueInput } from "./schema.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
  await run(createProject, world.as(), { name: "Shop", key: "SHOP" });
});
afterEach(() => world.close());

function item(id: string, number: number | null, more: Partial<ImportedIssueInput> = {}): ImportedIssueInput {
  return {
    id,
    number,
    title: `Task ${id}`,
    description: "",
    type: "task",
    status: "ready",
    resolution: null,
    priority: "none",
    labels: [],
    assignees: [],
    creator: null,
    criteria: [],
    comments: [],
    dueDate: null,
    archived: false,
    place: null,
    createdAt: "2026-01-05T09:30:00Z",
    updatedAt: "2026-02-01T18:00:00Z",
    completedAt: null,
    ...more,
  };
}

const batch = (...items: ImportedIssueInput[]) => ({ project: "SHOP", source: "backlog-md", items });

test("an imported issue is there with everything it brought", async () => {
  const made = await run(
    importIssues,
    world.as(),
    batch(
      item("SHOP-12", 12, {
        title: "Sell tickets",
        description: "People buy a ticket.",
        type: "feature",
        status: "done",
        priority: "high",
        labels: ["Web", "web", "money"],
        assignees: ["@codex", "@Ben", "ada"],
        creator: "ada",
        criteria: [
          { text: "It works", done: true },
          { text: "It is fast", done: false },
        ],
        comments: [
          { body: "First", author: "@ben", createdAt: "2026-01-06T00:00:00Z" },
          { body: "Second", author: "codex", createdAt: "2026-01-07T00:00:00Z" },
        ],
        dueDate: "2026-03-01",
      }),
    ),
  );
  expect(made).toEqual({ created: [{ id: "SHOP-12", key: "SHOP-12" }], existing: [], leftOut: [] });
  const issue = await requireIssue(world.as(), "SHOP-12");
  expect(issue).toMatchObject({
    title: "Sell tickets",
    description: "People buy a ticket.",
    type: "feature",
    status: "done",
    priority: "high",
    assignee: { handle: "ben" },
    creator: { handle: "ada" },
    criteria: { done: 1, total: 2 },
    comments: 2,
    dueDate: "2026-03-01",
    source: "backlog-md:SHOP-12",
    aliases: [],
    createdAt: "2026-01-05T09:30:00.000Z",
    updatedAt: "2026-02-01T18:00:00.000Z",
    completedAt: "2026-02-01T18:00:00.000Z",
    shelf: "live",
  });
  expect(issue.labels.map((label) => label.name).sort()).toEqual(["Web", "money"]);
  const comments = await world.as().db.comment.findMany({ orderBy: { createdAt: "asc" }, include: { author: true } });
  expect(comments.map(({ body, author }) => [body, author?.handle ?? null])).toEqual([
    ["First", "ben"],
    ["**@codex:**\n\nSecond", null],
  ]);
});

test("issues and comments are found by search", async () => {
  await run(
    importIssues,
    world.as(),
    batch(
      item("SHOP-1", 1, {
        title: "Sell tickets",
        comments: [{ body: "the marmalade is empty", author: null, createdAt: "2026-01-06T00:00:00Z" }],
      }),
    ),
  );
  const find = (text: string) =>
    world.database.search.find(world.database.reader, { text, order: "relevance", limit: 10, offset: 0 });
  expect((await find("tickets")).map((hit) => hit.kind)).toEqual(["issue"]);
  expect((await find("marmalade")).map((hit) => hit.kind)).toEqual(["comment"]);
});

test("issues without a number follow above every other, and their old ids still find them", async () => {
  await run(importIssues, world.as(), batch(item("SHOP-40", 40)));
  const made = await run(
    importIssues,
    world.as(),
    batch(item("shop-40.02", null), item("DRAFT-1", null), item("SHOP-41", 41)),
  );
  expect(made.created).toEqual([
    { id: "SHOP-40.02", key: "SHOP-42" },
    { id: "DRAFT-1", key: "SHOP-43" },
    { id: "SHOP-41", key: "SHOP-41" },
  ]);
  expect((await requireIssue(world.as(), "shop-40.02")).key).toBe("SHOP-42");
  expect((await requireIssue(world.as(), "draft-1")).aliases).toEqual(["DRAFT-1"]);
  expect((await run(createIssue, world.as(), { project: "SHOP", title: "Next" })).key).toBe("SHOP-44");
});

test("places come before numbers on lists, and something can still be moved between", async () => {
  await run(
    importIssues,
    world.as(),
    batch(
      item("SHOP-1", 1),
      item("SHOP-2", 2, { place: 2 }),
      item("SHOP-3", 3, { place: 1 }),
      item("SHOP-4", 4, { place: 2 }),
    ),
  );
  const rows = await world.as().db.issue.findMany({ select: { number: true, rank: true } });
  rows.sort((a, b) => (a.rank < b.rank ? -1 : 1));
  expect(rows.map(({ number }) => number)).toEqual([3, 2, 4, 1]);
  const ranks = [null, ...rows.map(({ rank }) => rank), null];
  for (const [place, before] of ranks.slice(0, -1).entries()) {
    const between = rankBetween(before, ranks[place + 1] ?? null);
    expect([before ?? "", between, ranks[place + 1] ?? "~"].toSorted()).toEqual([
      before ?? "",
      between,
      ranks[place + 1] ?? "~",
    ]);
  }
});

test("archived and canceled tasks arrive as such", async () => {
  await run(
    importIssues,
    world.as(),
    batch(item("SHOP-1", 1, { archived: true, status: "canceled", resolution: "wont_do" })),
  );
  expect(await requireIssue(world.as(), "SHOP-1")).toMatchObject({
    shelf: "archived",
    status: "canceled",
    resolution: "wont_do",
    completedAt: null,
    archivedAt: "2026-02-01T18:00:00.000Z",
  });
});

test("a second import leaves issues as people made them and writes no event", async () => {
  const items = batch(item("SHOP-1", 1), item("SHOP-1.1", null));
  await run(importIssues, world.as(), items);
  const last = await world.as().db.event.count();
  await world.database.write((tx) => tx.issue.updateMany({ data: { title: "Renamed here" } }));
  expect(await run(importIssues, world.as(), items)).toEqual({
    created: [],
    existing: [
      { id: "SHOP-1", key: "SHOP-1" },
      { id: "SHOP-1.1", key: "SHOP-2" },
    ],
    leftOut: [],
  });
  expect(await world.as().db.event.count()).toBe(last);
  expect((await requireIssue(world.as(), "SHOP-1")).title).toBe("Renamed here");
});

test("a number that another issue has is refused by name, and nothing of the call is saved", async () => {
  await run(createIssue, world.as(), { project: "SHOP", title: "Mine" });
  const refused = run(importIssues, world.as(), batch(item("SHOP-2", 2), item("SHOP-1", 1)));
  await expect(refused).rejects.toMatchObject({ code: "conflict" });
  await expect(refused).rejects.toThrow('SHOP-1 would be SHOP-1, which is already "Mine".');
  expect(await world.as().db.issue.count()).toBe(1);
});

test("the same id or number twice in one call is refused", async () => {
  await expect(run(importIssues, world.as(), batch(item("A-1", 1), item("B-1", 1)))).rejects.toMatchObject({
    code: "invalid",
    fields: [{ path: "items.1.id" }],
  });
});

test("a text over its limit names the item, the field and the limit", async () => {
  const error = await run(importIssues, world.as(), batch(item("A-1", 1, { title: "x".repeat(201) }))).catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(TurboError);
  expect(error).toMatchObject({
    code: "invalid",
    fields: [{ path: "items.0.title", message: "Has 201 characters; the limit is 200." }],
  });
});

test("each issue and each label made has an event of its own", async () => {
  await run(importIssues, world.as(), batch(item("SHOP-1", 1, { labels: ["web", "money"] }), item("SHOP-2", 2)));
  const { items } = await run(listChanges, world.as(), { since: 0, limit: 200 });
  const imported = items.filter((event) => event.operation === "imports.issues");
  expect(imported.map((event) => event.changes.map(({ kind, key }) => `${kind} ${key}`))).toEqual([
    ["label web"],
    ["label money"],
    ["issue SHOP-1"],
    ["issue SHOP-2"],
  ]);
  const activity = await run(listActivity, world.as(), { issue: "SHOP-2" });
  expect(activity.items.map((event) => event.changes.map(({ key }) => key))).toEqual([["SHOP-2"]]);
});

test("a read-only key may look but not import, and a project out of reach is not found", async () => {
  const reader = world.as(withKey(world.owner, { scope: "read" }));
  await expect(run(importIssues, reader, batch(item("SHOP-1", 1)))).rejects.toMatchObject({ code: "forbidden" });
  expect(await run(checkImport, reader, { project: "SHOP", source: "backlog-md", items: [] })).toMatchObject({
    project: { key: "SHOP" },
  });
  const elsewhere = world.as(withKey(world.owner, { projectIds: [] }));
  await expect(run(importIssues, elsewhere, batch(item("SHOP-1", 1)))).rejects.toMatchObject({ code: "not_found" });
});

test("a check says what was imported before, what stands in the way and who is not here", async () => {
  await run(importIssues, world.as(), batch(item("SHOP-1", 1)));
  await run(createIssue, world.as(), { project: "SHOP", title: "Mine" });
  const outlook = await run(checkImport, world.as(), {
    project: "shop",
    source: "backlog-md",
    items: [
      { id: "SHOP-1", number: 1 },
      { id: "SHOP-2", number: 2 },
      { id: "SHOP-3", number: 3 },
    ],
    handles: ["@Ben", "codex"],
  });
  expect(outlook).toEqual({
    project: { key: "SHOP", name: "Shop" },
    existing: [{ id: "SHOP-1", key: "SHOP-1" }],
    sign: "",
    highestNumber: 2,
    taken: [{ id: "SHOP-2", key: "SHOP-2", title: "Mine" }],
    leftOut: [],
    unknownHandles: ["codex"],
    elsewhere: [],
    refused: null,
  });
});

test("an id that got its own number back is not counted as new the second time", async () => {
  const items = batch(item("SHOP-1", null));
  expect((await run(importIssues, world.as(), items)).created).toEqual([{ id: "SHOP-1", key: "SHOP-1" }]);
  const before = await world.as().db.project.findFirstOrThrow({ where: { key: "SHOP" } });
  expect((await run(importIssues, world.as(), items)).existing).toEqual([{ id: "SHOP-1", key: "SHOP-1" }]);
  expect(await world.as().db.project.findFirstOrThrow({ where: { key: "SHOP" } })).toEqual(before);
});

test("two imports of the same at once make everything once", async () => {
  const items = batch(...Array.from({ length: 10 }, (_, place) => item(`OLD-${place}`, null, { labels: ["web"] })));
  const answers = await Promise.all([1, 2, 3].map(() => run(importIssues, world.as(), items)));
  expect(answers.map(({ created }) => created.length).sort()).toEqual([0, 0, 10]);
  expect(await world.as().db.issue.count()).toBe(10);
  expect(await world.as().db.project.findFirst({ select: { lastIssueNumber: true } })).toEqual({ lastIssueNumber: 10 });
});

test("an import sent again with its idempotency key is answered as before", async () => {
  const items = batch(item("SHOP-1", 1), item("OLD-1", null));
  const first = await run(importIssues, world.as(undefined, { idempotencyKey: "once" }), items);
  expect(await run(importIssues, world.as(undefined, { idempotencyKey: "once" }), items)).toEqual(first);
  expect(await world.as().db.issue.count()).toBe(2);
});

test("rows of an import are stored as those of any other write", async () => {
  const { id } = await run(createIssue, world.as(), { project: "SHOP", title: "Mine", criteria: ["It works"] });
  const text = await world.as().db.issue.findUniqueOrThrow({ where: { id } });
  await run(
    importIssues,
    world.as(),
    batch(
      item("OLD-1", null, {
        title: '"Quoted" \\ é 🙂',
        criteria: [{ text: "It works", done: false }],
        createdAt: text.createdAt.toISOString(),
        updatedAt: null,
        comments: [{ body: "line\nline", author: null, createdAt: text.createdAt.toISOString() }],
      }),
    ),
  );
  const stored = await world.database.reader.$queryRawUnsafe<{ createdAt: unknown }[]>(
    'SELECT CAST("createdAt" AS TEXT) AS "createdAt" FROM "Issue"',
  );
  expect(new Set(stored.map((row) => String(row.createdAt))).size).toBe(1);
  const issue = await world.as().db.issue.findFirstOrThrow({
    where: { source: "backlog-md:OLD-1" },
    include: { criteria: true },
  });
  expect(issue).toMatchObject({ title: '"Quoted" \\ é 🙂', createdAt: text.createdAt, version: 1 });
  expect(issue.criteria).toMatchObject([{ text: "It works", state: "open" }]);
  expect(await world.as().db.comment.findFirst()).toMatchObject({
    body: "line\nline",
    via: { key: null, kind: "script", client: "backlog-md", session: null },
  });
});

test("a hundred issues with all that they can bring cost a statement or two for each table", async () => {
  const items = Array.from({ length: 100 }, (_, place) =>
    item(place % 2 === 0 ? `SHOP-${place + 1}` : `OLD-${place}`, place % 2 === 0 ? place + 1 : null, {
      description: "Much to say. ".repeat(200),
      labels: ["web", `label ${place}`, `label ${place + 1}`],
      assignees: ["nobody", "ben"],
      creator: "ada",
      criteria: [{ text: "It works", done: true }],
      comments: Array.from({ length: 10 }, (_, at) => ({
        body: `Comment ${at}`,
        author: at % 2 === 0 ? "ben" : "codex",
        createdAt: "2026-01-06T00:00:00Z",
      })),
      dueDate: "2026-03-01",
      archived: place % 7 === 0,
    }),
  );
  expect(await countStatements(world, () => run(importIssues, world.as(), batch(...items)))).toBeLessThanOrEqual(12);
  const { db } = world.as();
  expect([await db.issue.count(), await db.comment.count(), await db.label.count()]).toEqual([100, 1000, 102]);
  expect([await db.issueAlias.count(), await db.issueLabel.count(), await db.event.count()]).toEqual([50, 300, 203]);
  expect(await countStatements(world, () => run(importIssues, world.as(), batch(...items)))).toBeLessThanOrEqual(3);
  expect(await db.event.count()).toBe(203);
});
