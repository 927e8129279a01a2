import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Actor } from "#lib/core/actor";
import { run } from "#lib/core/operation";
import { claimIssue } from "#lib/domain/claims/claim-issue";
import { finishIssue } from "#lib/domain/claims/finish-issue";
import { createComment } from "#lib/domain/comments/create-comment";
import { createIssue } from "#lib/domain/issues/create-issue";
import { updateIssue } from "#lib/domain/issues/update-issue";
import { createProject } from "#lib/domain/projects/create-project";
import { undoEvents } from "#lib/domain/undo/undo-events";
import { agentOf } from "#lib/testing/agent-of";
import { refusal } from "#lib/testing/refusal";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { getAgent } from "./get-agent.ts";
import { listAgents } from "./list-agents.ts";

let world: World;
let agent: Actor;
let docs: string;
beforeEach(async () => {
  world = await makeWorld();
  agent = await agentOf(world, world.owner, "window");
  await run(createProject, world.as(), { name: "Turbo", key: "TUR" });
  docs = (await run(createProject, world.as(), { name: "Docs", key: "DOX" })).id;
  for (const project of ["TUR", "TUR", "DOX"])
    await run(createIssue, world.as(), { project, title: `${Math.random()}`, status: "ready" });
});
afterEach(async () => {
  vi.useRealTimers();
  await world.close();
});

const keyOf = ({ key }: Actor) => key?.id ?? "";
const claim = (issue: string, input = {}) => run(claimIssue, world.as(agent), { issue, ...input });
const finish = (issue: string, input = {}) => run(finishIssue, world.as(agent), { issue, ...input });
const figures = async (actor = world.owner) => (await run(getAgent, world.as(actor), { agent: keyOf(agent) })).figures;
const list = async (input = {}, actor = world.owner) => (await run(listAgents, world.as(actor), input)).items;

test("agents are listed with whose they are, what they hold until when, and who is live", async () => {
  const idle = await agentOf(world, world.member, "other");
  await claim("TUR-1", { minutes: 20, model: "some-model" });
  const items = await list({}, world.member);
  expect(items).toHaveLength(2);
  expect(items).toContainEqual(
    expect.objectContaining({
      ...{ id: keyOf(agent), name: "test key", kind: "agent", client: "test", live: true },
      user: expect.objectContaining({ handle: "ada" }),
      holds: [expect.objectContaining({ issue: "TUR-1", minutes: 20, model: "some-model", session: "window" })],
    }),
  );
  expect(items.find(({ id }) => id === keyOf(idle))).toMatchObject({ live: false, lastSeenAt: null, holds: [] });
});

test("an agent that holds nothing is live while it asks for something, and what it held by a lease that ran out is not told", async () => {
  const lastUsedAt = new Date();
  await claim("TUR-1");
  await world.database.write((tx) => tx.apiKey.updateMany({ data: { lastUsedAt } }));
  const after = async (minutes: number) => {
    vi.useFakeTimers({ now: lastUsedAt.getTime() + minutes * 60_000, toFake: ["Date"] });
    const [one] = await list();
    return [one?.live, one?.holds.length];
  };
  expect(await after(29)).toEqual([true, 1]);
  expect(await after(31)).toEqual([false, 0]);
  await world.database.write((tx) => tx.apiKey.updateMany({ data: { lastUsedAt: new Date() } }));
  expect(await after(32)).toEqual([true, 0]);
});

test("keys of scripts and revoked ones are listed where that is asked for", async () => {
  const script = withKey(world.owner, { kind: "script" });
  const now = new Date();
  const row = { createdAt: now, updatedAt: now, userId: world.owner.user.id, name: "cron", scope: "write" as const };
  const rest = { kind: "script" as const, prefix: "turbo_cron", hash: "h", revokedAt: now };
  await world.database.write((tx) => tx.apiKey.createMany({ data: [{ id: keyOf(script), ...row, ...rest }] }));
  expect(await list({ scripts: true })).toHaveLength(1);
  expect((await list({ scripts: true, revoked: true })).map(({ name }) => name).sort()).toEqual(["cron", "test key"]);
});

test("a key that is limited to projects knows itself and who holds an issue there", async () => {
  const limited = withKey(world.owner, { projectIds: [docs] });
  await claim("TUR-1");
  expect(await list({}, limited)).toEqual([]);
  expect(await refusal(run(getAgent, world.as(limited), { agent: keyOf(agent) }))).toMatchObject({ code: "not_found" });
  await claim("DOX-1");
  expect((await list({}, limited)).map(({ holds }) => holds.map(({ issue }) => issue))).toEqual([["DOX-1"]]);
  const own = { ...agent, projectIds: [docs] };
  expect((await list({}, own)).map(({ id }) => id)).toEqual([keyOf(agent)]);
});

test("the figures tell what was finished week by week, what its logs tell of tokens, and what was undone", async () => {
  const day = 86_400_000;
  const at = (days: number) => vi.useFakeTimers({ now: Date.UTC(2026, 5, 30, 12) - days * day, toFake: ["Date"] });
  at(60);
  await claim("TUR-2");
  await finish("TUR-2", { tokens: 9_999 });
  at(10);
  await claim("TUR-1");
  await finish("TUR-1", { tokens: 4_000 });
  at(0);
  await claim("TUR-1");
  await run(updateIssue, world.as(), { issue: "TUR-1", criteria: ["It shines", "It lasts"] });
  await finish("TUR-1", { tokens: 1_000, evidence: ["1 commit 4f2a91c"] });
  await claim("DOX-1");
  await finish("DOX-1");
  const told = await figures();
  expect(told.from).toBe("2026-06-03T00:00:00.000Z");
  expect(told.weeks.map(({ finished }) => finished)).toEqual([0, 0, 0, 2]);
  expect(told).toMatchObject({
    finished: 2,
    issuesTold: 1,
    tokensTold: 5_000,
    writes: 6,
    undone: 0,
    criteria: 2,
    proven: 1,
  });
  await run(createComment, world.as(agent), { on: "TUR-1", body: "Wrong." });
  const { requestId } = await world.database.reader.event.findFirstOrThrow({ orderBy: { number: "desc" } });
  const { request } = await run(undoEvents, world.as(), { request: requestId });
  expect(await figures()).toMatchObject({ writes: 7, undone: 1 });
  await run(undoEvents, world.as(), { request });
  expect(await figures()).toMatchObject({ writes: 7, undone: 0 });
  expect(await figures({ ...agent, projectIds: [docs] })).toMatchObject({ finished: 1, issuesTold: 0, writes: 2 });
});
