import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { requireIssue } from "#lib/domain/issues/queries";
import { createProject } from "#lib/domain/projects/create-project";
import { fingerprint } from "#lib/testing/fingerprint";
import { ENGINES, makeWorld, type World } from "#lib/testing/world";
import type { Perform } from "../carry-out.ts";
import { importTaskMaster } from "./import-task-master.ts";
import type { ImportReport } from "./report.ts";

// The task lists of the Task Master project itself, where TURBO_DATA points. They are not part of this repository:
// without TURBO_DATA this file is left out of the run, and the synthetic file in fixtures/ covers the shapes.
const FILE = path.join(process.env.TURBO_DATA ?? "", "task-master/tasks.json");
const silent = () => undefined;

describe.each(ENGINES)("the Task Master project's own lists on %s", (engine) => {
  let world: World;
  let perform: Perform;
  let expected: ImportReport;
  let report: ImportReport;

  beforeAll(async () => {
    world = await makeWorld(engine);
    perform = (operation, input) => run(operation, world.as(), input);
    await perform(createProject, { name: "Task Master", key: "TM" });
    await perform(createProject, { name: "Task Master by list", key: "LIST" });
    expected = await importTaskMaster(FILE, { project: "TM", dryRun: true }, perform, silent);
    report = await importTaskMaster(FILE, { project: "TM" }, perform, silent);
  }, 120_000);
  afterAll(() => world?.close());

  test("182 tasks and 914 subtasks of nine lists are issues", async () => {
    expect(report.projects).toMatchObject([{ key: "TM", issues: { inFile: 1096, created: 1096, existing: 0 } }]);
    expect(report.lists.map(({ name, tasks, subtasks }) => `${name} ${tasks} ${subtasks}`)).toEqual([
      "master 93 535",
      "test-tag 1 0",
      "cc-kiro-hooks 10 50",
      "tm-core-phase-1 11 55",
      "tm-start 6 0",
      "autonomous-tdd-git-workflow 23 104",
      "tdd-workflow-phase-0 10 50",
      "tdd-phase-1-core-rails 10 50",
      "loop 18 70",
    ]);
    expect([report.unknown, report.skipped, report.remarks, report.taken]).toEqual([[], [], [], []]);
    expect(await world.as().db.issue.count()).toBe(1096);
    expect(await world.as().db.label.count()).toBe(9);
  });

  test("the dry run before it said the same", () => {
    expect({ ...expected, dryRun: false, references: report.references }).toEqual(report);
  });

  test("parts, dependencies, the dangling one and the circle", async () => {
    const { db } = world.as();
    expect(await db.issue.count({ where: { parentId: { not: null } } })).toBe(914);
    expect(await db.issueLink.count({ where: { kind: "blocks" } })).toBe(972);
    expect(report.dangling).toEqual([{ id: "TEST-TAG:1", names: "test-tag:16" }]);
    expect(report.cycles).toEqual([["MASTER:12.1", "MASTER:12.4", "MASTER:12.1"]]);
    const part = await requireIssue(world.as(), "master:23.32");
    expect(part.links.map(({ kind, issue }) => `${kind} ${issue.title}`)).toContain(
      `blocked_by ${(await requireIssue(world.as(), "master:23.31")).title}`,
    );
    expect((await requireIssue(world.as(), "master:104")).key).toBe("TM-104");
  });

  test("criteria, statuses and complexity arrive", async () => {
    const { db } = world.as();
    const statuses = await db.issue.groupBy({ by: ["status"], _count: true });
    expect(Object.fromEntries(statuses.map(({ status, _count }) => [status, _count]))).toEqual({
      backlog: 5,
      canceled: 3,
      done: 578,
      in_progress: 5,
      ready: 503,
      review: 2,
    });
    const criteria = await db.issue.aggregate({ _sum: { criteriaTotal: true } });
    const texts = await db.issue.findMany({ select: { description: true } });
    const told = texts.filter(({ description }) => description.includes("\n## Test strategy\n")).length;
    expect([criteria._sum.criteriaTotal, told]).toEqual([979, 82]);
    expect(report.otherFields).toEqual([
      { field: "complexity", count: 28 },
      { field: "recommendedSubtasks", count: 28 },
      { field: "expansionPrompt", count: 28 },
      { field: "previousStatus", count: 1 },
    ]);
    expect((await requireIssue(world.as(), "loop:18")).description).toContain("- Complexity: 2");
  });

  test("a second import and a dry run change no row and no event number", async () => {
    const before = await fingerprint(world);
    const again = await importTaskMaster(FILE, { project: "TM" }, perform, silent);
    expect(again).toMatchObject({ projects: [{ issues: { created: 0, existing: 1096 } }], parents: 0, blockers: 0 });
    expect(again.renumbered).toEqual(report.renumbered);
    await importTaskMaster(FILE, { project: "TM", dryRun: true }, perform, silent);
    expect(await fingerprint(world)).toEqual(before);
  }, 120_000);

  test("as projects each list has its own, with its numbers; a second import changes nothing", async () => {
    const options = { project: "LIST", lists: "projects" } as const;
    const apart = await importTaskMaster(FILE, options, perform, silent);
    expect(apart.projects.map(({ key, issues }) => `${key} ${issues.created}`)).toEqual([
      "LIST 628",
      "TT 1",
      "CKH 60",
      "TCP1 66",
      "TS 6",
      "ATGW 127",
      "TWP0 60",
      "TP1CR 60",
      "LOO 88",
    ]);
    expect((await requireIssue(world.as(), "LOO-18")).source).toBe("task-master:LOOP:18");
    const before = await fingerprint(world);
    const again = await importTaskMaster(FILE, options, perform, silent);
    expect(again.projects.every(({ issues }) => issues.created === 0)).toBe(true);
    expect(await fingerprint(world)).toEqual(before);
  }, 120_000);
});
