import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Actor } from "#lib/core/actor";
import { run } from "#lib/core/operation";
import { createComment } from "#lib/domain/comments/create-comment";
import { listActivity } from "#lib/domain/events/list-activity";
import { createIssue } from "#lib/domain/issues/create-issue";
import { getIssue } from "#lib/domain/issues/get-issue";
import { linkIssues } from "#lib/domain/issues/link-issues";
import { binIssue } from "#lib/domain/issues/shelf";
import { updateIssue } from "#lib/domain/issues/update-issue";
import { createProject } from "#lib/domain/projects/create-project";
import { updateProject } from "#lib/domain/projects/update-project";
import { answerQuestion } from "#lib/domain/questions/answer-question";
import { listQuestions } from "#lib/domain/questions/list-questions";
import { explainIssue } from "#lib/domain/queue/explain-issue";
import { undoEvents } from "#lib/domain/undo/undo-events";
import { listWorkLogs } from "#lib/domain/worklogs/list-work-logs";
import { stopWorkLog } from "#lib/domain/worklogs/stop-work-log";
import { refusal } from "#lib/testing/refusal";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { claimIssue } from "./claim-issue.ts";
import { finishIssue } from "./finish-issue.ts";
import { handOverIssue } from "./hand-over.ts";
import { heartbeat } from "./heartbeat.ts";
import { lapseClaims } from "./lapse-claims.ts";
import { listClaims } from "./list-claims.ts";
import { nextClaim } from "./next-claim.ts";
import { releaseIssue } from "./release-issue.ts";

let world: World;
/** Two agents, each with a key of its own. */
let first: Actor;
let second: Actor;
beforeEach(async () => {
  world = await makeWorld();
  first = withKey(world.owner, { session: "one" });
  second = withKey(world.member, { session: "two" });
  await run(createProject, world.as(), { name: "Turbo", key: "TUR" });
  for (const title of ["Anchor", "Bridge", "Canal"]) await file({ title });
});
afterEach(async () => {
  vi.useRealTimers();
  await world.close();
});

const file = (input: object) => run(createIssue, world.as(), { project: "TUR", status: "ready", ...input });
const next = (actor: Actor, input = {}) => run(nextClaim, world.as(actor), input);
const claim = (actor: Actor, issue = "TUR-1", input = {}) => run(claimIssue, world.as(actor), { issue, ...input });
const issueNow = (issue = "TUR-1") => run(getIssue, world.as(), { issue });
const lapse = () => run(lapseClaims, world.as(), {});
const logs = async () => (await run(listWorkLogs, world.as(), { issue: "TUR-1" })).items;

/** Lets minutes go by. */
function pass(minutes: number): void {
  vi.useFakeTimers({ now: Date.now() + minutes * 60_000, toFake: ["Date"] });
}

test("a claim makes an issue its holder's: status, assignee, a running work log, and who holds it until when", async () => {
  const { claim: own, issue } = await next(first, { minutes: 20, model: "some-model" });
  expect(issue).toMatchObject({ key: "TUR-1", status: "in_progress", assignee: { handle: "ada" } });
  expect(own).toMatchObject({ issue: "TUR-1", session: "one", minutes: 20, model: "some-model", endedAt: null });
  expect(new Date(own.until).getTime() - new Date(own.since).getTime()).toBe(20 * 60_000);
  expect(await issueNow()).toMatchObject({ claim: { lease: own.lease, holder: { handle: "ada" }, until: own.until } });
  expect(await logs()).toMatchObject([{ running: true, model: "some-model", via: { session: "one" } }]);
  expect((await run(listClaims, world.as(), {})).items).toEqual([own]);
  const [event] = (await run(listActivity, world.as(), { on: "TUR-1" })).items;
  expect(event?.changes.map(({ kind }) => kind)).toEqual(["issue", "worklog"]);
  expect(event?.changes[0]?.fields).toMatchObject({ claim: [null, "test for Ada Lindqvist"] });
});

test("of many who ask at once each gets another issue, and nobody gets one that is taken", async () => {
  const agents = Array.from({ length: 5 }, (_, n) => withKey(world.owner, { session: `s${n}` }));
  const taken = await Promise.allSettled(agents.map((agent) => next(agent)));
  const won = taken.flatMap((one) => (one.status === "fulfilled" ? [one.value.issue.key] : []));
  expect(won.sort()).toEqual(["TUR-1", "TUR-2", "TUR-3"]);
  const lost = taken.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
  expect(lost.map(({ code }) => code)).toEqual(["refused", "refused"]);
});

