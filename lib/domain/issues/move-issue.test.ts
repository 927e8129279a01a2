import { afterEach, beforeEach, expect, test } from "vitest";
import { newId } from "#lib/core/ids";
import { run } from "#lib/core/operation";
import { createComment } from "#lib/domain/comments/create-comment";
import { listComments } from "#lib/domain/comments/list-comments";
import { listActivity } from "#lib/domain/events/list-activity";
import { createProject } from "#lib/domain/projects/create-project";
import { getProject } from "#lib/domain/projects/get-project";
import { listReferences } from "#lib/domain/references/list-references";
import { search } from "#lib/domain/search/search";
import { revertEvent } from "#lib/domain/undo/revert-event";
import { countStatements } from "#lib/testing/count-statements";
import { refusal } from "#lib/testing/refusal";
import { rebuiltContents, searchContents } from "#lib/testing/search-contents";
import { seedNouns } from "#lib/testing/seed-nouns";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { createIssue } from "./create-issue.ts";
import { getIssue } from "./get-issue.ts";
import { moveIssue } from "./move-issue.ts";
import { binIssue } from "./shelf.ts";

let world: World;
let tur: string;
beforeEach(async () => {
  world = await makeWorld();
  tur = (await run(createProject, world.as(), { name: "Turbo", key: "TUR" })).id;
  await run(createProject, world.as(), { name: "Other", key: "OTH" });
  await run(createIssue, world.as(), { project: "OTH", title: "Already there" });
  await run(createIssue, world.as(), { project: "TUR", title: "First" });
});
afterEach(() => world.close());

const move = (input: object = {}, actor = world.owner) =>
  run(moveIssue, world.as(actor), { issue: "TUR-1", project: "OTH", ...input });

test("a moved issue has a new number, and its old key finds it for ever, also in texts", async () => {
  const moved = await move();
  expect(moved).toMatchObject({
    key: "OTH-2",
    project: "OTH",
    aliases: ["TUR-1"],
    version: 2,
    moved: [{ from: "TUR-1", to: "OTH-2" }],
    lostMilestones: [],
  });
  expect(await run(getIssue, world.as(), { issue: "tur-1" })).toMatchObject({ key: "OTH-2" });
  expect((await run(createIssue, world.as(), { project: "TUR", title: "Next" })).key).toBe("TUR-2");
  await run(createComment, world.as(), { on: "TUR-2", body: "As in TUR-1" });
  expect((await run(listReferences, world.as(), { on: "OTH-2" })).items).toMatchObject([{ on: { key: "TUR-2" } }]);
  await move({ issue: "TUR-1", project: "TUR" });
  for (const key of ["TUR-1", "OTH-2", "TUR-3"])
    expect((await run(getIssue, world.as(), { issue: key })).key).toBe("TUR-3");
});

test("comments, search and activity come along", async () => {
  await run(createComment, world.as(), { on: "TUR-1", body: "The unmistakable remark" });
  await move();
  expect((await run(listComments, world.as(), { on: "OTH-2" })).items).toMatchObject([{ on: "OTH-2" }]);
  expect((await run(search, world.as(), { q: "unmistakable", project: "OTH" })).items).toHaveLength(1);
  expect((await run(search, world.as(), { q: "unmistakable", project: "TUR" })).items).toEqual([]);
  const held = await searchContents(world);
  expect(await rebuiltContents(world)).toEqual(held);
  const { items } = await run(listActivity, world.as(), { on: "OTH-2" });
  expect(items.map(({ operation }) => operation)).toEqual(["issues.move", "comments.create", "issues.create"]);
  for (const on of ["TUR", "OTH"]) {
    const [newest] = (await run(listActivity, world.as(), { on })).items;
    expect(newest).toMatchObject({ operation: "issues.move", changes: [{ fields: { key: ["TUR-1", "OTH-2"] } }] });
  }
});

test("the milestone stays behind, and the initiative gains the project", async () => {
  await seedNouns(world, "TUR");
  await run(createIssue, world.as(), { project: "TUR", title: "Planned", milestone: "TUR-MS1", initiative: "I-1" });
  const moved = await move({ issue: "TUR-2" });
  expect(moved).toMatchObject({ milestone: null, initiative: { key: "I-1" }, lostMilestones: ["TUR-MS1"] });
  const spans = await world.database.reader.initiativeProject.findMany({ include: { project: true } });
  expect(spans.map(({ project }) => project.key).sort()).toEqual(["OTH", "TUR"]);
});

