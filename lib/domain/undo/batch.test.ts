import { afterEach, beforeEach, expect, test } from "vitest";
import { type Operation, run } from "#lib/core/operation";
import { OPERATIONS } from "#lib/domain/operations";
import { createProject } from "#lib/domain/projects/create-project";
import { fingerprint } from "#lib/testing/fingerprint";
import { refusal } from "#lib/testing/refusal";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { ALONE } from "./alone.ts";
import { undoEvents } from "./undo-events.ts";

interface Answer {
  dryRun: boolean;
  request: string;
  count: number;
  answers: { operation: string; output: { key?: string; title?: string } }[];
}

let world: World;
beforeEach(async () => {
  world = await makeWorld();
  await run(createProject, world.as(), { name: "Plan", key: "PLAN" });
});
afterEach(() => world.close());

const BATCH = OPERATIONS.find(({ name }) => name === "batch.run") as Operation;
const batch = async (items: object[], more: object = {}, as = world.as()) =>
  (await run(BATCH, as, { items, ...more })) as Answer;
const create = (title: string) => ({ operation: "issues.create", input: { project: "PLAN", title } });
const titles = async () =>
  (await world.database.reader.issue.findMany({ orderBy: { number: "asc" } })).map((one) => one.title);

test("a batch writes all with one request, and one undo takes all of it back", async () => {
  await batch([create("One")]);
  const answer = await batch([
    create("Two"),
    { operation: "issues.update", input: { issue: "PLAN-1", title: "First" } },
    { operation: "comments.create", input: { issue: "PLAN-1", body: "Renamed" } },
  ]);
  expect(answer).toMatchObject({ dryRun: false, count: 3, answers: [{ output: { key: "PLAN-2" } }, {}, {}] });
  const events = await world.database.reader.event.findMany({
    where: { requestId: answer.request },
    orderBy: { number: "asc" },
  });
  expect(events.map(({ operation }) => operation)).toEqual(["issues.create", "issues.update", "comments.create"]);
  expect(await run(undoEvents, world.as(), { request: answer.request })).toMatchObject({ count: 3, keptCount: 0 });
  expect(await titles()).toEqual(["One", "Two"]);
  expect(await world.database.reader.issue.count({ where: { shelf: "binned" } })).toBe(1);
});

test("a dry run answers what would be and leaves nothing", async () => {
  const answer = await batch([create("One"), create("Two")], { dryRun: true });
  expect(answer.answers.map(({ output }) => output.key)).toEqual(["PLAN-1", "PLAN-2"]);
  expect(await titles()).toEqual([]);
  expect(await world.database.reader.event.count()).toBe(1);
});

test("one refused write refuses all, and the refusal names it", async () => {
  const refused = await refusal(batch([create("One"), create("")]));
  expect(refused).toMatchObject({ code: "invalid", fields: [{ path: "items.1.input.title" }] });
  expect(refused.message).toMatch(/^Item 2: .* Nothing of the batch was saved\.$/);
  expect(await titles()).toEqual([]);
});

test("what may not be in a batch is refused by name, and so are reads and unknown names", async () => {
  for (const name of ["keys.create", "events.undo", "imports.issues"]) {
    const refused = await refusal(batch([{ operation: name, input: {} }]));
    expect(refused.message).toMatch(`${name} cannot be in a batch. ${ALONE[name] ?? ALONE.imports}`);
  }
  expect((await refusal(batch([{ operation: "issues.list" }]))).message).toMatch(/It changes nothing/);
  expect((await refusal(batch([{ operation: "issues.creat" }]))).message).toMatch(/Did you mean "issues.create"/);
  expect((await refusal(batch([]))).message).toMatch(/at least one write/);
  expect((await refusal(batch(Array.from({ length: 101 }, () => create("One"))))).message).toMatch(/more than 100/);
});

test("every name that is kept out of batches is that of an operation or its noun", () => {
  const names = OPERATIONS.flatMap(({ name }) => [name, name.split(".")[0]]);
  expect(Object.keys(ALONE).filter((name) => !names.includes(name))).toEqual([]);
});

test("a repeated batch with the same idempotency key writes once", async () => {
  const as = () => world.as(world.owner, { idempotencyKey: "k-1" });
  const first = await batch([create("One")], {}, as());
  expect(await batch([create("One")], {}, as())).toEqual(first);
  expect(await titles()).toEqual(["One"]);
});

test("a read-only key may not, and what a write needs is asked of each", async () => {
  const reads = withKey(world.owner, { scope: "read" });
  expect(await refusal(batch([create("One")], {}, world.as(reads)))).toMatchObject({ code: "forbidden" });
  const elsewhere = withKey(world.owner, { projectIds: [] });
  expect(await refusal(batch([create("One")], {}, world.as(elsewhere)))).toMatchObject({ code: "not_found" });
});

