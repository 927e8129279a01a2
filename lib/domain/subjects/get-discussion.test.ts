import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { listAttachments } from "#lib/domain/attachments/list-attachments";
import { createComment } from "#lib/domain/comments/create-comment";
import { listComments } from "#lib/domain/comments/list-comments";
import { listActivity } from "#lib/domain/events/list-activity";
import { createIssue } from "#lib/domain/issues/create-issue";
import { updateIssue } from "#lib/domain/issues/update-issue";
import { createProject } from "#lib/domain/projects/create-project";
import { askQuestion } from "#lib/domain/questions/ask-question";
import { listQuestions } from "#lib/domain/questions/list-questions";
import { listReferences } from "#lib/domain/references/list-references";
import { createWorkLog } from "#lib/domain/worklogs/create-work-log";
import { listWorkLogs } from "#lib/domain/worklogs/list-work-logs";
import { makeWorld, type World } from "#lib/testing/world";
import { getDiscussion } from "./get-discussion.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
  await run(createProject, world.as(), { name: "One", key: "ONE" });
  await run(createIssue, world.as(), { project: "ONE", title: "Discussed" });
});
afterEach(() => world.close());

test("it holds what the lists of comments, files, references, work, questions and events hold", async () => {
  await run(createIssue, world.as(), { project: "ONE", title: "Names it", description: "See ONE-1." });
  for (const body of ["First", "Second"]) await run(createComment, world.as(), { on: "ONE-1", body });
  await run(createWorkLog, world.as(), { issue: "ONE-1", minutes: 20, note: "Tried" });
  await run(askQuestion, world.as(), { issue: "ONE-1", text: "How?" });
  const { workLogs, questions, ...found } = await run(getDiscussion, world.as(), { on: "ONE-1" });
  expect(found).toEqual({
    attachments: await run(listAttachments, world.as(), { on: "ONE-1", limit: 100, total: true }),
    references: await run(listReferences, world.as(), { on: "ONE-1", limit: 50 }),
    comments: await run(listComments, world.as(), { on: "ONE-1", limit: 200, sort: "-createdAt" }),
    activity: await run(listActivity, world.as(), { on: "ONE-1" }),
    origin: { handle: world.owner.user.handle, via: null },
  });
  expect(workLogs).toEqual((await run(listWorkLogs, world.as(), { issue: "ONE-1", limit: 50 })).items);
  expect(questions).toEqual((await run(listQuestions, world.as(), { issue: "ONE-1" })).items);
  const many = [found.references.items.length, found.comments.items.length, workLogs.length, questions.length];
  expect(many).toEqual([1, 2, 1, 1]);
});

test("who made something is told as well where the page does not go back so far", async () => {
  for (let estimate = 1; estimate <= 50; estimate++)
    await run(updateIssue, world.as(), { issue: "ONE-1", estimate, force: true });
  const { activity, origin } = await run(getDiscussion, world.as(), { on: "ONE-1" });
  expect(activity.next).not.toBeNull();
  expect(origin).toEqual({ handle: world.owner.user.handle, via: null });
});
