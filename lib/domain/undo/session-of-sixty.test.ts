import { afterEach, beforeEach, expect, test } from "vitest";
import type { Actor } from "#lib/core/actor";
import { run } from "#lib/core/operation";
import { OPERATIONS } from "#lib/domain/operations";
import { agentOf } from "#lib/testing/agent-of";
import { rebuiltContents, searchContents } from "#lib/testing/search-contents";
import { rowHashes, type TableRow, tableContents } from "#lib/testing/table-contents";
import { makeWorld, type World } from "#lib/testing/world";
import { undoEvents } from "./undo-events.ts";

let world: World;
let agent: Actor;
beforeEach(async () => {
  world = await makeWorld();
  agent = await agentOf(world, world.owner, "s-60");
});
afterEach(() => world.close());

interface Answer {
  id: string;
  key: string;
  criteriaList?: { id: string }[];
}

async function call(actor: Actor, name: string, input: object): Promise<Answer> {
  const operation = OPERATIONS.find((one) => one.name === name);
  if (!operation) throw new Error(`there is no ${name}`);
  return (await run(operation, world.as(actor), input)) as Answer;
}

const LONG = "A long text about PLAN-2 and @ben. ".repeat(40);

/** What people had planned before: two projects, labels, twelve issues with all that belongs to them. */
async function plan(): Promise<{ comment: string; worklog: string }> {
  const own = (name: string, input: object) => call(world.owner, name, input);
  await own("projects.create", { name: "Plan", key: "PLAN" });
  await own("projects.create", { name: "Other", key: "OTHER" });
  for (const name of ["bug", "ui", "later"]) await own("labels.create", { name });
  for (let n = 1; n <= 12; n++) {
    await own("issues.create", {
      project: "PLAN",
      title: `Issue ${n}`,
      description: n % 3 === 0 ? LONG : "",
      labels: n % 2 ? ["bug"] : ["ui", "later"],
      criteria: ["It works", "It is fast"],
    });
  }
  await own("issues.link", { issue: "PLAN-1", kind: "blocks", other: "PLAN-2" });
  await own("issues.link", { issue: "PLAN-3", kind: "relates_to", other: "PLAN-4" });
  await own("issues.update", { issue: "PLAN-5", parent: "PLAN-6", assignee: "ben", status: "in_progress" });
  await own("projects.update", { project: "PLAN", description: LONG });
  await own("issues.archive", { issue: "PLAN-11" });
  await own("issues.bin", { issue: "PLAN-12" });
  const comment = await own("comments.create", { issue: "PLAN-1", body: LONG });
  const worklog = await own("worklogs.create", { issue: "PLAN-1", minutes: 30, note: "Drew it" });
  return { comment: comment.id, worklog: worklog.id };
}

/** Sixty writes of an agent on it, one after the other. */
async function sixtyWrites({ comment, worklog }: { comment: string; worklog: string }): Promise<void> {
  const own = (name: string, input: object) => call(agent, name, input);
  const update = (n: number, changes: object) => own("issues.update", { issue: `PLAN-${n}`, ...changes });
  for (let n = 1; n <= 10; n++) await update(n, { title: `Renamed ${n}`, priority: "high" });
  for (let n = 1; n <= 8; n++) await update(n, { description: `Rewritten ${n}, see PLAN-9` });
  for (let n = 1; n <= 7; n++) await update(n, { addLabels: ["later"], removeLabels: ["bug"] });
  await update(4, { labels: ["bug"] });
  await own("labels.create", { name: "agent" });
  await update(7, { addLabels: ["agent"], status: "in_progress" });
  await update(7, { status: "done", estimate: 3, dueDate: "2026-12-24", branch: "plan-7" });
  await update(8, { status: "canceled", resolution: "obsolete" });
  await update(5, { parent: null, assignee: null, status: "review" });
  await update(9, { parent: "PLAN-1", assignee: "ada", after: "PLAN-2" });
  const { criteriaList = [] } = await update(10, { criteria: ["It works", "It is safe", "It is small"] });
  await own("issues.tick", { issue: "PLAN-10", criterion: criteriaList[1]?.id, done: true });
  await own("issues.link", { issue: "PLAN-2", kind: "blocks", other: "PLAN-8" });
  await own("issues.link", { issue: "PLAN-9", kind: "duplicates", other: "PLAN-10" });
  await own("issues.unlink", { issue: "PLAN-2", kind: "blocked_by", other: "PLAN-1" });
  await own("issues.unlink", { issue: "PLAN-4", kind: "relates_to", other: "PLAN-3" });
  for (let n = 13; n <= 18; n++) {
    await own("issues.create", { project: "PLAN", title: `Made ${n}`, labels: ["agent"], blockedBy: ["PLAN-2"] });
  }
  await update(13, { status: "in_progress", title: "Made and renamed" });
  await own("issues.bin", { issue: "PLAN-14" });
  const made = await own("comments.create", { issue: "PLAN-1", body: "Worked on it" });
  await own("comments.update", { comment: made.id, body: "Worked on it, twice" });
  await own("comments.create", { issue: "PLAN-13", body: "Began" });
  await own("comments.update", { comment, body: "Shorter, for @ada" });
  const running = await own("worklogs.start", { issue: "PLAN-2" });
  await own("worklogs.stop", { worklog: running.id, note: "Done" });
  await own("worklogs.create", { issue: "PLAN-3", minutes: 10 });
  await own("worklogs.update", { worklog, minutes: 60, commits: ["abcdef1"] });
  await own("issues.archive", { issue: "PLAN-6" });
  await own("issues.restore", { issue: "PLAN-11" });
  await own("issues.restore", { issue: "PLAN-12" });
  await own("labels.update", { label: "ui", name: "interface", colour: "red" });
  await own("labels.bin", { label: "later" });
  await own("projects.update", {
    project: "PLAN",
    description: "Short",
    lead: "ben",
    members: ["ben"],
    labels: ["bug"],
  });
  await own("projects.update", { project: "OTHER", name: "Another", status: "on_hold" });
  await own("comments.bin", { comment });
  await own("worklogs.bin", { worklog });
}

