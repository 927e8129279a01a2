import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { getDecision } from "#lib/domain/decisions/get-decision";
import { getDocument } from "#lib/domain/documents/get-document";
import { importIssues } from "#lib/domain/imports/import-issues";
import { importLinks } from "#lib/domain/imports/import-links";
import { createIssue } from "#lib/domain/issues/create-issue";
import { requireIssue } from "#lib/domain/issues/queries";
import { getMilestone } from "#lib/domain/milestones/get-milestone";
import { createProject } from "#lib/domain/projects/create-project";
import { ENGINES, makeWorld, type World, withKey } from "#lib/testing/world";
import { inBatches, type Perform } from "../carry-out.ts";
import { carryOut } from "./carry-out.ts";
import { importBacklog } from "./import-backlog.ts";
import { planImport } from "./plan.ts";
import { readBacklogFolder } from "./read-folder.ts";

const FIXTURES = path.join(import.meta.dirname, "fixtures");
const silent = () => undefined;

describe.each(ENGINES)("a Backlog.md folder on %s", (engine) => {
  let world: World;
  let perform: Perform;
  beforeEach(async () => {
    world = await makeWorld(engine);
    perform = (operation, input) => run(operation, world.as(), input);
    await perform(createProject, { name: "Shop", key: "SHOP" });
    await perform(createProject, { name: "Other", key: "OTHER" });
  });
  afterEach(() => world.close());

  test("comes in with its hierarchy, blockers, people and old ids", async () => {
    const report = await importBacklog(FIXTURES, { project: "SHOP" }, perform, silent);
    expect(report).toMatchObject({
      issues: { inFolder: 12, created: 12, existing: 0, archived: 2 },
      parents: 1,
      blockers: 4,
      unmatchedAssignees: [{ handle: "codex", count: 2 }],
      taken: [],
    });
    const issue = await requireIssue(world.as(), "SHOP-1.02");
    expect(issue).toMatchObject({
      key: "SHOP-10",
      parent: "SHOP-1",
      status: "in_progress",
      criteria: { done: 1, total: 2 },
    });
    expect(await requireIssue(world.as(), "SHOP-1")).toMatchObject({
      assignee: { handle: "ada" },
      creator: { handle: "ben" },
      blocked: false,
      comments: 4,
    });
    expect((await requireIssue(world.as(), "till-5")).blocked).toBe(true);
  });

  test("brings milestones with their issues, decisions, documents in their folders, and what texts name", async () => {
    const report = await importBacklog(FIXTURES, { project: "SHOP" }, perform, silent);
    expect(report).toMatchObject({
      milestones: { inFolder: 4, created: 4, existing: 0, renumbered: [{ id: "M-0", key: "SHOP-MS3" }] },
      decisions: { inFolder: 2, created: 2, existing: 0, renumbered: [] },
      documents: { inFolder: 5, created: 5, existing: 0, renumbered: [] },
      scheduled: 4,
      leftOpen: [],
    });
    expect(await perform(getMilestone, { milestone: "SHOP-MS2" })).toMatchObject({
      title: "Second season",
      status: "in_progress",
      startDate: "2026-05-01",
      dueDate: "2026-09-30",
      progress: { open: 1 },
    });
    expect((await requireIssue(world.as(), "TILL-5")).milestone).toMatchObject({ title: "On tour" });
    expect(await perform(getDecision, { decision: "SHOP-DEC1" })).toMatchObject({
      status: "accepted",
      decidedAt: "2026-01-15T00:00:00.000Z",
    });
    const keys = await perform(getDocument, { document: "SHOP-DOC5" });
    expect(keys).toMatchObject({ title: "Keys of the house", parent: "SHOP-DOC4", revision: 1 });
    expect(keys.path.map(({ title }) => title)).toEqual(["Guides", "Inside"]);
    const links = await world.as().db.reference.findMany({ where: { fromKind: { in: ["decision", "document"] } } });
    expect(links.map(({ fromKind, toKind }) => `${fromKind} → ${toKind}`).sort()).toEqual([
      "decision → document",
      "decision → issue",
      "document → issue",
      "document → user",
    ]);
    expect(await world.as().db.reference.count()).toBe(report.references);
  });

  test("a dry run tells the same, save for what only texts tell", async () => {
    const dry = await importBacklog(FIXTURES, { project: "SHOP", dryRun: true }, perform, silent);
    const report = await importBacklog(FIXTURES, { project: "SHOP" }, perform, silent);
    expect({ ...dry, dryRun: false, references: report.references }).toEqual(report);
    const again = await importBacklog(FIXTURES, { project: "SHOP" }, perform, silent);
    expect(again).toMatchObject({ issues: { created: 0 }, scheduled: 0, references: 0 });
    expect([again.milestones, again.decisions, again.documents].map(({ created }) => created)).toEqual([0, 0, 0]);
  });

  test("two keys limited to one project and to none bring all of it, and nothing", async () => {
    const { id } = await world.as().db.project.findFirstOrThrow({ where: { key: "SHOP" } });
    const by = (projectIds: string[]): Perform => {
      const actor = withKey(world.owner, { projectIds, kind: "script" });
      return (operation, input) => run(operation, world.as(actor), input);
    };
    await expect(importBacklog(FIXTURES, { project: "SHOP" }, by([]), silent)).rejects.toMatchObject({
      code: "not_found",
    });
    const report = await importBacklog(FIXTURES, { project: "SHOP" }, by([id]), silent);
    expect(report).toMatchObject({ issues: { created: 12 }, documents: { created: 5 }, scheduled: 4, references: 10 });
  });

  test("gets aliases for all its ids in a project of another key", async () => {
    await importBacklog(FIXTURES, { project: "OTHER" }, perform, silent);
    expect((await requireIssue(world.as(), "SHOP-7")).key).toBe("OTHER-7");
    expect((await requireIssue(world.as(), "SHOP-3-2")).title).toBe("Print flyers");
  });

  test("goes on where it was cut off, with the numbers it would have had", async () => {
    const plan = planImport(readBacklogFolder(FIXTURES));
    await carryOut(plan, "OTHER", perform, silent);
    for (const issue of plan.issues.slice(0, 8)) {
      await perform(importIssues, { project: "SHOP", source: "backlog-md", items: [issue] });
    }
    const report = await importBacklog(FIXTURES, { project: "SHOP" }, perform, silent);
    expect(report.issues).toMatchObject({ created: 4, existing: 8 });
    expect(report).toMatchObject({ parents: 1, blockers: 4 });
    const { db } = world.as();
    const sources = async (key: string) => {
      const found = await db.issue.findMany({ where: { project: { key } }, orderBy: { number: "asc" } });
      return found.map(({ number, source, rank }) => [number, source, rank]);
    };
    expect(await sources("SHOP")).toEqual(await sources("OTHER"));
  });

  test("two imports at once bring everything once", async () => {
    const both = await Promise.all([
      importBacklog(FIXTURES, { project: "SHOP" }, perform, silent),
      importBacklog(FIXTURES, { project: "SHOP" }, perform, silent),
    ]);
    expect(both.map(({ issues }) => issues.created).sort((a, b) => a - b)).toEqual([0, 12]);
    expect(both.reduce((sum, { blockers }) => sum + blockers, 0)).toBe(4);
    expect(await world.as().db.issue.count()).toBe(12);
    expect(await world.as().db.issueLink.count()).toBe(4);
  });

  test("is refused before the first write where a key is taken", async () => {
    await perform(createIssue, { project: "SHOP", title: "Mine" });
    const refused = importBacklog(FIXTURES, { project: "SHOP" }, perform, silent);
    await expect(refused).rejects.toMatchObject({ code: "conflict" });
    await expect(refused).rejects.toThrow('SHOP-1 cannot come in: SHOP-1 is already "Mine". Nothing was imported.');
    expect(await world.as().db.issue.count()).toBe(1);
    const dry = await importBacklog(FIXTURES, { project: "SHOP", dryRun: true }, perform, silent);
    expect(dry).toMatchObject({ taken: [{ id: "SHOP-1", key: "SHOP-1", title: "Mine" }], issues: { created: 11 } });
  });

  test("a dry run writes nothing, and a wrong project is named with the likely one", async () => {
    await importBacklog(FIXTURES, { project: "SHOP", dryRun: true }, perform, silent);
    expect(await world.as().db.issue.count()).toBe(0);
    expect(await world.as().db.label.count()).toBe(0);
    const lost = importBacklog(FIXTURES, { project: "SHOPP" }, perform, silent);
    await expect(lost).rejects.toMatchObject({ code: "not_found" });
    await expect(lost).rejects.toThrow('Did you mean "SHOP"?');
  });

  test("says a circle that only shows together with links made here", async () => {
    await importBacklog(FIXTURES, { project: "SHOP" }, perform, silent);
    const answer = await perform(importLinks, {
      project: "SHOP",
      source: "backlog-md",
      items: [{ id: "SHOP-2", parent: null, blockedBy: ["SHOP-1"] }],
    });
    expect(answer.refusedBlockers).toEqual([{ from: "SHOP-1", to: "SHOP-2", cycle: ["SHOP-1", "SHOP-2", "SHOP-1"] }]);
  });
});

test("batches have at most so many items and so many bytes", () => {
  expect(inBatches([1, 2, 3, 4, 5], 2, 100)).toEqual([[1, 2], [3, 4], [5]]);
  const text = "é".repeat(40);
  expect(inBatches([text, text, text, text], 10, 170)).toEqual([
    [text, text],
    [text, text],
  ]);
  expect(inBatches([text.repeat(10), "a"], 10, 170)).toHaveLength(2);
  expect(inBatches([], 10)).toEqual([]);
});
