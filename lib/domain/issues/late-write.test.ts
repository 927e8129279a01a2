import { afterEach, beforeEach, expect, test } from "vitest";
import type { Actor } from "#lib/core/actor";
import { run } from "#lib/core/operation";
import { createComment } from "#lib/domain/comments/create-comment";
import { updateComment } from "#lib/domain/comments/update-comment";
import { createProject } from "#lib/domain/projects/create-project";
import { agentOf } from "#lib/testing/agent-of";
import { refusal } from "#lib/testing/refusal";
import { makeWorld, type World } from "#lib/testing/world";
import { createIssue } from "./create-issue.ts";
import { updateIssue } from "./update-issue.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
  await run(createProject, world.as(), { name: "Turbo" });
  await run(createIssue, world.as(), { project: "TUR", title: "One" });
});
afterEach(() => world.close());

const update = (actor: Actor, input: object) => run(updateIssue, world.as(actor), { issue: "TUR-1", ...input });

test("a write that comes too late is told who was quicker, through which door and when", async () => {
  await update(world.member, { title: "Theirs" });
  const late = await refusal(update(world.owner, { title: "Mine", version: 1 }));
  expect(late.message).toMatch(
    /now at 2\. .*The last change was by Ben Okafor, in the browser, at \d{4}-\d\d-\d\d \d\d:\d\d UTC\.$/,
  );
  expect(late.changed).toEqual({ by: "Ben Okafor", door: "web", at: expect.stringMatching(/Z$/) });
  expect(late.current).toMatchObject({ title: "Theirs", version: 2 });
});

test("an agent is named with the person it works for", async () => {
  await update(await agentOf(world, world.member, "s-1"), { title: "Theirs" });
  const late = await refusal(update(world.owner, { title: "Mine", version: 1 }));
  expect(late.changed).toMatchObject({ by: "test for Ben Okafor", door: "mcp" });
});

test("it is the one who changed the same field, though another field was changed later", async () => {
  await update(world.member, { title: "Theirs" });
  await update(world.owner, { priority: "high" });
  expect((await refusal(update(world.owner, { title: "Mine", version: 1 }))).changed?.by).toBe("Ben Okafor");
  expect((await refusal(update(world.owner, { estimate: 3, version: 1 }))).changed?.by).toBe("Ada Lindqvist");
});

test("so it is for what stands on the page of another thing", async () => {
  const { id } = await run(createComment, world.as(world.member), { on: "TUR-1", body: "One" });
  await run(updateComment, world.as(world.member), { comment: id, body: "Two" });
  await update(world.owner, { title: "Later" });
  const late = await refusal(run(updateComment, world.as(world.owner), { comment: id, body: "Mine", version: 1 }));
  expect(late.changed?.by).toBe("Ben Okafor");
});
