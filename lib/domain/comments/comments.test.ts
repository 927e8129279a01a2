import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { listActivity } from "#lib/domain/events/list-activity";
import { createIssue } from "#lib/domain/issues/create-issue";
import { getIssue } from "#lib/domain/issues/get-issue";
import { binIssue } from "#lib/domain/issues/shelf";
import { createProject } from "#lib/domain/projects/create-project";
import { countStatements } from "#lib/testing/count-statements";
import { HOSTILE_LINE } from "#lib/testing/hostile-text";
import { refusal } from "#lib/testing/refusal";
import { rebuiltContents, searchContents } from "#lib/testing/search-contents";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { createComment } from "./create-comment.ts";
import { listComments } from "./list-comments.ts";
import { binComment, restoreComment } from "./shelf.ts";
import { updateComment } from "./update-comment.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
  await run(createProject, world.as(), { name: "Turbo", key: "TUR" });
  await run(createIssue, world.as(), { project: "TUR", title: "First" });
  await run(createIssue, world.as(), { project: "TUR", title: "Second" });
});
afterEach(() => world.close());

const comment = (input: object, actor = world.owner) =>
  run(createComment, world.as(actor), { issue: "TUR-1", ...input });
const listed = async (issue = "TUR-1") => (await run(listComments, world.as(), { on: issue })).items;

test("comments are listed newest first when asked for, page by page", async () => {
  for (const body of ["one", "two", "three"]) await comment({ body });
  const asked = { on: "TUR-1", sort: "-createdAt", limit: 2, total: true };
  const page = await run(listComments, world.as(), asked);
  expect(page).toMatchObject({ items: [{ body: "three" }, { body: "two" }], total: 3 });
  const rest = await run(listComments, world.as(), { ...asked, cursor: page.nextCursor });
  expect(rest).toMatchObject({ items: [{ body: "one" }], nextCursor: null });
});

test("a comment is listed as it was answered, with the agent behind it", async () => {
  const made = await comment({ body: "Looks **good**" }, withKey(world.member));
  expect(made).toMatchObject({
    on: "TUR-1",
    issue: "TUR-1",
    author: { handle: "ben" },
    via: { key: "test key", kind: "agent", client: "test", session: "s-1" },
    version: 1,
  });
  expect(await listed()).toMatchObject([made]);
  expect((await comment({ body: "From the browser" })).via).toBeNull();
  expect(await listed("TUR-2")).toEqual([]);
});

test("an answer names a comment of the same issue", async () => {
  const first = await comment({ body: "A question" });
  expect((await comment({ body: "An answer", replyTo: first.id })).replyTo).toBe(first.id);
  const elsewhere = comment({ issue: "TUR-2", body: "Elsewhere", replyTo: first.id });
  expect(await refusal(elsewhere)).toMatchObject({ code: "invalid", fields: [{ path: "replyTo" }] });
});

test("comments come oldest first, page by page, each once", async () => {
  const made = [];
  for (let place = 0; place < 7; place++) made.push((await comment({ body: `Number ${place}` })).id);
  const seen: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await run(listComments, world.as(), { issue: "TUR-1", limit: 3, cursor, total: true });
    expect(page.total).toBe(7);
    seen.push(...page.items.map((one) => one.id));
    if (!page.nextCursor) break;
    cursor = page.nextCursor;
  }
  expect(seen).toEqual(made);
});

test("a cursor of another issue's comments is refused", async () => {
  await comment({ body: "One" });
  await comment({ body: "Two" });
  const { nextCursor } = await run(listComments, world.as(), { issue: "TUR-1", limit: 1 });
  const other = run(listComments, world.as(), { issue: "TUR-2", cursor: nextCursor });
  expect(await refusal(other)).toMatchObject({ code: "invalid", fields: [{ path: "cursor" }] });
});

test("hostile text is stored verbatim", async () => {
  const made = await comment({ body: HOSTILE_LINE });
  expect((await listed())[0]?.body).toBe(HOSTILE_LINE);
  await run(updateComment, world.as(), { comment: made.id, body: `${HOSTILE_LINE} again` });
  expect((await listed())[0]?.body).toBe(`${HOSTILE_LINE} again`);
  expect(await refusal(comment({ body: "half \ud800 of a pair" }))).toMatchObject({ code: "invalid" });
  expect(await refusal(comment({ body: " \n " }))).toMatchObject({ code: "invalid" });
  expect((await refusal(comment({ body: "x".repeat(64_001) }))).message).toContain("the limit is 64000");
});

test("a change makes a new version, and the same text again changes nothing", async () => {
  const made = await comment({ body: "One" });
  const changed = await run(updateComment, world.as(), { comment: made.id, body: "Two", version: 1 });
  expect(changed).toMatchObject({ body: "Two", version: 2 });
  expect(await listed()).toMatchObject([changed]);
  const again = await run(updateComment, world.as(), { comment: made.id, body: "Two" });
  expect(again).toEqual(changed);
});

test("a stale version is a conflict that carries the comment as it is", async () => {
  const made = await comment({ body: "One" });
  const current = await run(updateComment, world.as(), { comment: made.id, body: "Two" });
  const stale = await refusal(run(updateComment, world.as(), { comment: made.id, body: "Three", version: 1 }));
  expect(stale).toMatchObject({ code: "conflict", current });
  expect((await listed())[0]?.body).toBe("Two");
});