test("sub-issues come along when asked, at any depth", async () => {
  await run(createIssue, world.as(), { project: "TUR", title: "Child", parent: "TUR-1" });
  await run(createIssue, world.as(), { project: "TUR", title: "Grandchild", parent: "TUR-2" });
  await run(createIssue, world.as(), { project: "TUR", title: "Other" });
  const moved = await move({ withSubIssues: true });
  expect(moved.moved.map(({ from, to }) => `${from} ${to}`)).toEqual(["TUR-1 OTH-2", "TUR-2 OTH-3", "TUR-3 OTH-4"]);
  expect(await run(getIssue, world.as(), { issue: "TUR-3" })).toMatchObject({ key: "OTH-4", parent: "OTH-3" });
  expect((await run(getIssue, world.as(), { issue: "TUR-4" })).key).toBe("TUR-4");
  await run(createIssue, world.as(), { project: "OTH", title: "Stays", parent: "OTH-2" });
  const alone = await move({ issue: "OTH-2", project: "TUR" });
  expect(alone.moved).toHaveLength(1);
  expect((await run(getIssue, world.as(), { issue: "OTH-5" })).parent).toBe("TUR-5");
});

test("undone, it has its old number and milestone again, and both keys find it", async () => {
  await seedNouns(world, "TUR");
  await run(createIssue, world.as(), { project: "TUR", title: "Planned", milestone: "TUR-MS1" });
  await run(createComment, world.as(), { on: "TUR-2", body: "The unmistakable remark" });
  await move({ issue: "TUR-2" });
  const [event] = (await run(listActivity, world.as(), { on: "OTH-2" })).items;
  await run(revertEvent, world.as(), { event: event?.number });
  for (const key of ["TUR-2", "OTH-2"]) {
    const back = await run(getIssue, world.as(), { issue: key });
    expect(back).toMatchObject({ key: "TUR-2", milestone: { key: "TUR-MS1" }, aliases: ["OTH-2"] });
  }
  expect((await run(search, world.as(), { q: "unmistakable", project: "TUR" })).items).toHaveLength(1);
});

test("it is refused to where it is, from the bin, stale, unseen and to a reader", async () => {
  expect(await refusal(move({ project: "TUR" }))).toMatchObject({ code: "refused" });
  expect(await refusal(move({ project: "NO" }))).toMatchObject({ code: "not_found" });
  expect(await refusal(move({ version: 7 }))).toMatchObject({ code: "conflict" });
  const limited = withKey(world.owner, { projectIds: [tur] });
  expect(await refusal(move({}, limited))).toMatchObject({ code: "not_found" });
  expect(await refusal(move({}, withKey(world.owner, { scope: "read" })))).toMatchObject({ code: "forbidden" });
  await run(binIssue, world.as(), { issue: "TUR-1" });
  expect(await refusal(move())).toMatchObject({ code: "refused" });
});

test("a move takes at most sixteen statements, however much lies on the issue and below it", async () => {
  await seedNouns(world, "TUR");
  await run(createIssue, world.as(), { project: "TUR", title: "Child", parent: "TUR-1", initiative: "I-1" });
  await run(createIssue, world.as(), { project: "TUR", title: "Grandchild", parent: "TUR-2", milestone: "TUR-MS1" });
  for (const on of ["TUR-1", "TUR-1", "TUR-3"]) await run(createComment, world.as(), { on, body: "A remark" });
  expect(await countStatements(world, () => move({ withSubIssues: true }))).toBeLessThanOrEqual(16);
  expect(await countStatements(world, () => move({ issue: "OTH-4", project: "TUR" }))).toBeLessThanOrEqual(16);
});

test("the same call sent again is answered as before", async () => {
  const once = () => run(moveIssue, world.as(world.owner, { idempotencyKey: "k" }), { issue: "TUR-1", project: "OTH" });
  const first = await once();
  expect(await once()).toEqual(first);
});

test("attachments of an issue and of its comments come along", async () => {
  const { id: issue } = await run(getIssue, world.as(), { issue: "TUR-1" });
  const { id: comment } = await run(createComment, world.as(), { on: "TUR-1", body: "See the file" });
  const file = { createdAt: new Date(), name: "a.png", mediaType: "image/png", size: 1, hash: "0".repeat(64) };
  await world.database.write((tx) =>
    tx.attachment.createMany({
      data: [
        { ...file, id: newId(), subjectKind: "issue", subjectId: issue, projectId: tur },
        { ...file, id: newId(), subjectKind: "comment", subjectId: comment, projectId: tur },
      ],
    }),
  );
  await move();
  const { id: other } = await run(getProject, world.as(), { project: "OTH" });
  const attachments = await world.database.reader.attachment.findMany();
  expect(attachments.map(({ projectId }) => projectId)).toEqual([other, other]);
});

test("what is said on an issue while it moves comes along", async () => {
  for (let round = 0; round < 8; round++) {
    const { key } = await run(createIssue, world.as(), { project: "TUR", title: `Round ${round}`, confirm: true });
    await Promise.all([
      move({ issue: key }),
      ...["One", "Two", "Three"].map((body) => run(createComment, world.as(), { on: key, body })),
    ]);
  }
  expect(await world.database.reader.comment.count({ where: { projectId: tur } })).toBe(0);
  expect(await searchContents(world)).toEqual(await rebuiltContents(world));
});
