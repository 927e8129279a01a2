import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { listActivity } from "#lib/domain/events/list-activity";
import { createIssue } from "#lib/domain/issues/create-issue";
import { binIssue } from "#lib/domain/issues/shelf";
import { createProject } from "#lib/domain/projects/create-project";
import { countStatements } from "#lib/testing/count-statements";
import { HOSTILE_LINE } from "#lib/testing/hostile-text";
import { refusal } from "#lib/testing/refusal";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { createWorkLog } from "./create-work-log.ts";
import { listWorkLogs } from "./list-work-logs.ts";
import { searchWorkLogs } from "./search-work-logs.ts";
import { binWorkLog, restoreWorkLog } from "./shelf.ts";
import { startWorkLog } from "./start-work-log.ts";
import { stopWorkLog } from "./stop-work-log.ts";
import { updateWorkLog } from "./update-work-log.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
  await run(createProject, world.as(), { name: "Turbo", key: "TUR" });
  await run(createProject, world.as(), { name: "Other", key: "OTH" });
  await run(createIssue, world.as(), { project: "TUR", title: "First" });
  await run(createIssue, world.as(), { project: "OTH", title: "Second" });
});
afterEach(() => world.close());

const log = (input: object, actor = world.owner) => run(createWorkLog, world.as(actor), { issue: "TUR-1", ...input });
const start = (actor = world.owner, issue = "TUR-1") => run(startWorkLog, world.as(actor), { issue });
const listed = async (filter: object = {}) =>
  (await run(listWorkLogs, world.as(), { issue: "TUR-1", ...filter })).items;

test("what is started several times at once runs once", async () => {
  const started = await Promise.all([start(), start(), start(), start()]);
  expect(new Set(started.map(({ id }) => id)).size).toBe(1);
  expect(await listed()).toHaveLength(1);
});

test("logged work is listed as it was answered, with all its details", async () => {
  const made = await log(
    {
      startedAt: "2026-11-01T10:00:00+02:00",
      endedAt: "2026-11-01T09:30:00Z",
      note: HOSTILE_LINE,
      model: "some-model",
      commits: ["ABCDEF1", "abcdef1", "0123456789abcdef0123456789abcdef01234567"],
      branch: "tur-1-first",
      pullRequest: "https://example.com/pull/7",
      tokens: 120_000,
      cost: 1.25,
    },
    withKey(world.member),
  );
  expect(made).toMatchObject({
    issue: "TUR-1",
    user: { handle: "ben" },
    via: { key: "test key", session: "s-1" },
    running: false,
    startedAt: "2026-11-01T08:00:00.000Z",
    minutes: 90,
    note: HOSTILE_LINE,
    commits: ["abcdef1", "0123456789abcdef0123456789abcdef01234567"],
    cost: 1.25,
  });
  expect(await listed()).toEqual([made]);
});

test("the future, an end before the start and an address that is none are refused", async () => {
  const ahead = new Date(Date.now() + 3_600_000).toISOString();
  const wrong = [
    [{ startedAt: "2026-11-01T10:00:00Z", endedAt: ahead }, "endedAt"],
    [{ startedAt: "2026-11-01T10:00:00Z", endedAt: "2026-11-01T09:00:00Z" }, "endedAt"],
    [{ minutes: 0 }, "minutes"],
    [{ minutes: 5, pullRequest: "javascript:alert(1)" }, "pullRequest"],
    [{ minutes: 5, commits: ["nonsense"] }, "commits.0"],
  ] as const;
  for (const [input, path] of wrong)
    expect(await refusal(log(input))).toMatchObject({ code: "invalid", fields: [{ path }] });
});

test("one log runs per session and issue; starting again answers it", async () => {
  const agent = withKey(world.member, { session: "s-1" });
  const first = await start(agent);
  expect(first).toMatchObject({ running: true, endedAt: null, minutes: null });
  expect(await start(agent)).toEqual(first);
  const others = [
    await start(withKey(world.member, { session: "s-2" })),
    await start(world.member),
    await start(world.owner),
    await start(agent, "OTH-1"),
  ];
  expect(new Set([first, ...others].map((one) => one.id)).size).toBe(5);
});