test("of many who claim one issue at once one gets it, and the others are told who", async () => {
  const agents = Array.from({ length: 5 }, (_, n) => withKey(world.owner, { session: `s${n}` }));
  const taken = await Promise.allSettled(agents.map((agent) => claim(agent)));
  expect(taken.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const lost = taken.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
  for (const error of lost) {
    expect(error).toMatchObject({ code: "conflict" });
    expect(error.message).toMatch(/^TUR-1 is claimed by test for Ada Lindqvist until /);
  }
});

test("who claims again what it holds, or asks for the next, gets it again with a new lease", async () => {
  const { claim: own } = await next(first);
  pass(10);
  const again = await claim(first);
  expect(again.claim.lease).toBe(own.lease);
  expect(new Date(again.claim.until) > new Date(own.until)).toBe(true);
  expect((await next(first)).claim.lease).toBe(own.lease);
  expect((await next(first, { another: true })).issue.key).toBe("TUR-2");
});

test("any write of the holder to the issue renews the lease, and so does a heartbeat", async () => {
  const { claim: own } = await next(first, { minutes: 10 });
  pass(8);
  await run(updateIssue, world.as(first), { issue: "TUR-1", priority: "high" });
  const later = (await issueNow()).claim?.until ?? "";
  expect(new Date(later).getTime() - new Date(own.until).getTime()).toBeGreaterThanOrEqual(8 * 60_000);
  pass(8);
  expect(new Date((await run(heartbeat, world.as(first), { issue: "TUR-1" })).until) > new Date(later)).toBe(true);
  expect(await refusal(run(heartbeat, world.as(second), { issue: "TUR-1" }))).toMatchObject({ code: "forbidden" });
});

test("a comment of the holder renews the lease, and another's does not", async () => {
  const { claim: own } = await next(first, { minutes: 10 });
  pass(8);
  await run(createComment, world.as(second), { on: "TUR-1", body: "Still there?" });
  expect((await issueNow()).claim?.until).toBe(own.until);
  await run(createComment, world.as(first), { on: "TUR-1", body: "Yes." });
  expect(new Date((await issueNow()).claim?.until ?? "") > new Date(own.until)).toBe(true);
});

test("another agent may not write to what is claimed, a person may", async () => {
  await next(first);
  const refused = await refusal(run(updateIssue, world.as(second), { issue: "TUR-1", title: "Mine" }));
  expect(refused).toMatchObject({ code: "conflict", message: expect.stringContaining("test for Ada Lindqvist") });
  expect((await run(updateIssue, world.as(world.member), { issue: "TUR-1", title: "Seen" })).title).toBe("Seen");
});

test("a lease that runs out gives the issue back, closes its log and says who held it", async () => {
  const { claim: own } = await next(first, { minutes: 5 });
  expect(await lapse()).toEqual({ ended: 0 });
  pass(6);
  expect(await lapse()).toEqual({ ended: 1 });
  expect(await issueNow()).toMatchObject({ status: "ready", assignee: null, claim: null });
  expect(await logs()).toMatchObject([{ running: false, endedAt: own.until, minutes: 5 }]);
  const [event] = (await run(listActivity, world.as(), { on: "TUR-1" })).items;
  expect(event?.changes[0]?.fields).toMatchObject({
    claim: ["test for Ada Lindqvist", null],
    lapsed: [null, own.until],
  });
});

test("a late write under a lease that is over is refused, and names the new holder", async () => {
  await next(first, { minutes: 5 });
  pass(6);
  const late = () => refusal(run(updateIssue, world.as(first), { issue: "TUR-1", title: "Late" }));
  expect(await late()).toMatchObject({ code: "conflict", message: expect.stringContaining("ran out") });
  await lapse();
  expect((await late()).message).toContain("Claim it again");
  await claim(second);
  expect((await late()).message).toContain("test for Ben Okafor holds it now");
  expect(await refusal(run(finishIssue, world.as(first), { issue: "TUR-1" }))).toMatchObject({ code: "forbidden" });
  expect((await issueNow()).title).toBe("Anchor");
});

test("one key in two windows without a session is told apart by the lease", async () => {
  const window = withKey(world.owner, { session: null });
  const { claim: lost } = await next(window, { minutes: 5 });
  pass(6);
  await lapse();
  const { claim: held } = await claim(window);
  expect(await refusal(run(updateIssue, world.as(window), { issue: "TUR-1", title: "Which" }))).toMatchObject({
    code: "conflict",
    fields: [{ path: "session" }],
  });
  const as = (session: string) => world.as({ ...window, session });
  expect((await refusal(run(updateIssue, as(lost.lease), { issue: "TUR-1", title: "Old" }))).code).toBe("conflict");
  expect((await run(updateIssue, as(held.lease), { issue: "TUR-1", title: "New" })).title).toBe("New");
});

/** Lets the lease on TUR-1 run out three times in a row. */
async function lapseThreeTimes(): Promise<void> {
  for (let lost = 0; lost < 3; lost++) {
    await claim(lost === 1 ? second : first, "TUR-1", { minutes: 1 });
    pass(2);
    await lapse();
  }
}
const asked = async () => (await run(listQuestions, world.as(), { issue: "TUR-1" })).items;

test("an issue whose lease ran out three times in a row asks a person why, and is ready again once that is answered", async () => {
  await run(updateProject, world.as(), { project: "TUR", lead: "ben" });
  await lapseThreeTimes();
  const [question] = await asked();
  expect(question).toMatchObject({ state: "open", blocking: true, of: { handle: "ben" }, by: null, via: null });
  expect(question?.text).toContain("3 times in a row");
  expect(question?.text.match(/^- test for .*/gm)).toMatchObject([
    expect.stringContaining("Ada Lindqvist"),
    expect.stringContaining("Ben Okafor"),
    expect.stringContaining("Ada Lindqvist"),
  ]);
  expect((await next(first)).issue.key).toBe("TUR-2");
  expect((await refusal(claim(second))).message).toMatch(/waits for an answer of @ben: .*3 times in a row/);
  expect((await run(explainIssue, world.as(), { issue: "TUR-1" })).whyNot).toMatchObject([
    expect.stringMatching(/^Waits for an answer of @ben: /),
  ]);
  await run(answerQuestion, world.as(world.member), { question: question?.id, answer: "The tests hang. Skip them." });
  expect((await claim(second)).issue.key).toBe("TUR-1");
  pass(40);
  await lapse();
  expect(await asked()).toHaveLength(1);
});

test("a person who sets the status of such an issue or takes it needs not say why", async () => {
  await lapseThreeTimes();
  await run(updateIssue, world.as(), { issue: "TUR-1", status: "backlog" });
  expect(await asked()).toMatchObject([{ state: "withdrawn" }]);
  await run(updateIssue, world.as(), { issue: "TUR-1", status: "ready" });
  await lapseThreeTimes();
  expect((await claim(world.owner)).issue.key).toBe("TUR-1");
  expect(await asked()).toMatchObject([{ state: "withdrawn" }, { state: "withdrawn" }]);
});

test("released work goes back to the queue and to whom it was assigned, with the reason in its log", async () => {
  await run(updateIssue, world.as(), { issue: "TUR-1", assignee: "ada" });
  await claim(second);
  expect(await issueNow()).toMatchObject({ assignee: { handle: "ben" } });
  await run(releaseIssue, world.as(second), { issue: "TUR-1", reason: "The key is missing." });
  expect(await issueNow()).toMatchObject({ status: "ready", assignee: { handle: "ada" }, claim: null });
  expect(await logs()).toMatchObject([{ running: false, note: "The key is missing." }]);
  expect((await refusal(run(releaseIssue, world.as(second), { issue: "TUR-1", reason: "Again" }))).message).toContain(
    "Nobody holds TUR-1",
  );
});

test("handed over, an issue is ready and assigned to who goes on, whom no other agent robs of it", async () => {
  await claim(first);
  await run(handOverIssue, world.as(first), { issue: "TUR-1", to: "ben", note: "Half done." });
  expect(await issueNow()).toMatchObject({ status: "ready", assignee: { handle: "ben" } });
  expect((await next(first)).issue.key).toBe("TUR-2");
  expect((await next(second)).issue.key).toBe("TUR-1");
});

test("finished work goes to review with what was done in its log, and the claim is over", async () => {
  await claim(first);
  const work = {
    note: "Built it.",
    commits: ["abcdef1"],
    pullRequest: "https://example.com/pull/1",
    tokens: 5000,
    cost: 0.5,
  };
  const done = await run(finishIssue, world.as(first), { issue: "TUR-1", branch: "tur-1", ...work });
  expect(done).toMatchObject({ status: "review", branch: "tur-1", claim: null, assignee: { handle: "ada" } });
  expect(await logs()).toMatchObject([{ running: false, branch: "tur-1", ...work }]);
  expect((await run(listClaims, world.as(), { ended: true })).items).toMatchObject([{ end: "finished" }]);
});

test("done is refused while an open issue blocks it", async () => {
  await claim(first);
  await run(linkIssues, world.as(), { issue: "TUR-1", kind: "blocked_by", other: "TUR-2" });
  const finish = (input = {}) => run(finishIssue, world.as(first), { issue: "TUR-1", status: "done", ...input });
  expect((await refusal(finish())).message).toContain("blocked by TUR-2");
  expect((await finish({ force: true })).status).toBe("done");
});

test("what leaves the work some other way is held no more", async () => {
  await claim(first);
  await run(updateIssue, world.as(), { issue: "TUR-1", status: "backlog" });
  expect(await issueNow()).toMatchObject({ claim: null });
  expect(await logs()).toMatchObject([{ running: false }]);
  await claim(first, "TUR-2");
  await run(binIssue, world.as(), { issue: "TUR-2" });
  expect(await lapse()).toEqual({ ended: 1 });
  expect((await run(listClaims, world.as(), {})).items).toEqual([]);
});

test("undoing a session gives back what it claimed", async () => {
  await claim(first);
  await run(undoEvents, world.as(), { session: "one" });
  expect(await issueNow()).toMatchObject({ status: "ready", assignee: null });
  expect(await logs()).toEqual([]);
  expect((await next(second)).issue.key).toBe("TUR-1");
});

test("a claim whose log was closed and whose issue left the work ends without a word", async () => {
  await claim(first);
  const [log] = await logs();
  await run(stopWorkLog, world.as(), { worklog: log?.id ?? "" });
  await world.database.write((tx) => tx.issue.updateMany({ where: { number: 1 }, data: { status: "review" } }));
  expect(await lapse()).toEqual({ ended: 1 });
  expect((await run(listClaims, world.as(), {})).items).toEqual([]);
});
