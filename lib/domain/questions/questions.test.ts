import { afterEach, beforeEach, expect, test } from "vitest";
import type { Actor } from "#lib/core/actor";
import { run } from "#lib/core/operation";
import { claimIssue } from "#lib/domain/claims/claim-issue";
import { finishIssue } from "#lib/domain/claims/finish-issue";
import { nextClaim } from "#lib/domain/claims/next-claim";
import { listChanges } from "#lib/domain/events/list-changes";
import { countInbox } from "#lib/domain/inbox/count-inbox";
import { listInbox } from "#lib/domain/inbox/list-inbox";
import { createIssue } from "#lib/domain/issues/create-issue";
import { getIssue } from "#lib/domain/issues/get-issue";
import { listIssues } from "#lib/domain/issues/list-issues";
import { binIssue } from "#lib/domain/issues/shelf";
import { createProject } from "#lib/domain/projects/create-project";
import { updateProject } from "#lib/domain/projects/update-project";
import { explainIssue } from "#lib/domain/queue/explain-issue";
import { listQueue } from "#lib/domain/queue/list-queue";
import { revertEvent } from "#lib/domain/undo/revert-event";
import { undoEvents } from "#lib/domain/undo/undo-events";
import { refusal } from "#lib/testing/refusal";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { answerQuestion } from "./answer-question.ts";
import { askQuestion } from "./ask-question.ts";
import { getQuestion } from "./get-question.ts";
import { listQuestions } from "./list-questions.ts";
import { openAndAnsweredQuestions } from "./queries.ts";
import { binQuestion, restoreQuestion } from "./shelf.ts";
import { withdrawQuestion } from "./withdraw-question.ts";

let world: World;
/** An agent of Ada, who owns the workspace, and one of Ben. */
let agent: Actor;
let other: Actor;
beforeEach(async () => {
  world = await makeWorld();
  agent = withKey(world.owner, { session: "one" });
  other = withKey(world.member, { session: "two" });
  await run(createProject, world.as(), { name: "Turbo", key: "TUR" });
  for (const title of ["Anchor", "Bridge"])
    await run(createIssue, world.as(), { project: "TUR", status: "ready", title });
});
afterEach(() => world.close());

const ask = (input = {}, actor = agent) =>
  run(askQuestion, world.as(actor), { issue: "TUR-1", text: "Which database?", ...input });
const answer = (question: string, input: object, actor = world.owner) =>
  run(answerQuestion, world.as(actor), { question, ...input });
const withdraw = (question: string, actor = agent) => run(withdrawQuestion, world.as(actor), { question });
const queued = async () => (await run(listQueue, world.as(), {})).items.map(({ issue }) => issue.key);
const inbox = async (actor = world.owner, input = {}) => (await run(listInbox, world.as(actor), input)).items;
const lastEvent = async () =>
  (await world.database.reader.event.findFirstOrThrow({ orderBy: { number: "desc" } })).number;
const revert = async () => run(revertEvent, world.as(), { event: await lastEvent() });

test("a question goes to the project's lead, else to the workspace's owner, else to whom it names", async () => {
  expect(await ask()).toMatchObject({
    ...{ issue: "TUR-1", text: "Which database?", options: [], blocking: true, state: "open" },
    ...{ of: { handle: "ada" }, by: { handle: "ada" }, via: { kind: "agent", session: "one" }, answer: "" },
  });
  await run(updateProject, world.as(), { project: "TUR", lead: "ben" });
  expect((await ask()).of.handle).toBe("ben");
  expect((await ask({ of: "@ada" })).of.handle).toBe("ada");
  expect(await refusal(ask({ of: "nobody" }))).toMatchObject({ code: "invalid", fields: [{ path: "of" }] });
});

test("while a question that blocks is open, its issue is not ready, says so and is marked", async () => {
  const { id } = await ask();
  expect(await queued()).toEqual(["TUR-2"]);
  expect(await run(explainIssue, world.as(), { issue: "TUR-1" })).toMatchObject({
    ready: false,
    whyNot: [expect.stringMatching(/^Waits for an answer of @ada: "Which database\?" /)],
  });
  const refused = await refusal(run(claimIssue, world.as(other), { issue: "TUR-1" }));
  expect(refused).toMatchObject({ code: "refused", message: expect.stringContaining("waits for an answer of @ada") });
  expect((await run(nextClaim, world.as(other), {})).issue.key).toBe("TUR-2");
  expect(await run(getIssue, world.as(), { issue: "TUR-1" })).toMatchObject({ waiting: true });
  const marked = (await run(listIssues, world.as(), { sort: "createdAt" })).items.map(({ waiting }) => waiting);
  expect(marked).toEqual([true, false]);
  await answer(id, { answer: "SQLite" });
  expect(await queued()).toEqual(["TUR-1"]);
  expect(await run(getIssue, world.as(), { issue: "TUR-1" })).toMatchObject({ waiting: false });
});

