import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { createIssue } from "#lib/domain/issues/create-issue";
import { createProject } from "#lib/domain/projects/create-project";
import { agentOf } from "#lib/testing/agent-of";
import { makeWorld, type World } from "#lib/testing/world";
import { listSessions } from "./list-sessions.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
  await run(createProject, world.as(), { name: "Plan", key: "PLAN" });
});
afterEach(() => world.close());

async function write(session: string, of = world.owner, times = 1): Promise<void> {
  const agent = await agentOf(world, of, session);
  for (let n = 0; n < times; n++)
    await run(createIssue, world.as(agent), { project: "PLAN", title: `By ${session}`, confirm: true });
}

test("sessions are listed by their last write, with who, key, client and how many writes", async () => {
  await write("s-1", world.owner, 3);
  await write("s-2", world.member, 2);
  await run(createIssue, world.as(), { project: "PLAN", title: "By hand" });
  const { items, nextCursor } = await run(listSessions, world.as(), {});
  expect(items).toMatchObject([
    { session: "s-2", user: { handle: "ben" }, key: "test key", kind: "agent", client: "test", writes: 2 },
    { session: "s-1", user: { handle: "ada" }, writes: 3 },
  ]);
  expect(nextCursor).toBeNull();
  world.statements();
  await run(listSessions, world.as(), {});
  expect(world.statements()).toHaveLength(1);
});

test("others than the owner see their own sessions", async () => {
  await write("s-1", world.owner);
  await write("s-2", world.member);
  expect((await run(listSessions, world.as(world.member), {})).items.map(({ session }) => session)).toEqual(["s-2"]);
  expect((await run(listSessions, world.as(world.member), { user: "ada" })).items).toEqual([]);
  expect((await run(listSessions, world.as(), { user: "me" })).items.map(({ session }) => session)).toEqual(["s-1"]);
});

test("a page ends where the next one begins", async () => {
  for (const session of ["s-1", "s-2", "s-3"]) await write(session);
  const first = await run(listSessions, world.as(), { limit: 2 });
  expect(first.items.map(({ session }) => session)).toEqual(["s-3", "s-2"]);
  const second = await run(listSessions, world.as(), { limit: 2, cursor: first.nextCursor ?? "" });
  expect(second.items.map(({ session }) => session)).toEqual(["s-1"]);
  expect(second.nextCursor).toBeNull();
});
