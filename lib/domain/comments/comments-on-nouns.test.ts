import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { listBin } from "#lib/domain/bin/list-bin";
import { listActivity } from "#lib/domain/events/list-activity";
import { createIssue } from "#lib/domain/issues/create-issue";
import { createProject } from "#lib/domain/projects/create-project";
import { search } from "#lib/domain/search/search";
import { countStatements } from "#lib/testing/count-statements";
import { refusal } from "#lib/testing/refusal";
import { rebuiltContents, searchContents } from "#lib/testing/search-contents";
import { seedNouns } from "#lib/testing/seed-nouns";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { createComment } from "./create-comment.ts";
import { listComments } from "./list-comments.ts";
import { binComment, restoreComment } from "./shelf.ts";
import { updateComment } from "./update-comment.ts";

const NOUNS = ["I-1", "TUR-MS1", "TUR-DEC1", "DEC-1", "TUR-DOC1", "TUR"];

let world: World;
let ids: Record<string, string>;
beforeEach(async () => {
  world = await makeWorld();
  await run(createProject, world.as(), { name: "Turbo", key: "TUR" });
  await run(createProject, world.as(), { name: "Other", key: "OTH" });
  await run(createIssue, world.as(), { project: "TUR", title: "First" });
  ids = await seedNouns(world, "TUR");
});
afterEach(() => world.close());

const comment = (on: string, body: string, actor = world.owner) => run(createComment, world.as(actor), { on, body });

test.each(NOUNS)("%s takes a comment, an answer to it, a change, the bin and back", async (on) => {
  const made = await comment(on, "Looks good");
  expect(made).toMatchObject({ on, issue: null });
  const answer = await run(createComment, world.as(), { on: ids[on], body: "It does", replyTo: made.id });
  expect((await run(listComments, world.as(), { on, total: true })).items).toMatchObject([made, answer]);
  await run(updateComment, world.as(), { comment: made.id, body: "Looks better", version: 1 });
  await run(binComment, world.as(), { comment: made.id });
  expect((await run(listBin, world.as(), {})).items).toMatchObject([{ kind: "comment", key: on }]);
  expect(await run(restoreComment, world.as(), { comment: made.id })).toMatchObject({ on, body: "Looks better" });
});

test.each(NOUNS)("a comment on %s is in its activity, in its last change and in the search", async (on) => {
  const made = await comment(on, "The unmistakable remark");
  const { items } = await run(listActivity, world.as(), { on });
  expect(items[0]).toMatchObject({ operation: "comments.create", changes: [{ kind: "comment", key: on }] });
  const [hit] = (await run(search, world.as(), { q: "unmistakable" })).items;
  expect(hit).toMatchObject({ kind: "comment", id: made.id, issue: null, on: { key: on } });
  const held = await searchContents(world);
  expect((await rebuiltContents(world)).filter((line) => line.includes(made.id))).toEqual(
    held.filter((line) => line.includes(made.id)),
  );
});

test("a comment moves the time of the last change, not the version", async () => {
  const made = await comment("TUR-DOC1", "Seen");
  const row = await world.database.reader.document.findUniqueOrThrow({ where: { id: ids["TUR-DOC1"] ?? "" } });
  expect(row).toMatchObject({ version: 1, updatedAt: new Date(made.createdAt) });
});

test("a limited key comments on what its projects hold, reads the workspace's decisions, and finds nothing else", async () => {
  const inside = withKey(world.owner, { projectIds: [ids.TUR ?? ""] });
  const outside = withKey(world.owner, { projectIds: [] });
  for (const on of ["I-1", "TUR-MS1", "TUR-DOC1", "TUR"]) {
    expect((await comment(on, "Inside", inside)).on).toBe(on);
    expect(await refusal(comment(on, "Outside", outside))).toMatchObject({ code: "not_found" });
    expect(await refusal(run(listComments, world.as(outside), { on }))).toMatchObject({ code: "not_found" });
  }
  const said = await comment("DEC-1", "Agreed");
  expect((await run(listComments, world.as(outside), { on: "DEC-1" })).items).toMatchObject([said]);
  expect(await refusal(comment("DEC-1", "Outside", outside))).toMatchObject({ code: "forbidden" });
  const change = run(updateComment, world.as(outside), { comment: said.id, body: "Not theirs" });
  expect(await refusal(change)).toMatchObject({ code: "forbidden" });
});

test("what a comment is on is said once, under either name, and has to exist", async () => {
  expect(await refusal(run(createComment, world.as(), { body: "x" }))).toMatchObject({ fields: [{ path: "on" }] });
  const both = run(createComment, world.as(), { on: "TUR-DOC1", issue: "TUR-1", body: "x" });
  expect(await refusal(both)).toMatchObject({ fields: [{ path: "issue" }] });
  expect(await refusal(comment("TUR-DOC9", "x"))).toMatchObject({ code: "not_found", fields: [{ path: "on" }] });
  await world.database.write((tx) => tx.document.updateMany({ data: { shelf: "binned", binnedAt: new Date() } }));
  expect(await refusal(comment("TUR-DOC1", "x"))).toMatchObject({ code: "refused" });
  expect(await refusal(comment("I-1", "x", withKey(world.owner, { scope: "read" })))).toMatchObject({
    code: "forbidden",
  });
});

test("comments of any noun are written in at most 8 statements and listed in four", async () => {
  await comment("I-1", "One");
  expect(await countStatements(world, () => comment("I-1", "See TUR-1 and @ben"))).toBeLessThanOrEqual(8);
  await run(listComments, world.as(), { on: "I-1" });
  world.statements();
  await run(listComments, world.as(), { on: "I-1" });
  expect(world.statements().filter((sql) => sql.startsWith("SELECT"))).toHaveLength(4);
});