test("a question that does not block, or is withdrawn or in the bin, leaves its issue in the queue", async () => {
  await ask({ blocking: false });
  expect(await queued()).toContain("TUR-1");
  const { id } = await ask();
  expect(await queued()).not.toContain("TUR-1");
  expect(await withdraw(id)).toMatchObject({ state: "withdrawn" });
  expect(await queued()).toContain("TUR-1");
  const binned = await ask();
  await run(binQuestion, world.as(), { question: binned.id });
  expect(await queued()).toContain("TUR-1");
  await run(restoreQuestion, world.as(), { question: binned.id });
  expect(await queued()).not.toContain("TUR-1");
});

test("who holds the issue goes on holding it, longer for having asked", async () => {
  const { claim } = await run(claimIssue, world.as(agent), { issue: "TUR-1", minutes: 1 });
  await world.database.write((tx) => tx.claim.updateMany({ data: { until: new Date(Date.now() + 10_000) } }));
  await ask();
  const now = await run(getIssue, world.as(), { issue: "TUR-1" });
  expect(now).toMatchObject({ status: "in_progress", waiting: true, claim: { lease: claim.lease } });
  expect(Date.parse(now.claim?.until ?? "")).toBeGreaterThan(Date.now() + 30_000);
  expect(await run(finishIssue, world.as(agent), { issue: "TUR-1" })).toMatchObject({ status: "review" });
});

test("it is answered by an option, by its text or its place, by own words, or by both, and once", async () => {
  const options = ["SQLite", "PostgreSQL"];
  const { id } = await ask({ options });
  expect(await answer(id, { choice: 2, answer: "As in production." })).toMatchObject({
    ...{ state: "answered", choice: "PostgreSQL", answer: "As in production.", answeredBy: { handle: "ada" } },
  });
  expect((await answer(id, { choice: "PostgreSQL", answer: "As in production." })).version).toBe(2);
  expect((await refusal(answer(id, { choice: 1 }))).message).toContain("@ada answered this question already");
  const next = await ask({ options });
  expect(await refusal(answer(next.id, {}))).toMatchObject({ code: "invalid", fields: [{ allowed: options }] });
  expect(await refusal(answer(next.id, { choice: 3 }))).toMatchObject({
    fields: [{ path: "choice", allowed: options }],
  });
  expect(await answer(next.id, { choice: "1" })).toMatchObject({ choice: "SQLite", answer: "" });
  expect(await refusal(ask({ options: ["Yes", "Yes"] }))).toMatchObject({ code: "invalid" });
});

test("people answer, agents do not; an agent takes back what agents of its person asked, a person anything", async () => {
  const { id } = await ask();
  expect(await refusal(answer(id, { answer: "Mine" }, agent))).toMatchObject({
    ...{ code: "forbidden", message: expect.stringContaining("A person answers this question") },
  });
  expect(await refusal(withdraw(id, other))).toMatchObject({ code: "forbidden" });
  expect((await withdraw(id, withKey(world.owner, { session: "three" }))).state).toBe("withdrawn");
  expect((await refusal(answer(id, { answer: "Late" }))).message).toContain("withdrawn");
  const own = await ask({}, world.member);
  expect((await refusal(withdraw(own.id, other))).code).toBe("forbidden");
  expect((await withdraw(own.id, world.owner)).state).toBe("withdrawn");
  const theirs = await ask();
  expect((await answer(theirs.id, { answer: "Yes" }, world.member)).answeredBy?.handle).toBe("ben");
});

test("what is asked waits in the inbox of who is asked, the answer in that of who asked", async () => {
  const { id } = await ask({ options: ["Yes", "No"] }, other);
  expect(await inbox()).toMatchObject([
    {
      ...{ kind: "question", on: { key: "TUR-1" }, source: id, excerpt: "Which database?", actor: { kind: "agent" } },
      question: { id, options: ["Yes", "No"], blocking: true, state: "open" },
    },
  ]);
  expect(await run(countInbox, world.as(), {})).toEqual({ unread: 1, more: false, questions: 1 });
  await answer(id, { choice: "Yes", answer: "But slowly." });
  expect(await inbox()).toEqual([]);
  expect(await inbox(world.owner, { view: "done" })).toMatchObject([{ kind: "question" }]);
  expect(await run(countInbox, world.as(), {})).toMatchObject({ questions: 0 });
  expect(await inbox(world.member)).toMatchObject([
    { kind: "answer", on: { key: "TUR-1" }, source: id, excerpt: "Yes: But slowly.", actor: { handle: "ada" } },
  ]);
});

test("who is asked by their own agent finds it in the inbox as well, and no notice of their own answer", async () => {
  const { id } = await ask();
  expect(await inbox()).toMatchObject([{ kind: "question", actor: { handle: "ada", kind: "agent" } }]);
  await answer(id, { answer: "SQLite" });
  expect(await inbox()).toEqual([]);
});

