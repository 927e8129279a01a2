import { afterEach, beforeEach, expect, test } from "vitest";
import type { Actor } from "#lib/core/actor";
import { run } from "#lib/core/operation";
import { claimIssue } from "#lib/domain/claims/claim-issue";
import { lapseClaims } from "#lib/domain/claims/lapse-claims";
import { listClaims } from "#lib/domain/claims/list-claims";
import { listActivity } from "#lib/domain/events/list-activity";
import { createIssue } from "#lib/domain/issues/create-issue";
import { getIssue } from "#lib/domain/issues/get-issue";
import { updateIssue } from "#lib/domain/issues/update-issue";
import { createProject } from "#lib/domain/projects/create-project";
import { undoEvents } from "#lib/domain/undo/undo-events";
import { agentOf } from "#lib/testing/agent-of";
import { refusal } from "#lib/testing/refusal";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { getSession } from "./get-session.ts";
import { listSessions } from "./list-sessions.ts";
import { resumeSession } from "./resume-session.ts";
import { stopSession } from "./stop-session.ts";

let world: World;
let agent: Actor;
beforeEach(async () => {
  world = await makeWorld();
  agent = await agentOf(world, world.owner, "window");
  await run(createProject, world.as(), { name: "Turbo", key: "TUR" });
  for (const title of ["Anchor", "Bridge"])
    await run(createIssue, world.as(), { project: "TUR", title, status: "ready", assignee: "ben" });
});
afterEach(() => world.close());

/** An actor as the next request of its key has it. */
async function asked(actor: Actor): Promise<Actor> {
  const hasStops = (await world.database.reader.sessionStop.count({ where: { keyId: actor.key?.id ?? "" } })) > 0;
  return { ...actor, key: actor.key && { ...actor.key, hasStops } };
}
const claim = async (actor: Actor, issue = "TUR-1") => run(claimIssue, world.as(await asked(actor)), { issue });
const rename = async (actor: Actor, issue = "TUR-1") =>
  run(updateIssue, world.as(await asked(actor)), { issue, title: `Changed ${Math.random()}` });
const stop = (input: object = {}, actor = world.owner) =>
  run(stopSession, world.as(actor), { session: "window", reason: "It goes in circles.", ...input });
const keyOf = (actor: Actor) => actor.key?.id ?? "";

test("a stopped session gives back what it holds and is told at its next write who stopped it and why; it still reads", async () => {
  await claim(agent);
  expect(await stop()).toMatchObject({ session: "window", released: ["TUR-1"], stopped: { by: { handle: "ada" } } });
  expect(await run(getIssue, world.as(), { issue: "TUR-1" })).toMatchObject({
    ...{ status: "ready", claim: null, assignee: { handle: "ben" } },
  });
  const [ended] = (await run(listClaims, world.as(), { ended: true })).items;
  expect(ended).toMatchObject({ end: "released", reason: expect.stringContaining("It goes in circles.") });
  const told = await refusal(rename(agent));
  expect(told).toMatchObject({ code: "forbidden" });
  expect(told.message).toMatch(
    /^Ada Lindqvist stopped this session at \S+: "It goes in circles\." Nothing was saved.* Reading goes on\./,
  );
  expect(await refusal(claim(agent))).toMatchObject({ code: "forbidden" });
  expect(await run(getIssue, world.as(await asked(agent)), { issue: "TUR-1" })).toMatchObject({ title: "Anchor" });
});

test("other sessions of the key go on, and so does this one once it is resumed", async () => {
  const other = { ...agent, session: "another window" };
  await rename(agent);
  await claim(other, "TUR-2");
  expect((await stop()).released).toEqual([]);
  await rename(other, "TUR-2");
  expect((await run(listSessions, world.as(), {})).items.map(({ session, stopped }) => [session, !!stopped])).toEqual([
    ["another window", false],
    ["window", true],
  ]);
  expect(await run(resumeSession, world.as(), { session: "window" })).toMatchObject({ stopped: null });
  expect((await rename(agent)).title).toMatch(/^Changed/);
});

test("stopping again changes nothing, and resuming what goes on neither", async () => {
  await rename(agent);
  await stop();
  expect(await stop({ reason: "Another reason" })).toMatchObject({ stopped: { reason: "It goes in circles." } });
  await run(resumeSession, world.as(), { session: "window" });
  expect(await run(resumeSession, world.as(), { session: "window" })).toMatchObject({ stopped: null });
  const events = await world.database.reader.event.findMany({ where: { operation: { startsWith: "sessions." } } });
  expect(events.map(({ operation }) => operation)).toEqual(["sessions.stop", "sessions.resume"]);
});

