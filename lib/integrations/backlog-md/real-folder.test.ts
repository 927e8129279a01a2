import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { getDecision } from "#lib/domain/decisions/get-decision";
import { getDocument } from "#lib/domain/documents/get-document";
import { requireIssue } from "#lib/domain/issues/queries";
import { createProject } from "#lib/domain/projects/create-project";
import { fingerprint } from "#lib/testing/fingerprint";
import { ENGINES, makeWorld, type World } from "#lib/testing/world";
import type { Perform } from "../carry-out.ts";
import { importBacklog } from "./import-backlog.ts";
import type { ImportReport } from "./report.ts";

// The tasks of the Backlog.md project itself, where TURBO_DATA points. They are not part of this repository: without
// TURBO_DATA this file is left out of the run, and the synthetic folder in fixtures/ covers the shapes.
const FOLDER = path.join(process.env.TURBO_DATA ?? "", "backlog-md/backlog");

describe.each(ENGINES)("the Backlog.md project's own folder on %s", (engine) => {
  let world: World;
  let perform: Perform;
  let expected: ImportReport;
  let report: ImportReport;
  const progress: string[] = [];

  beforeAll(async () => {
    world = await makeWorld(engine);
    perform = (operation, input) => run(operation, world.as(), input);
    await perform(createProject, { name: "Backlog.md", key: "BACK" });
    expected = await importBacklog(FOLDER, { project: "BACK", dryRun: true }, perform, () => undefined);
    report = await importBacklog(FOLDER, { project: "BACK" }, perform, (text) => progress.push(text));
  }, 120_000);
  afterAll(() => world?.close());

  test("every task file is an issue", async () => {
    // 675 files hold a line `id:`; in tasks/readme.md it stands in an example inside of a code block.
    expect(report.issues).toEqual({ inFolder: 674, created: 674, existing: 0, archived: 46 });
    expect(await world.as().db.issue.count()).toBe(674);
    expect(report.skipped).toEqual([
      { file: "archive/readme.md", reason: "lies beside the folders that Backlog.md keeps" },
    ]);
    expect(report.withoutId).toEqual([
      "tasks/readme.md",
      "drafts/readme.md",
      "archive/tasks/readme.md",
      "archive/drafts/readme.md",
      "milestones/readme.md",
      "decisions/readme.md",
      "docs/readme.md",
    ]);
    expect(progress).toContain("Importing 674 of 674 issues");
  });

  test("the dry run before it said the same", () => {
    expect({ ...expected, dryRun: false, references: report.references }).toEqual(report);
  });

  test("138 dotted ids, 10 second uses and 16 drafts get numbers above 636 and keep their old ids", async () => {
    const counts = new Map<string, number>();
    for (const { why } of report.renumbered) counts.set(why, (counts.get(why) ?? 0) + 1);
    expect(Object.fromEntries(counts)).toEqual({ "dotted id": 138, "id used before": 10, draft: 16 });
    const numbers = report.renumbered.map(({ key }) => Number(key?.slice("BACK-".length)));
    expect(numbers).toEqual(Array.from({ length: 164 }, (_, place) => 637 + place));
    for (const { id, key } of report.renumbered) {
      const alias = await world.as().db.issueAlias.findFirst({ where: { key: id }, include: { issue: true } });
      expect(`BACK-${alias?.issue.number}`).toBe(key);
    }
    expect(report.renumbered.filter(({ why }) => why === "id used before").map(({ id }) => id)).toEqual([
      "BACK-41-2",
      "BACK-76-2",
      "BACK-81-2",
      "BACK-82-2",
      "BACK-88-2",
      "BACK-89-2",
      "BACK-90-2",
      "BACK-168-2",
      "BACK-275-2",
      "BACK-569-2",
    ]);
    expect((await requireIssue(world.as(), "back-24.02")).title).toBe(
      "CLI TUI: Add milestone swimlanes to interactive board view",
    );
    expect(await requireIssue(world.as(), "BACK-41-2")).toMatchObject({ shelf: "archived" });
    expect(await requireIssue(world.as(), "BACK-239")).toMatchObject({ source: "backlog-md:BACK-239", shelf: "live" });
  });

  test("the five dangling dependencies are named", () => {
    expect(report.danglingDependencies.map(({ id, names }) => `${id} on ${names}`)).toEqual([
      "BACK-1 on task-0",
      "DRAFT-2 on task-8",
      "DRAFT-6 on task-8",
      "DRAFT-8 on task-8",
      "DRAFT-14 on task-8",
    ]);
    expect(report.danglingParents.map(({ id, names }) => `${id} under ${names}`)).toEqual(["BACK-13.1 under task-13"]);
    expect(report.cycles).toEqual([]);
  });

  test("statuses and priorities arrive in Turbo's words", async () => {
    const { db } = world.as();
    const statuses = await db.issue.groupBy({ by: ["status"], _count: true, orderBy: { status: "asc" } });
    expect(Object.fromEntries(statuses.map(({ status, _count }) => [status, _count]))).toEqual({
      backlog: 15,
      canceled: 6,
      done: 578,
      in_progress: 3,
      ready: 72,
    });
    const priorities = await db.issue.groupBy({ by: ["priority"], _count: true, orderBy: { priority: "asc" } });
    expect(Object.fromEntries(priorities.map(({ priority, _count }) => [priority, _count]))).toEqual({
      high: 128,
      low: 25,
      medium: 156,
      none: 365,
    });
    expect(report.unknown).toEqual([]);
  });

  test("parents, dependencies, criteria, comments and dates arrive", async () => {
    const { db } = world.as();
    expect(await db.issue.count({ where: { parentId: { not: null } } })).toBe(138);
    expect(await db.issueLink.count({ where: { kind: "blocks" } })).toBe(99);
    const criteria = await db.issue.aggregate({ _sum: { criteriaTotal: true, criteriaDone: true } });
    expect(criteria._sum).toEqual({ criteriaTotal: 3461, criteriaDone: 2964 });
    expect(await db.comment.count()).toBe(763);
    expect(await requireIssue(world.as(), "BACK-606")).toMatchObject({
      createdAt: "2026-08-08T15:56:00.000Z",
      updatedAt: "2026-08-08T21:13:00.000Z",
      criteria: { done: 4, total: 4 },
    });
  });

  test("milestones arrive, and the 33 issues that name one belong to it", async () => {
    const { db } = world.as();
    expect(report.milestones).toEqual({
      inFolder: 9,
      created: 9,
      existing: 0,
      renumbered: [{ id: "M-0", key: "BACK-MS9" }],
    });
    const rows = await db.milestone.findMany({
      orderBy: { number: "asc" },
      select: { number: true, title: true, status: true, shelf: true, _count: { select: { issues: true } } },
    });
    expect(rows.map(({ number, status, shelf, _count }) => [number, status, shelf, _count.issues])).toEqual([
      [1, "completed", "archived", 13],
      [2, "in_progress", "archived", 2],
      [3, "planned", "archived", 4],
      [4, "planned", "archived", 1],
      [5, "planned", "archived", 1],
      [6, "completed", "live", 3],
      [7, "completed", "live", 6],
      [8, "in_progress", "live", 3],
      [9, "planned", "archived", 0],
    ]);
    expect(report.scheduled).toBe(33);
    expect(report.otherNames.map(({ name, taken, how }) => `${name}: ${taken}, ${how}`)).toEqual([
      "M5 - Advanced GUI Features: Advanced GUI Features, its number",
      "M3 - GUI: GUI Development, its number",
      "M4 - GUI-Kanban Board: GUI Kanban Board Development, its number",
      "M2 - CLI Kanban Board: Kanban Board (CLI Visualization), its number",
    ]);
  });

  test("the decision and the documents arrive with all their words", async () => {
    expect(report.decisions).toEqual({ inFolder: 1, created: 1, existing: 0, renumbered: [] });
    const decision = await perform(getDecision, { decision: "BACK-DEC1" });
    expect(decision).toMatchObject({
      status: "proposed",
      createdAt: "2025-06-22T00:00:00.000Z",
      source: "backlog-md:DECISION-1",
    });
    expect(decision.outcome).toContain("## Setup Instructions");
    expect(decision.consequences).toContain("## References");
    expect(report.documents).toEqual({ inFolder: 3, created: 3, existing: 0, renumbered: [] });
    const guide = await perform(getDocument, { document: "BACK-DOC1" });
    expect(guide).toMatchObject({
      title: "Testing Style Guide",
      kind: "user_guide",
      revision: 1,
      createdAt: "2025-07-21T00:00:00.000Z",
      updatedAt: "2026-07-16T22:20:00.000Z",
    });
    const file = readFileSync(path.join(FOLDER, "docs/doc-001 - Testing-Style-Guide.md"), "utf8");
    expect(file.endsWith(`---\n${guide.body}`)).toBe(true);
  });

  test("what texts name by key is linked", async () => {
    const { db } = world.as();
    expect(await db.reference.count()).toBe(report.references);
    const issue = await requireIssue(world.as(), "BACK-239");
    const links = await db.reference.count({ where: { OR: [{ fromId: issue.id }, { toId: issue.id }] } });
    expect({ all: report.references, links }).toEqual({ all: 240, links: 1 });
    expect(await db.inboxItem.count()).toBe(0);
  });

  test("an imported issue is found by a word of its text", async () => {
    const hits = await world.database.search.find(world.database.reader, {
      text: "swimlanes",
      kinds: ["issue"],
      order: "relevance",
      limit: 50,
      offset: 0,
    });
    const issue = await requireIssue(world.as(), "BACK-24.02");
    expect(hits.map((hit) => hit.subject)).toContain(issue.id);
  });

  test("a second import and a dry run change no row and no event number", async () => {
    const before = await fingerprint(world);
    const again = await importBacklog(FOLDER, { project: "BACK" }, perform, () => undefined);
    expect(again.issues).toMatchObject({ created: 0, existing: 674 });
    expect(again).toMatchObject({ parents: 0, blockers: 0, cycles: [] });
    expect(again.renumbered).toEqual(report.renumbered);
    const dry = await importBacklog(FOLDER, { project: "BACK", dryRun: true }, perform, () => undefined);
    expect(dry.issues).toMatchObject({ created: 0, existing: 674 });
    expect(
      [again, dry].flatMap(({ milestones, decisions, documents }) => [milestones, decisions, documents]),
    ).toMatchObject([9, 1, 3, 9, 1, 3].map((existing) => ({ created: 0, existing })));
    expect(again).toMatchObject({ scheduled: 0, references: 0 });
    expect(await fingerprint(world)).toEqual(before);
  }, 120_000);
});