test("an answer that is undone asks again; a question that is undone is in the bin", async () => {
  const { id } = await ask({}, other);
  const long = `${"Because. ".repeat(100)}`;
  await answer(id, { answer: long });
  await revert();
  expect(await run(getQuestion, world.as(), { question: id })).toMatchObject({
    ...{ state: "open", answer: "", answeredBy: null, answeredAt: null },
  });
  expect(await inbox()).toMatchObject([{ kind: "question", question: { state: "open" } }]);
  expect(await inbox(world.member)).toEqual([]);
  expect(await queued()).toEqual(["TUR-2"]);
  await revert();
  expect(await run(getQuestion, world.as(), { question: id })).toMatchObject({
    ...{ state: "answered", answer: long, answeredBy: { handle: "ada" } },
  });
  expect(await queued()).toEqual(["TUR-1", "TUR-2"]);
  await ask({ text: "And where?" }, other);
  await run(undoEvents, world.as(other), { session: "two" });
  expect(await queued()).toEqual(["TUR-1", "TUR-2"]);
  expect((await run(listQuestions, world.as(), {})).items).toMatchObject([{ id, state: "answered" }]);
});

test("an agent does not undo what a person answered", async () => {
  const { id } = await ask();
  await answer(id, { answer: "SQLite" });
  const refused = await refusal(run(revertEvent, world.as(agent), { event: await lastEvent() }));
  expect(refused.message).toContain("a person's answer is not for the agent key");
  expect((await run(getQuestion, world.as(), { question: id })).state).toBe("answered");
});

test("events tell what was asked and answered, long answers by how they begin", async () => {
  const { id } = await ask({ options: ["Yes", "No"] });
  await answer(id, { choice: 1, answer: "Because. ".repeat(100) });
  const [asked, answered] = (await run(listChanges, world.as(agent), { limit: 200 })).items.slice(-2);
  expect(asked?.changes[0]).toMatchObject({
    kind: "question",
    key: "TUR-1",
    fields: { created: [false, true], text: [null, "Which database?"], of: [null, "ada"] },
  });
  expect(answered?.changes[0]?.fields).toMatchObject({
    state: ["open", "answered"],
    choice: [null, "Yes"],
    answeredBy: [null, "ada"],
    begins: [null, expect.stringMatching(/^Because\. Because\./)],
  });
});

test("the list narrows by issue, by who is asked and who asks, by state and by blocking", async () => {
  const first = await ask({ text: "One" });
  await ask({ text: "Two", issue: "TUR-2", of: "ben", blocking: false }, world.owner);
  await ask({ text: "Three", of: "ben" }, other);
  await answer(first.id, { answer: "Yes" });
  const texts = async (input: object, actor = world.owner) =>
    (await run(listQuestions, world.as(actor), input)).items.map(({ text }) => text);
  expect(await texts({})).toEqual(["Three", "Two", "One"]);
  expect(await texts({ issue: "TUR-1" })).toEqual(["Three", "One"]);
  expect(await texts({ of: "me" })).toEqual(["One"]);
  expect(await texts({ of: "ben", blocking: true })).toEqual(["Three"]);
  expect(await texts({ by: "me" }, other)).toEqual(["Three"]);
  expect(await texts({ state: ["open"] })).toEqual(["Three", "Two"]);
  const page = await run(listQuestions, world.as(), { limit: 2, total: true });
  expect(page).toMatchObject({ total: 3 });
  expect(await texts({ limit: 2, cursor: page.nextCursor })).toEqual(["One"]);
});

test("a brief gets what is open and the last five answers in one statement", async () => {
  for (const text of ["A", "B", "C", "D", "E", "F", "G", "H"]) {
    const { id } = await ask({ text });
    if (text < "G") await answer(id, { answer: text.toLowerCase() });
  }
  const { id } = await run(getIssue, world.as(), { issue: "TUR-1" });
  world.statements();
  const { open, answered } = await openAndAnsweredQuestions(world.as(), id);
  expect(world.statements()).toHaveLength(1);
  expect(open.map(({ text }) => text)).toEqual(["G", "H"]);
  expect(answered.map((one) => one.answer)).toEqual(["f", "e", "d", "c", "b"]);
});

test("the same question sent twice under one idempotency key is asked once", async () => {
  const twice = () =>
    run(askQuestion, world.as(agent, { idempotencyKey: "k" }), { issue: "TUR-1", text: "Which database?" });
  expect((await twice()).id).toBe((await twice()).id);
  expect((await run(listQuestions, world.as(), { total: true })).total).toBe(1);
});

test("on an issue in the bin nothing is asked or answered, and its question waits in no inbox", async () => {
  const { id } = await ask();
  await run(binIssue, world.as(), { issue: "TUR-1" });
  expect((await refusal(answer(id, { answer: "Yes" }))).message).toContain("TUR-1 is in the bin");
  expect((await refusal(ask())).message).toContain("TUR-1 is in the bin");
  expect(await inbox()).toEqual([]);
  expect(await run(countInbox, world.as(), {})).toMatchObject({ questions: 0 });
});
