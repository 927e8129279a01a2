import { afterEach, beforeEach, expect, test } from "vitest";
import { addDays, dayOf } from "#lib/core/calendar";
import { run } from "#lib/core/operation";
import { createComment } from "#lib/domain/comments/create-comment";
import { binComment } from "#lib/domain/comments/shelf";
import { updateComment } from "#lib/domain/comments/update-comment";
import { createIssue } from "#lib/domain/issues/create-issue";
import { binIssue, restoreIssue } from "#lib/domain/issues/shelf";
import { updateIssue } from "#lib/domain/issues/update-issue";
import { createProject } from "#lib/domain/projects/create-project";
import { countStatements } from "#lib/testing/count-statements";
import { refusal } from "#lib/testing/refusal";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { countInbox } from "./count-inbox.ts";
import { getInboxSettings } from "./get-inbox-settings.ts";
import { listInbox } from "./list-inbox.ts";
import { markInbox } from "./mark-inbox.ts";
import { setInbox } from "./set-inbox.ts";
import { snoozeInbox } from "./snooze-inbox.ts";

let world: World;
let tur: string;
beforeEach(async () => {
  world = await makeWorld();
  tur = (await run(createProject, world.as(), { name: "Turbo", key: "TUR" })).id;
  await run(createProject, world.as(), { name: "Other", key: "OTH" });
  await run(createIssue, world.as(), { project: "TUR", title: "First" });
});
afterEach(() => world.close());

const say = (body: string, actor = world.owner, on = "TUR-1") => run(createComment, world.as(actor), { on, body });
const inbox = async (input: object = {}, actor = world.member) => (await run(listInbox, world.as(actor), input)).items;
const unread = async (actor = world.member) => (await run(countInbox, world.as(actor), {})).unread;
const mark = (input: object, actor = world.member) => run(markInbox, world.as(actor), input);
const today = dayOf(new Date());

test("who is named in a comment, a title or a description finds it in the inbox, once", async () => {
  const comment = await say("Please look, @ben and @Ben: the **lease** ends");
  const [item] = await inbox();
  expect(item).toMatchObject({
    kind: "mention",
    on: { kind: "issue", key: "TUR-1", title: "First", status: "backlog" },
    source: comment.id,
    actor: { handle: "ada", kind: "person" },
    excerpt: "Please look, @ben and @Ben: the lease ends",
    read: false,
    done: false,
  });
  await run(createIssue, world.as(), { project: "TUR", title: "Ask @ben", description: "or @ben, but not `@ben`" });
  expect((await inbox()).map(({ on }) => on.key)).toEqual(["TUR-2", "TUR-1"]);
  expect(await unread()).toBe(2);
});

test("a viewer, who changes nothing else, puts items of the own inbox away; a key of theirs does not", async () => {
  await say("@ben, one");
  const viewer = { ...world.member, scope: "read" as const, user: { ...world.member.user, role: "viewer" as const } };
  const [item] = await inbox();
  const until = new Date(Date.now() + 60_000).toISOString();
  await run(snoozeInbox, world.as(viewer), { item: item?.id, until });
  await mark({ item: item?.id, as: "done" }, viewer);
  expect(await inbox()).toEqual([]);
  const key = withKey(viewer, { scope: "read" });
  expect(await refusal(mark({ item: item?.id, as: "open" }, key))).toMatchObject({ code: "forbidden" });
});

test("a changed text tells only those whom it newly names", async () => {
  const comment = await say("@ben, see this");
  await mark({ all: true, as: "done" });
  await run(updateComment, world.as(), { comment: comment.id, body: "@ben, see that" });
  expect(await inbox()).toEqual([]);
  await run(updateIssue, world.as(), { issue: "TUR-1", description: "For @ben" });
  await run(updateIssue, world.as(), { issue: "TUR-1", description: "For @ben, soon" });
  expect(await inbox()).toHaveLength(1);
});