test("the writes of a key that name no session are stopped as one, with the claims made that way", async () => {
  const unnamed = { ...agent, session: null };
  const { claim: own } = await claim(unnamed);
  expect(await refusal(stop({ session: "none" }))).toMatchObject({ code: "invalid", fields: [{ path: "key" }] });
  const stopped = await stop({ session: "none", key: keyOf(agent) });
  expect(stopped).toMatchObject({ session: null, released: ["TUR-1"], writes: null, client: "test" });
  expect((await refusal(rename(unnamed))).message).toContain("without a session");
  expect((await rename(agent)).title).toMatch(/^Changed/);
  expect(await run(getSession, world.as(), { session: own.lease })).toMatchObject({ session: null, stopped: {} });
});

test("a lease that is sent for a session is one", async () => {
  const { claim: own } = await claim({ ...agent, session: null });
  const named = { ...agent, session: own.lease };
  await rename(named);
  expect(await stop({ session: own.lease })).toMatchObject({ session: own.lease, released: ["TUR-1"] });
  expect(await refusal(rename(named))).toMatchObject({ code: "forbidden" });
});

test("what was claimed while its session was stopped goes back as well", async () => {
  await rename(agent);
  await stop();
  // As a request has it that was under way.
  await run(claimIssue, world.as(agent), { issue: "TUR-1" });
  await run(lapseClaims, world.as(), {});
  expect(await run(getIssue, world.as(), { issue: "TUR-1" })).toMatchObject({ status: "ready", claim: null });
});

test("who stops a session is the person of its key or an owner, and no agent", async () => {
  const bens = await agentOf(world, world.member, "window");
  await rename(agent);
  await rename(bens);
  expect(await refusal(stop())).toMatchObject({ code: "invalid", fields: [{ path: "key" }] });
  expect(await stop({}, world.member)).toMatchObject({ user: { handle: "ben" }, keyId: keyOf(bens) });
  expect(await refusal(stop({ key: keyOf(agent) }, world.member))).toMatchObject({ code: "not_found" });
  expect(await refusal(stop({ key: keyOf(bens) }, withKey(world.owner)))).toMatchObject({ code: "forbidden" });
  expect(await refusal(run(resumeSession, world.as(bens), { session: "window" }))).toMatchObject({ code: "forbidden" });
  expect(await run(resumeSession, world.as(), { session: "window", key: keyOf(bens) })).toMatchObject({
    stopped: null,
  });
});

test("a stop is looked up only for a key that has one, by one statement", async () => {
  await rename(agent);
  const count = async (actor: Actor) => {
    world.statements();
    await run(updateIssue, world.as(actor), { issue: "TUR-1", title: `Changed ${Math.random()}` });
    return world.statements().length;
  };
  const free = await count(agent);
  await stop();
  const other = await asked({ ...agent, session: "another window" });
  expect(other.key?.hasStops).toBe(true);
  expect(await count(other)).toBe(free + 1);
});

test("that a session was stopped stands in the activity, and undo says what to do instead", async () => {
  await claim(agent);
  await stop();
  const [event] = (await run(listActivity, world.as(), { on: "TUR-1" })).items;
  expect(event).toMatchObject({ operation: "sessions.stop", actor: { handle: "ada" } });
  const request = event?.requestId ?? "";
  const { kept } = await run(undoEvents, world.as(), { request, dryRun: true });
  expect(kept.map(({ why }) => why)).toContainEqual(expect.stringContaining("resume it"));
});

test("who claimed without a session and was stopped does not go on by sending its lease for one", async () => {
  const bare = { ...agent, session: null };
  const { lease } = (await claim(bare)).claim;
  expect(await stop({ session: lease })).toMatchObject({ session: null, released: ["TUR-1"] });
  for (const actor of [bare, { ...agent, session: lease }]) {
    expect(await refusal(rename(actor))).toMatchObject({ code: "forbidden" });
    expect(await refusal(claim(actor))).toMatchObject({ code: "forbidden" });
  }
  await run(resumeSession, world.as(), { session: lease });
  await claim({ ...agent, session: lease });
});