test("many starts at once make one running log", async () => {
  const agent = withKey(world.owner);
  const answers = await Promise.all(Array.from({ length: 6 }, () => start(agent)));
  expect(new Set(answers.map((one) => one.id)).size).toBe(1);
  expect(await listed({ running: true })).toHaveLength(1);
});

test("stopping counts the minutes, at least one, and keeps what was done", async () => {
  const running = await start();
  const stopped = await run(stopWorkLog, world.as(), { worklog: running.id, note: "Done", commits: ["abcdef1"] });
  expect(stopped).toMatchObject({ running: false, minutes: 1, note: "Done", commits: ["abcdef1"], version: 2 });
  expect(await listed()).toEqual([stopped]);
  expect(await run(stopWorkLog, world.as(), { worklog: running.id, note: "Done" })).toEqual(stopped);
  const late = run(stopWorkLog, world.as(), { worklog: running.id, note: "More" });
  expect(await refusal(late)).toMatchObject({ code: "refused" });
  expect((await start()).id).not.toBe(running.id);
});

test("the minutes of a long run are those between start and stop", async () => {
  const running = await start();
  await world.database.write((tx) =>
    tx.workLog.updateMany({ where: { id: running.id }, data: { startedAt: new Date(Date.now() - 125 * 60_000) } }),
  );
  expect((await run(stopWorkLog, world.as(), { worklog: running.id })).minutes).toBe(125);
});

test("a work log changes by field; null clears, and the same again changes nothing", async () => {
  const made = await log({ minutes: 30, branch: "one", model: "m" });
  const changed = await run(updateWorkLog, world.as(), { worklog: made.id, minutes: 45, branch: null, version: 1 });
  expect(changed).toMatchObject({ minutes: 45, branch: null, model: "m", version: 2 });
  expect(await run(updateWorkLog, world.as(), { worklog: made.id, minutes: 45 })).toEqual(changed);
  const stale = await refusal(run(updateWorkLog, world.as(), { worklog: made.id, minutes: 50, version: 1 }));
  expect(stale).toMatchObject({ code: "conflict", current: changed });
});

test("the minutes of a running log cannot be set", async () => {
  const running = await start();
  const attempt = run(updateWorkLog, world.as(), { worklog: running.id, minutes: 45 });
  expect(await refusal(attempt)).toMatchObject({ code: "refused" });
  const noted = await run(updateWorkLog, world.as(), { worklog: running.id, note: "So far" });
  expect(noted).toMatchObject({ running: true, note: "So far" });
});

test("a work log goes to the bin and comes back", async () => {
  const made = await log({ minutes: 30 });
  await run(binWorkLog, world.as(), { worklog: made.id });
  expect(await listed()).toEqual([]);
  for (const attempt of [
    () => run(updateWorkLog, world.as(), { worklog: made.id, minutes: 3 }),
    () => run(stopWorkLog, world.as(), { worklog: made.id }),
  ])
    expect((await refusal(attempt())).message).toBe("This work log is in the bin. Restore it first.");
  expect((await run(binWorkLog, world.as(), { worklog: made.id })).version).toBe(2);
  await run(restoreWorkLog, world.as(), { worklog: made.id });
  expect((await listed()).map((one) => one.version)).toEqual([3]);
});

test("a running log in the bin is not the one that a new start answers", async () => {
  const running = await start();
  await run(binWorkLog, world.as(), { worklog: running.id });
  expect((await start()).id).not.toBe(running.id);
});

test("work on an issue in the bin is left alone until it is restored", async () => {
  const made = await log({ minutes: 30 });
  await run(binIssue, world.as(), { issue: "TUR-1" });
  for (const attempt of [
    () => log({ minutes: 5 }),
    () => start(),
    () => run(updateWorkLog, world.as(), { worklog: made.id, minutes: 3 }),
    () => run(stopWorkLog, world.as(), { worklog: made.id }),
    () => run(binWorkLog, world.as(), { worklog: made.id }),
  ])
    expect((await refusal(attempt())).message).toBe("TUR-1 is in the bin. Restore it first.");
});

test("only who worked and the owner change a work log", async () => {
  const made = await log({ minutes: 30 });
  const theirs = await log({ minutes: 20 }, world.member);
  const attempt = run(updateWorkLog, world.as(world.member), { worklog: made.id, minutes: 3 });
  expect(await refusal(attempt)).toMatchObject({ code: "forbidden" });
  expect((await run(updateWorkLog, world.as(), { worklog: theirs.id, minutes: 25 })).minutes).toBe(25);
});