test("nobody is told of what they wrote themselves, and nobody of code, strangers and the system", async () => {
  await say("@ada, @nobody, @system, `@ben`");
  expect(await inbox()).toEqual([]);
  expect(await inbox({}, world.owner)).toEqual([]);
});

test("who is given an issue finds it in the inbox, also when it is given later", async () => {
  await run(createIssue, world.as(), { project: "TUR", title: "Second", assignee: "ben" });
  await run(updateIssue, world.as(), { issue: "TUR-1", assignee: "ben" });
  await run(updateIssue, world.as(), { issue: "TUR-1", title: "First, really" });
  await run(createIssue, world.as(world.member), { project: "TUR", title: "Third", assignee: "me" });
  expect((await inbox()).map(({ kind, on }) => `${kind} ${on.key}`)).toEqual(["assignment TUR-1", "assignment TUR-2"]);
});

test("an issue that is due within three days or overdue shows to its assignee until it is done or closed", async () => {
  for (const days of [-2, 3, 4]) {
    const dueDate = addDays(today, days);
    await run(createIssue, world.as(world.member), { project: "TUR", title: `In ${days}`, assignee: "me", dueDate });
  }
  const due = await inbox();
  expect(due.map(({ kind, on }) => `${kind} ${on.title}`)).toEqual(["due_soon In 3", "due_soon In -2"]);
  expect(due[0]).toMatchObject({ actor: null, dueDate: addDays(today, 3), read: false });
  expect(await unread()).toBe(2);
  await mark({ item: due[0]?.id, as: "read" });
  expect(await unread()).toBe(1);
  await mark({ item: due[0]?.id, as: "done" });
  expect((await inbox()).map(({ on }) => on.title)).toEqual(["In -2"]);
  expect((await inbox({ view: "done" })).map(({ on }) => on.title)).toEqual(["In 3"]);
  await run(updateIssue, world.as(), { issue: "TUR-3", dueDate: addDays(today, 2) });
  expect((await inbox()).map(({ on }) => on.title)).toEqual(["In 3", "In -2"]);
  await run(updateIssue, world.as(), { issue: "TUR-2", status: "done" });
  expect((await inbox()).map(({ on }) => on.title)).toEqual(["In 3"]);
});

test("an item is read, unread, done and open again", async () => {
  await say("@ben");
  const [item] = await inbox();
  await mark({ item: item?.id, as: "read" });
  expect(await inbox({ view: "unread" })).toEqual([]);
  expect(await inbox()).toMatchObject([{ read: true }]);
  await mark({ item: item?.id, as: "unread" });
  expect(await unread()).toBe(1);
  await mark({ item: item?.id, as: "done" });
  expect([await inbox(), (await inbox({ view: "done" })).length]).toEqual([[], 1]);
  await mark({ item: item?.id, as: "open" });
  expect(await inbox()).toHaveLength(1);
  expect(await mark({ all: true, as: "read" })).toEqual({ marked: 1 });
  expect(await unread()).toBe(0);
});

test("a snoozed item is away until its time, then back on top and unread", async () => {
  await say("@ben one");
  await say("@ben two");
  const [, older] = await inbox();
  const until = new Date(Date.now() + 3_600_000).toISOString();
  await run(snoozeInbox, world.as(world.member), { item: older?.id, until });
  expect((await inbox()).map(({ excerpt }) => excerpt)).toEqual(["@ben two"]);
  expect(await inbox({ view: "snoozed" })).toMatchObject([{ excerpt: "@ben one", snoozedUntil: until }]);
  await mark({ item: older?.id, as: "open" });
  const [back] = await inbox();
  expect(back).toMatchObject({ excerpt: "@ben one", snoozedUntil: null });
  expect(Date.parse(back?.createdAt ?? "")).toBeLessThanOrEqual(Date.now());
  await run(snoozeInbox, world.as(world.member), { item: older?.id, until });
  const past = new Date(Date.now() - 1000);
  await world.database.write((tx) =>
    tx.inboxItem.updateMany({ where: { id: older?.id ?? "" }, data: { snoozedUntil: past } }),
  );
  expect((await inbox({ view: "unread" })).map(({ excerpt }) => excerpt)).toEqual(["@ben one", "@ben two"]);
  const early = run(snoozeInbox, world.as(world.member), { item: older?.id, until: past.toISOString() });
  expect(await refusal(early)).toMatchObject({ code: "invalid", fields: [{ path: "until" }] });
});

