import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { createComment } from "#lib/domain/comments/create-comment";
import { binComment } from "#lib/domain/comments/shelf";
import { createIssue } from "#lib/domain/issues/create-issue";
import { binIssue, restoreIssue } from "#lib/domain/issues/shelf";
import { createLabel } from "#lib/domain/labels/create-label";
import { binLabel } from "#lib/domain/labels/shelf";
import { createProject } from "#lib/domain/projects/create-project";
import { binProject } from "#lib/domain/projects/shelf";
import { askQuestion } from "#lib/domain/questions/ask-question";
import { binQuestion } from "#lib/domain/questions/shelf";
import { createWorkLog } from "#lib/domain/worklogs/create-work-log";
import { binWorkLog } from "#lib/domain/worklogs/shelf";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { listBin } from "./list-bin.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
  await run(createProject, world.as(), { name: "Turbo", key: "TUR" });
  await run(createProject, world.as(), { name: "Old plans", key: "OLD" });
  await run(createIssue, world.as(), { project: "TUR", title: "First" });
  await run(createIssue, world.as(), { project: "TUR", title: "Second" });
  const comment = await run(createComment, world.as(), { issue: "TUR-1", body: "A <b>remark</b>" });
  const log = await run(createWorkLog, world.as(), { issue: "TUR-1", minutes: 5, note: "Some work" });
  const question = await run(askQuestion, world.as(), { issue: "TUR-1", text: "Which one?" });
  await run(createLabel, world.as(), { name: "Design" });
  await run(binComment, world.as(), { comment: comment.id });
  await run(binWorkLog, world.as(), { worklog: log.id });
  await run(binQuestion, world.as(), { question: question.id });
  await run(binIssue, world.as(), { issue: "TUR-2" });
  await run(binProject, world.as(), { project: "OLD" });
  await run(binLabel, world.as(), { label: "Design" });
});
afterEach(() => world.close());

const bin = (input: object = {}, actor = world.owner) => run(listBin, world.as(actor), input);
const lines = (page: Awaited<ReturnType<typeof bin>>) =>
  page.items.map(({ kind, key, title }) => `${kind} ${key} ${title}`);

const ALL = [
  "label Design Design",
  "project OLD Old plans",
  "issue TUR-2 Second",
  "question TUR-1 Which one?",
  "worklog TUR-1 Some work",
  "comment TUR-1 A <b>remark</b>",
];

test("everything in the bin is listed, latest first, and what is restored leaves it", async () => {
  expect(lines(await bin())).toEqual(ALL);
  await run(restoreIssue, world.as(), { issue: "TUR-2" });
  expect(lines(await bin())).toEqual(ALL.filter((line) => !line.startsWith("issue")));
});

test("pages hold each thing once", async () => {
  const seen: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await bin({ limit: 2, cursor });
    seen.push(...lines(page));
    if (!page.nextCursor) break;
    cursor = page.nextCursor;
  }
  expect(seen).toEqual(ALL);
});

test("one kind can be asked for, and a limited key sees only its projects", async () => {
  expect(lines(await bin({ kind: "issue,comment" }))).toEqual([ALL[2], ALL.at(-1)]);
  const { id } = await world.database.reader.project.findUniqueOrThrow({ where: { key: "TUR" } });
  expect(lines(await bin({}, withKey(world.owner, { projectIds: [id] })))).toEqual(ALL.slice(2));
  expect(lines(await bin({}, withKey(world.owner, { projectIds: [] })))).toEqual([]);
});
