import { afterEach, beforeEach, expect, test } from "vitest";
import { type Operation, run } from "#lib/core/operation";
import { createProject } from "#lib/domain/projects/create-project";
import { countStatements } from "#lib/testing/count-statements";
import { refusal } from "#lib/testing/refusal";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { createDocument } from "./create-document.ts";
import { diffRevisions } from "./diff-revisions.ts";
import { getDocument } from "./get-document.ts";
import { getRevision } from "./get-revision.ts";
import { listRevisions } from "./list-revisions.ts";
import { restoreRevision } from "./restore-revision.ts";
import { updateDocument } from "./update-document.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
  await run(createProject, world.as(), { name: "Turbo", key: "TUR" });
  await run(createDocument, world.as(), { project: "TUR", title: "Plan", body: "One\nTwo\n" });
});
afterEach(() => world.close());

const document = "TUR-DOC1";
const update = (input: object, actor = world.owner) => run(updateDocument, world.as(actor), { document, ...input });
const revision = (number: number) => run(getRevision, world.as(), { document, revision: number });
const restore = (number: number, actor = world.owner) =>
  run(restoreRevision, world.as(actor), { document, revision: number });

test("each change of title or text is a revision that says who and why; other changes are none", async () => {
  await update({ body: "One\nThree\n", note: "Two is wrong" }, withKey(world.member));
  await update({ status: "approved" });
  await update({ title: "The plan" });
  const { items, total } = await run(listRevisions, world.as(), { document, total: true });
  expect(total).toBe(3);
  expect(items).toMatchObject([
    { number: 3, title: "The plan", author: { handle: "ada" }, via: null },
    {
      number: 2,
      title: "Plan",
      note: "Two is wrong",
      author: { handle: "ben" },
      via: { kind: "agent", session: "s-1" },
    },
    { number: 1, title: "Plan", note: "", length: 8 },
  ]);
  expect(items[0]?.hash).toBe(items[1]?.hash);
});

test("every revision keeps its text, also when a text comes back", async () => {
  const texts = ["One\nTwo\n", "", "One\nTwo\n", "x".repeat(3000), "One\nTwo\n"];
  for (const body of texts.slice(1)) await update({ body });
  for (const [place, body] of texts.entries()) expect((await revision(place + 1)).body).toBe(body);
  expect(await refusal(revision(6))).toMatchObject({ code: "not_found", fields: [{ path: "revision" }] });
});

test("two revisions are compared line by line, either way round", async () => {
  await update({ body: "One\nThree\nFour\n" });
  const diff = await run(diffRevisions, world.as(), { document, from: 1, to: 2 });
  expect(diff).toMatchObject({ added: 2, removed: 1, from: { number: 1 }, to: { number: 2 } });
  expect(diff.hunks).toEqual([
    { fromLine: 1, fromLines: 2, toLine: 1, toLines: 3, lines: [" One", "-Two", "+Three", "+Four"] },
  ]);
  expect(await run(diffRevisions, world.as(), { document, from: 2, to: 1 })).toMatchObject({ added: 1, removed: 2 });
  expect((await run(diffRevisions, world.as(), { document, from: 2, to: 2 })).hunks).toEqual([]);
});

test("texts of a megabyte that have nothing in common are compared as well", async () => {
  const lines = (word: string) => Array.from({ length: 40_000 }, (_, line) => `${word} ${line}`).join("\n");
  await update({ body: lines("left") });
  await update({ body: lines("right") });
  expect(await run(diffRevisions, world.as(), { document, from: 2, to: 3 })).toMatchObject({
    added: 40_000,
    removed: 40_000,
  });
});

test("an earlier revision is restored as a new one", async () => {
  await update({ title: "The plan", body: "Other" });
  const restored = await restore(1);
  expect(restored).toMatchObject({ title: "Plan", body: "One\nTwo\n", revision: 3, version: 3 });
  expect(await revision(2)).toMatchObject({ title: "The plan", body: "Other" });
  expect(await revision(3)).toMatchObject({ note: "Restored revision 1", body: "One\nTwo\n" });
  expect((await restore(3)).version).toBe(3);
  const stale = run(restoreRevision, world.as(), { document, revision: 2, version: 1 });
  expect(await refusal(stale)).toMatchObject({ code: "conflict", current: { body: "One\nTwo\n" } });
});

test("a key that may only read restores nothing, and what one may not see is not found", async () => {
  expect((await refusal(restore(1, withKey(world.owner, { scope: "read" })))).code).toBe("forbidden");
  const elsewhere = withKey(world.owner, { projectIds: [] });
  expect((await refusal(restore(1, elsewhere))).code).toBe("not_found");
  const reads: [Operation, object][] = [
    [listRevisions, { document }],
    [getRevision, { document, revision: 1 }],
    [diffRevisions, { document, from: 1, to: 1 }],
  ];
  for (const [operation, input] of reads)
    expect((await refusal(run(operation, world.as(elsewhere), input))).code).toBe("not_found");
});

test("a thousand revisions are paged and opened by as many statements as ten", async () => {
  const { id } = await run(getDocument, world.as(), { document });
  const stamp = { createdAt: new Date(), documentId: id, title: "Plan", hash: "none", length: 1 };
  const rows = Array.from({ length: 1000 }, (_, place) => ({ id: `r${place}`, ...stamp, number: place + 2 }));
  await world.database.write((tx) => tx.revision.createMany({ data: rows }));
  const first = await run(listRevisions, world.as(), { document, limit: 200 });
  expect(first.items.map((one) => one.number)).toEqual(Array.from({ length: 200 }, (_, place) => 1001 - place));
  const second = await run(listRevisions, world.as(), { document, limit: 200, cursor: first.nextCursor ?? "" });
  expect(second.items[0]?.number).toBe(801);
  expect(await countStatements(world, () => run(listRevisions, world.as(), { document }))).toBeLessThanOrEqual(2);
  expect(await countStatements(world, () => revision(1))).toBeLessThanOrEqual(3);
});