test("a snoozed due date is away as well", async () => {
  const dueDate = addDays(today, 1);
  const { id } = await run(createIssue, world.as(), { project: "TUR", title: "Due", assignee: "me", dueDate });
  const until = new Date(Date.now() + 3_600_000).toISOString();
  await run(snoozeInbox, world.as(), { item: id, until });
  expect(await inbox({}, world.owner)).toEqual([]);
  expect(await inbox({ view: "snoozed" }, world.owner)).toMatchObject([{ id, snoozedUntil: until }]);
  await mark({ item: id, as: "open" }, world.owner);
  expect(await inbox({}, world.owner)).toHaveLength(1);
});

test("what goes to the bin is gone from the inbox and comes back with it", async () => {
  const comment = await say("@ben");
  await run(binIssue, world.as(), { issue: "TUR-1" });
  expect([await inbox(), await unread()]).toEqual([[], 0]);
  await run(restoreIssue, world.as(), { issue: "TUR-1" });
  expect(await inbox()).toHaveLength(1);
  await run(binComment, world.as(), { comment: comment.id });
  expect([await inbox(), await unread()]).toEqual([[], 0]);
});

test("a limited key sees only what its projects hold, and an item of somebody else is not found", async () => {
  await run(createIssue, world.as(), { project: "OTH", title: "Elsewhere", assignee: "ben" });
  await say("@ben");
  const limited = withKey(world.member, { projectIds: [tur] });
  expect((await inbox({}, limited)).map(({ on }) => on.key)).toEqual(["TUR-1"]);
  expect(await unread(limited)).toBe(1);
  const [elsewhere] = (await inbox()).filter(({ on }) => on.key === "OTH-1");
  for (const actor of [limited, world.owner])
    expect(await refusal(mark({ item: elsewhere?.id, as: "done" }, actor))).toMatchObject({ code: "not_found" });
  const reader = withKey(world.member, { scope: "read" });
  expect(await inbox({}, reader)).toHaveLength(2);
  expect(await refusal(mark({ all: true, as: "done" }, reader))).toMatchObject({ code: "forbidden" });
  expect(await mark({ all: true, as: "done" }, limited)).toEqual({ marked: 1 });
  expect((await inbox()).map(({ on }) => on.key)).toEqual(["OTH-1"]);
});

test("each kind can be switched off and on again", async () => {
  await say("@ben");
  await run(updateIssue, world.as(), { issue: "TUR-1", assignee: "ben", dueDate: today });
  expect((await inbox()).map(({ kind }) => kind).sort()).toEqual(["assignment", "due_soon", "mention"]);
  const off = { mention: false, due_soon: false };
  expect(await run(setInbox, world.as(world.member), off)).toMatchObject({ mention: false, assignment: true });
  expect((await inbox()).map(({ kind }) => kind)).toEqual(["assignment"]);
  expect(await unread()).toBe(1);
  expect(await run(getInboxSettings, world.as(), {})).toMatchObject({ mention: true });
  await run(setInbox, world.as(world.member), { mention: true });
  expect((await inbox({ kind: "mention,due_soon" })).map(({ kind }) => kind)).toEqual(["mention"]);
  const agent = run(setInbox, world.as(withKey(world.member)), off);
  expect(await refusal(agent)).toMatchObject({ code: "forbidden" });
});