test("a read-only key may not write, and a key of another project finds nothing", async () => {
  const made = await log({ minutes: 30 });
  const writes = (actor: typeof world.owner) => [
    () => log({ minutes: 5 }, actor),
    () => start(actor),
    () => run(stopWorkLog, world.as(actor), { worklog: made.id }),
    () => run(updateWorkLog, world.as(actor), { worklog: made.id, minutes: 3 }),
    () => run(binWorkLog, world.as(actor), { worklog: made.id }),
    () => run(restoreWorkLog, world.as(actor), { worklog: made.id }),
  ];
  for (const attempt of writes(withKey(world.owner, { scope: "read" })))
    expect(await refusal(attempt())).toMatchObject({ code: "forbidden" });
  const stranger = withKey(world.owner, { projectIds: [] });
  for (const attempt of writes(stranger)) expect(await refusal(attempt())).toMatchObject({ code: "not_found" });
  expect((await run(searchWorkLogs, world.as(stranger), {})).items).toEqual([]);
});

test("work is listed across issues by person, by what runs, and only where a key may look", async () => {
  await log({ minutes: 30, endedAt: "2026-11-01T10:00:00Z" });
  await log({ minutes: 30, endedAt: "2026-11-03T10:00:00Z", issue: "OTH-1" }, world.member);
  await start(world.member);
  const issues = async (filter: object, actor = world.owner) =>
    (await run(searchWorkLogs, world.as(actor), { total: true, ...filter })).items.map((one) => one.issue);
  expect(await issues({})).toEqual(["TUR-1", "OTH-1", "TUR-1"]);
  expect(await issues({ user: "ben" })).toEqual(["TUR-1", "OTH-1"]);
  expect(await issues({ user: "me", running: "true" }, world.member)).toEqual(["TUR-1"]);
  expect(await issues({ running: false })).toEqual(["OTH-1", "TUR-1"]);
  expect(await issues({ issue: "OTH-1" })).toEqual(["OTH-1"]);
  const other = await world.database.reader.project.findUniqueOrThrow({ where: { key: "OTH" } });
  expect(await issues({}, withKey(world.owner, { projectIds: [other.id] }))).toEqual(["OTH-1"]);
  expect(await refusal(issues({ user: "bem" }))).toMatchObject({ message: expect.stringContaining('"ben"') });
});

test("pages of work hold each log once, latest start first", async () => {
  for (let day = 1; day <= 7; day++) await log({ minutes: 10, endedAt: `2026-11-0${day}T10:00:00Z` });
  const seen: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await run(searchWorkLogs, world.as(), { limit: 3, cursor });
    seen.push(...page.items.map((one) => one.endedAt?.slice(8, 10) ?? ""));
    if (!page.nextCursor) break;
    cursor = page.nextCursor;
  }
  expect(seen).toEqual(["07", "06", "05", "04", "03", "02", "01"]);
});

test("each write takes at most 8 statements and shows on the issue", async () => {
  const agent = withKey(world.owner);
  const running = await start(agent);
  const steps = [
    () => log({ minutes: 5 }, agent),
    () => start(agent, "OTH-1"),
    () => run(stopWorkLog, world.as(agent), { worklog: running.id, note: "Done" }),
    () => run(updateWorkLog, world.as(), { worklog: running.id, minutes: 7, version: 2 }),
    () => run(binWorkLog, world.as(), { worklog: running.id }),
    () => run(restoreWorkLog, world.as(), { worklog: running.id }),
  ];
  for (const step of steps) expect(await countStatements(world, step)).toBeLessThanOrEqual(8);
  const { items } = await run(listActivity, world.as(), { issue: "TUR-1" });
  expect(items.map((event) => event.operation)).toEqual([
    "worklogs.restore",
    "worklogs.bin",
    "worklogs.update",
    "worklogs.stop",
    "worklogs.create",
    "worklogs.start",
    "issues.create",
  ]);
  expect(items[3]?.changes[0]?.fields).toEqual({
    running: [true, false],
    endedAt: [null, items[3]?.at],
    minutes: [null, 1],
    note: ["", "Done"],
  });
});