test("the last of a hundred that is refused leaves nothing of the others, nor a number taken", async () => {
  const before = await fingerprint(world);
  const more = Array.from({ length: 98 }, (_, place) => create(`Number ${place} @ben`));
  const label = { operation: "labels.create", input: { name: "new" } };
  const refused = await refusal(batch([label, ...more, { operation: "issues.bin", input: { issue: "PLAN-999" } }]));
  expect(refused.message).toMatch(/^Item 100: /);
  expect(await fingerprint(world)).toEqual(before);
  expect((await batch([create("One")])).answers[0]?.output.key).toBe("PLAN-1");
});

test("a dry run of all kinds of writes leaves every row as it was", async () => {
  await batch([create("One"), { operation: "documents.create", input: { project: "PLAN", title: "Page" } }]);
  const before = await fingerprint(world);
  const items = [
    create("For @ben"),
    { operation: "comments.create", input: { on: "PLAN-1", body: "@ben, see PLAN-2" } },
    { operation: "documents.update", input: { document: "PLAN-DOC1", body: "@ben" } },
    { operation: "documents.upload", input: { project: "PLAN", path: "a.md", text: "---\ntags: [new]\n---\n# A" } },
    { operation: "decisions.create", input: { project: "PLAN", title: "Use one", outcome: "Yes" } },
    { operation: "decisions.accept", input: { decision: "PLAN-DEC1" } },
    { operation: "inbox.mark", input: { all: true, as: "read" } },
    { operation: "projects.create", input: { name: "Other", key: "OTH" } },
    { operation: "issues.move", input: { issue: "PLAN-1", project: "OTH" } },
    { operation: "projects.bin", input: { project: "PLAN" } },
  ];
  expect(await batch(items, { dryRun: true }, world.as(world.owner, { idempotencyKey: "k" }))).toMatchObject({
    dryRun: true,
    count: items.length,
  });
  expect(await fingerprint(world)).toEqual(before);
});

test("a batch is no way round what an agent may not do by itself", async () => {
  const agent = () => world.as(withKey(world.owner, { session: "s-9" }));
  const propose = { operation: "decisions.create", input: { project: "PLAN", title: "Use one", outcome: "Yes" } };
  const accept = { operation: "decisions.accept", input: { decision: "PLAN-DEC1" } };
  expect(await refusal(batch([propose, accept], {}, agent()))).toMatchObject({ code: "forbidden" });
  await batch([propose]);
  for (const last of [accept, { operation: "decisions.reject", input: { decision: "PLAN-DEC1" } }])
    expect(await refusal(batch([create("One"), last], {}, agent()))).toMatchObject({ code: "forbidden" });
  expect(await titles()).toEqual([]);
  await batch([create("Sign in with a passkey")]);
  expect(await refusal(batch([create("Sign in with a passkey")], {}, agent()))).toMatchObject({ code: "refused" });
});

test("an input that is nested without end is refused, also with an idempotency key", async () => {
  let deep: unknown = "x";
  for (let level = 0; level < 20_000; level++) deep = [deep];
  const as = world.as(world.owner, { idempotencyKey: "k-2" });
  const refused = await refusal(
    batch([{ operation: "issues.create", input: { project: "PLAN", title: deep } }], {}, as),
  );
  expect(refused).toMatchObject({ code: "invalid", fields: [{ path: "items.0.input" }] });
});

test("the same idempotency key with another body is a conflict, and writes nothing", async () => {
  const as = () => world.as(world.owner, { idempotencyKey: "k-3" });
  await batch([create("One")], {}, as());
  expect(await refusal(batch([create("Two")], {}, as()))).toMatchObject({ code: "conflict" });
  expect(await refusal(batch([create("One")], { dryRun: true }, as()))).toMatchObject({ code: "conflict" });
  expect(await titles()).toEqual(["One"]);
});

test("small changes of long texts, whose answers together would fill the memory, are refused", async () => {
  const body = "é".repeat(1_000_000);
  const { answers } = await batch([{ operation: "documents.create", input: { project: "PLAN", title: "Page", body } }]);
  const change = (kind: string) => ({
    operation: "documents.update",
    input: { document: answers[0]?.output.key, kind },
  });
  const items = Array.from({ length: 100 }, (_, place) => change(place % 2 ? "note" : "design"));
  const refused = await refusal(batch(items, {}, world.as(world.owner, { idempotencyKey: "k-4" })));
  expect(refused).toMatchObject({ code: "too_large" });
  expect(refused.message).toMatch(/^Item 5: .* Nothing of the batch was saved\.$/);
  expect((await batch([change("design"), change("note")])).count).toBe(2);
});

test.each(["constructor", "__proto__", "toString", "constructor.name"])(
  "a batch knows no write called %s",
  async (operation) => {
    const refused = await refusal(batch([{ operation, input: {} }]));
    expect(refused.code).toBe("invalid");
    expect(refused.message).toMatch(/^Item 1: There is no write/);
  },
);