test("only the author and the owner change a comment", async () => {
  const owners = await comment({ body: "Of Ada" });
  const members = await comment({ body: "Of Ben" }, world.member);
  for (const attempt of [
    () => run(updateComment, world.as(world.member), { comment: owners.id, body: "Mine" }),
    () => run(binComment, world.as(world.member), { comment: owners.id }),
  ])
    expect(await refusal(attempt())).toMatchObject({ code: "forbidden" });
  await run(updateComment, world.as(world.member), { comment: members.id, body: "Of Ben, again" });
  await run(binComment, world.as(), { comment: members.id });
  expect((await listed()).map((one) => one.body)).toEqual(["Of Ada"]);
});

test("a comment goes to the bin and comes back; doing it twice changes nothing", async () => {
  const made = await comment({ body: "One" });
  await run(binComment, world.as(), { comment: made.id });
  expect(await listed()).toEqual([]);
  expect((await run(binComment, world.as(), { comment: made.id })).version).toBe(2);
  const change = refusal(run(updateComment, world.as(), { comment: made.id, body: "Two" }));
  expect(await change).toMatchObject({ code: "refused", message: expect.stringContaining("Restore it first") });
  expect(await refusal(comment({ body: "To it", replyTo: made.id }))).toMatchObject({ code: "invalid" });
  await run(restoreComment, world.as(), { comment: made.id });
  expect((await run(restoreComment, world.as(), { comment: made.id })).version).toBe(3);
  expect((await listed()).map((one) => one.body)).toEqual(["One"]);
});

test("comments of an issue in the bin are left alone until it is restored", async () => {
  const made = await comment({ body: "One" });
  await run(binIssue, world.as(), { issue: "TUR-1" });
  for (const attempt of [
    () => comment({ body: "Two" }),
    () => run(updateComment, world.as(), { comment: made.id, body: "Two" }),
    () => run(binComment, world.as(), { comment: made.id }),
  ])
    expect((await refusal(attempt())).message).toBe("TUR-1 is in the bin. Restore it first.");
});

test("a read-only key may not write, and a key of another project finds nothing", async () => {
  const made = await comment({ body: "One" });
  const reader = withKey(world.owner, { scope: "read" });
  const stranger = withKey(world.owner, { projectIds: [] });
  const writes = (actor: typeof reader) => [
    () => comment({ body: "Two" }, actor),
    () => run(updateComment, world.as(actor), { comment: made.id, body: "Two" }),
    () => run(binComment, world.as(actor), { comment: made.id }),
    () => run(restoreComment, world.as(actor), { comment: made.id }),
  ];
  for (const attempt of writes(reader)) expect(await refusal(attempt())).toMatchObject({ code: "forbidden" });
  for (const attempt of writes(stranger)) expect(await refusal(attempt())).toMatchObject({ code: "not_found" });
  expect(await refusal(run(listComments, world.as(stranger), { issue: "TUR-1" }))).toMatchObject({ code: "not_found" });
  expect((await run(listComments, world.as(reader), { issue: "TUR-1" })).items).toMatchObject([made]);
});

test("a comment is the issue's last activity, without a new version of the issue", async () => {
  const before = await run(getIssue, world.as(), { issue: "TUR-1" });
  const made = await comment({ body: "One" });
  const after = await run(getIssue, world.as(), { issue: "TUR-1" });
  expect(after.version).toBe(before.version);
  expect(after.updatedAt).toBe(made.createdAt);
  const { items } = await run(listActivity, world.as(), { issue: "TUR-1" });
  expect(items[0]).toMatchObject({
    operation: "comments.create",
    changes: [{ kind: "comment", id: made.id, key: "TUR-1", fields: { body: [null, "One"] } }],
  });
});

test("each write takes at most 8 statements, and search equals a rebuild after it", async () => {
  const first = await comment({ body: "Beginning" });
  const steps = [
    () => comment({ body: "Second words", replyTo: first.id }, withKey(world.owner)),
    () => run(updateComment, world.as(), { comment: first.id, body: "Other words", version: 1 }),
    () => run(binComment, world.as(), { comment: first.id }),
    () => run(restoreComment, world.as(), { comment: first.id }),
  ];
  for (const step of steps) {
    expect(await countStatements(world, step)).toBeLessThanOrEqual(8);
    const held = await searchContents(world);
    expect(held.length).toBeGreaterThan(0);
    expect(held).toEqual(await rebuiltContents(world));
  }
});

test("a write with an idempotency key makes one comment however often it is sent", async () => {
  const once = () => world.as(world.owner, { idempotencyKey: "k-1" });
  const first = await run(createComment, once(), { issue: "TUR-1", body: "Once" });
  expect(await run(createComment, once(), { issue: "TUR-1", body: "Once" })).toEqual(first);
  expect(await listed()).toHaveLength(1);
});

test("two people who change one comment at once both get through, one after the other", async () => {
  const made = await comment({ body: "One" });
  const answers = await Promise.all(
    ["Two", "Three", "Four"].map((body) => run(updateComment, world.as(), { comment: made.id, body })),
  );
  expect(answers.map((one) => one.version).sort()).toEqual([2, 3, 4]);
  expect((await listed())[0]?.version).toBe(4);
});