/** Rows without those that the session made and what hangs on them; the made things themselves must lie in the bin. */
function withoutMade(now: readonly TableRow[], before: readonly TableRow[]): TableRow[] {
  const known = new Set(before.map(({ row }) => row.id).filter(Boolean));
  const made = new Map(
    now.filter(({ row }) => row.id && !known.has(row.id)).map(({ row, table }) => [row.id, { row, table }]),
  );
  for (const { row, table } of made.values()) if ("shelf" in row) expect([table, row.shelf]).toEqual([table, "binned"]);
  const hangs = (row: TableRow["row"]) => Object.values(row).some((value) => made.has(value));
  return now.filter(({ row }) => !hangs(row));
}

test("sixty writes of a session are undone as one act: every row and the search are as they were", async () => {
  const ids = await plan();
  const before = await tableContents(world);
  const search = await searchContents(world);
  await sixtyWrites(ids);
  const events = await world.database.reader.event.count({ where: { session: "s-60" } });
  expect(events).toBe(60);
  const undone = await run(undoEvents, world.as(), { session: "s-60" });
  expect(undone).toMatchObject({ writes: 60, keptCount: 0 });
  const after = withoutMade(await tableContents(world), before);
  expect(rowHashes(after)).toEqual(rowHashes(before));
  expect(await searchContents(world)).toEqual(search);
  expect(await rebuiltContents(world)).toEqual(search);
});

test("three fields that a person changed meanwhile stay, exactly those, and are named", async () => {
  const ids = await plan();
  const before = await tableContents(world);
  await sixtyWrites(ids);
  await call(world.member, "issues.update", { issue: "PLAN-3", title: "A person's title" });
  await call(world.member, "issues.update", { issue: "PLAN-4", priority: "low" });
  await call(world.member, "projects.update", { project: "OTHER", status: "completed" });
  const undone = await run(undoEvents, world.as(), { session: "s-60" });
  expect(undone.kept.map(({ key, field, by }) => [key, field, by])).toEqual([
    ["PLAN-3", "title", "@ben"],
    ["PLAN-4", "priority", "@ben"],
    ["OTHER", "status", "@ben"],
  ]);
  const after = withoutMade(await tableContents(world), before);
  const was = new Map(before.map(({ table, row }) => [`${table} ${String(row.id)}`, row]));
  const changed = after.flatMap(({ table, row }) => {
    const old = row.id ? was.get(`${table} ${String(row.id)}`) : row;
    return Object.keys(row).filter((column) => JSON.stringify(row[column]) !== JSON.stringify(old?.[column]));
  });
  expect(changed.sort()).toEqual(["priority", "priorityOrder", "status", "title", "titleFold"]);
});

test("a session that planned, decided and wrote documents is undone as one act as well", async () => {
  await plan();
  const own = (name: string, input: object) => call(world.owner, name, input);
  await own("initiatives.create", { title: "Go far", projects: ["PLAN"], health: "on_track" });
  await own("milestones.create", { project: "PLAN", title: "Beta", dueDate: "2026-12-01" });
  await own("documents.create", { project: "PLAN", title: "Guide", body: LONG, labels: ["bug"] });
  await own("decisions.create", { project: "PLAN", title: "How", outcome: "So", governs: { paths: ["src/**"] } });
  await own("issues.update", { issue: "PLAN-1", initiative: "I-1", milestone: "PLAN-MS1" });
  const before = await tableContents(world);
  const search = await searchContents(world);

  const agents = (name: string, input: object) => call(agent, name, input);
  await agents("initiatives.update", { initiative: "I-1", title: "Go farther", status: "in_progress", owner: "ben" });
  await agents("initiatives.post_update", { initiative: "I-1", health: "at_risk", body: "Late, see PLAN-2" });
  await agents("initiatives.create", { title: "Another way", projects: ["OTHER"] });
  await agents("initiatives.archive", { initiative: "I-2" });
  await agents("milestones.update", { milestone: "PLAN-MS1", title: "Gamma", dueDate: null, description: LONG });
  await agents("milestones.create", { project: "PLAN", title: "Later" });
  await agents("issues.update", { issue: "PLAN-1", initiative: null, milestone: "PLAN-MS2" });
  await agents("issues.update", { issue: "PLAN-2", initiative: "I-1", milestone: "PLAN-MS1" });
  await agents("milestones.bin", { milestone: "PLAN-MS1" });
  await agents("documents.update", { document: "PLAN-DOC1", body: "Short", status: "approved", removeLabels: ["bug"] });
  await agents("documents.create", { project: "PLAN", title: "Notes", parent: "PLAN-DOC1", body: "See PLAN-1" });
  await agents("comments.create", { on: "PLAN-DOC1", body: "Shortened" });
  await agents("decisions.update", { decision: "PLAN-DEC1", rationale: LONG, addGoverns: { issues: ["PLAN-3"] } });
  await agents("decisions.create", { project: "PLAN", title: "Where", governs: { labels: ["bug"] } });
  await agents("comments.create", { on: "I-1", body: "Changed the owner" });

  const undone = await run(undoEvents, world.as(), { session: "s-60" });
  expect(undone.kept).toEqual([]);
  expect(rowHashes(withoutMade(await tableContents(world), before))).toEqual(rowHashes(before));
  expect(await searchContents(world)).toEqual(search);
  expect(await rebuiltContents(world)).toEqual(search);
});
