import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { createProject } from "#lib/domain/projects/create-project";
import { refusal } from "#lib/testing/refusal";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { createIssue } from "./create-issue.ts";
import { getIssue } from "./get-issue.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
  await run(createProject, world.as(), { name: "Turbo" });
});
afterEach(() => world.close());

async function label(name: string): Promise<void> {
  const now = new Date();
  await world.database.write((tx) =>
    tx.label.create({
      data: { id: `label-${name}`, createdAt: now, updatedAt: now, name, nameFold: name.toLowerCase() },
    }),
  );
}

test("an issue with everything is stored as it was answered, in at most sixteen statements and one to tell its assignee", async () => {
  const blocker = await run(createIssue, world.as(), { project: "TUR", title: "First" });
  await label("Design");
  world.statements();
  const made = await run(createIssue, world.as(), {
    project: "tur",
    title: "  Second ",
    description: "Text",
    labels: ["design"],
    assignee: "@ben",
    parent: "TUR-1",
    blockedBy: [blocker.id],
    discoveredFrom: "TUR-1",
    criteria: ["One", { text: "Two", done: true }],
    dueDate: "2026-12-01",
    priority: "high",
  });
  const statements = world.statements().filter((sql) => !/^(BEGIN|COMMIT)/.test(sql));
  const toldBen = statements.filter((sql) => sql.includes("InboxItem")).length;
  expect(statements.length - toldBen, statements.join("\n")).toBeLessThanOrEqual(16);
  const { similar: _, ...filed } = made;
  expect(await run(getIssue, world.as(), { issue: "TUR-2" })).toEqual({ ...filed, decisions: [] });
  expect(made).toMatchObject({
    key: "TUR-2",
    title: "Second",
    blocked: true,
    criteria: { done: 1, total: 2 },
    parent: "TUR-1",
  });
});

test("numbers are consecutive, and one event and one search row stand for each issue", async () => {
  const made = await Promise.all(
    Array.from({ length: 10 }, (_, n) => run(createIssue, world.as(), { project: "TUR", title: `No ${n}` })),
  );
  expect(made.map((issue) => Number(issue.key.slice(4))).sort((a, b) => a - b)).toEqual([
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
  ]);
  const events = await world.database.reader.event.findMany({ where: { operation: "issues.create" } });
  expect(events.map((event) => event.subjectId).sort()).toEqual(made.map((issue) => issue.id).sort());
  const hits = await world.database.search.find(world.database.reader, {
    text: "no",
    kinds: ["issue"],
    order: "newest",
    limit: 50,
    offset: 0,
  });
  expect(hits.map((hit) => hit.subject).sort()).toEqual(made.map((issue) => issue.id).sort());
});

test("the event names who did it, through which door, with which key and session", async () => {
  await run(createIssue, world.as(withKey(world.member, { client: "claude-code", session: "s-7" })), {
    project: "TUR",
    title: "One",
  });
  const event = await world.database.reader.event.findFirstOrThrow({ orderBy: { number: "desc" } });
  expect(event).toMatchObject({
    operation: "issues.create",
    door: "mcp",
    session: "s-7",
    actor: { handle: "ben", client: "claude-code", key: "test key" },
  });
  expect(event.changes).toEqual([
    expect.objectContaining({
      key: "TUR-1",
      fields: expect.objectContaining({ title: [null, "One"], created: [false, true] }),
    }),
  ]);
});

test("a read-only key may not create", async () => {
  const error = await refusal(
    run(createIssue, world.as(withKey(world.owner, { scope: "read" })), { project: "TUR", title: "x" }),
  );
  expect(error.code).toBe("forbidden");
  expect(error.message).toContain("needs write");
});

test("a project that the key may not see is not found, and takes no number", async () => {
  const limited = withKey(world.owner, { projectIds: [] });
  expect((await refusal(run(createIssue, world.as(limited), { project: "TUR", title: "x" }))).code).toBe("not_found");
  expect((await run(createIssue, world.as(), { project: "TUR", title: "x" })).key).toBe("TUR-1");
});

test("an unknown project is answered with the likeliest one", async () => {
  const error = await refusal(run(createIssue, world.as(), { project: "TRU", title: "x" }));
  expect(error.message).toContain('Did you mean "TUR"?');
  expect(error.fields[0]).toMatchObject({ path: "project", allowed: ["TUR"] });
});

test.each([
  ["an empty title", { title: "   " }, "title"],
  ["a title over the limit", { title: "x".repeat(201) }, "title"],
  ["a description over the limit", { title: "x", description: "x".repeat(1_000_001) }, "description"],
  ["an unknown field", { title: "x", colour: "red" }, "colour"],
  ["a label that does not exist", { title: "x", labels: ["none such"] }, "labels.0"],
  ["a person who does not exist", { title: "x", assignee: "zoe" }, "assignee"],
  ["a parent that does not exist", { title: "x", parent: "TUR-99" }, "parent"],
  ["a character that cannot be stored", { title: "a\u0000b" }, "title"],
])("%s is refused and names the field", async (_, input, path) => {
  const error = await refusal(run(createIssue, world.as(), { project: "TUR", ...input }));
  expect(error.code).toBe("invalid");
  expect(error.fields[0]?.path).toBe(path);
  expect(await world.database.reader.issue.count()).toBe(0);
});

test("text that looks like code, markup or a template is stored to the letter", async () => {
  const nasty = `<script>alert(1)</script> '; DROP TABLE "Issue"; -- {{7*7}} \${7*7} \u0001\u001b[31m \u202e`;
  const made = await run(createIssue, world.as(), {
    project: "TUR",
    title: nasty,
    description: nasty,
    criteria: [nasty],
  });
  const read = await run(getIssue, world.as(), { issue: made.key });
  expect([read.title, read.description, read.criteriaList[0]?.text]).toEqual([nasty, nasty, nasty]);
});

test("the same idempotency key answers the first issue again; with another body it is a conflict", async () => {
  const first = await run(createIssue, world.as(world.owner, { idempotencyKey: "k" }), {
    project: "TUR",
    title: "One",
  });
  expect(
    await run(createIssue, world.as(world.owner, { idempotencyKey: "k" }), { project: "TUR", title: "One" }),
  ).toEqual(first);
  const error = await refusal(
    run(createIssue, world.as(world.owner, { idempotencyKey: "k" }), { project: "TUR", title: "Two" }),
  );
  expect(error.code).toBe("conflict");
  expect(await world.database.reader.issue.count()).toBe(1);
});

test("of many calls at once with one idempotency key, one issue comes", async () => {
  const calls = Array.from({ length: 8 }, () =>
    run(createIssue, world.as(world.owner, { idempotencyKey: "same" }), { project: "TUR", title: "One" }),
  );
  expect(new Set((await Promise.all(calls)).map((issue) => issue.id)).size).toBe(1);
});