async function pagesOf(input: object): Promise<string[]> {
  const seen: string[] = [];
  for (let cursor: string | null = null; ; ) {
    const page: { items: { id: string }[]; nextCursor: string | null } = await run(listInbox, world.as(world.member), {
      ...input,
      ...(cursor ? { cursor } : {}),
    });
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
    if (!cursor) return seen;
  }
}

test("pages follow one another without gaps, what is due among them", async () => {
  for (let place = 0; place < 5; place++) await say(`@ben ${place}`);
  await run(updateIssue, world.as(world.member), { issue: "TUR-1", assignee: "me", dueDate: today });
  const seen = await pagesOf({ limit: 2 });
  expect(seen).toEqual((await inbox()).map(({ id }) => id));
  expect(new Set(seen).size).toBe(6);
});

test("what is due pages as well, however much it is, snoozed and done ones where they belong", async () => {
  const days = [3, 3, 3, 2, 0, 0, -1, -40, -400];
  for (const [place, day] of days.entries()) {
    const input = { project: "TUR", title: `Due ${place}`, assignee: "me", dueDate: addDays(today, day) };
    await run(createIssue, world.as(world.member), input);
  }
  await say("@ben");
  const all = await inbox();
  expect(all.map(({ on }) => on.title)).toHaveLength(10);
  const later = new Date(Date.now() + 3_600_000).toISOString();
  await run(snoozeInbox, world.as(world.member), { item: all[2]?.id, until: later });
  await mark({ item: all[5]?.id, as: "done" });
  await mark({ item: all[6]?.id, as: "read" });
  const left = all.filter((_, place) => place !== 2 && place !== 5).map(({ id }) => id);
  for (const limit of [1, 2, 3]) expect(await pagesOf({ limit })).toEqual(left);
  const unreadOnes = left.filter((id) => id !== all[6]?.id);
  expect(await pagesOf({ limit: 2, view: "unread" })).toEqual(unreadOnes);
  expect(await unread()).toBe(7);
  expect((await inbox({ view: "done" })).map(({ id }) => id)).toEqual([all[5]?.id]);
  await mark({ item: all[5]?.id, as: "open" });
  expect((await inbox()).map(({ id }) => id)).toEqual(all.filter((_, place) => place !== 2).map(({ id }) => id));
});

test("a snoozed due date comes back on top under its own id, and can be put away again", async () => {
  await run(createIssue, world.as(), { project: "TUR", title: "Due", assignee: "ben", dueDate: addDays(today, -9) });
  await say("@ben");
  const item = (await inbox()).find(({ kind }) => kind === "due_soon");
  await run(snoozeInbox, world.as(world.member), {
    item: item?.id,
    until: new Date(Date.now() + 3_600_000).toISOString(),
  });
  const past = new Date(Date.now() + 1000);
  await world.database.write((tx) =>
    tx.inboxItem.updateMany({ where: { kind: "due_soon" }, data: { snoozedUntil: new Date(), createdAt: past } }),
  );
  const [first] = await inbox({ view: "unread" });
  expect(first).toMatchObject({ id: item?.id, kind: "due_soon", actor: null, source: null, dueDate: item?.dueDate });
  await mark({ item: item?.id, as: "done" });
  expect((await inbox()).map(({ kind }) => kind).sort()).toEqual(["assignment", "mention"]);
  expect((await inbox({ view: "done" })).map(({ id }) => id)).toEqual([item?.id]);
});

test("reading takes three statements, counting four, marking at most 8", async () => {
  await say("@ben");
  await run(updateIssue, world.as(), { issue: "TUR-1", assignee: "ben", dueDate: today });
  expect(await countStatements(world, () => inbox())).toBe(3);
  expect(await countStatements(world, () => unread())).toBe(4);
  expect(await countStatements(world, () => mark({ all: true, as: "done" }))).toBeLessThanOrEqual(8);
});
