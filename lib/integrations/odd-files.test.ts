import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { TurboError } from "#lib/core/errors";
import { run } from "#lib/core/operation";
import { readRecord } from "#lib/domain/decisions/read-record";
import { readUpload } from "#lib/domain/documents/read-upload";
import { ImportedDecision, ImportedDocument, ImportedMilestone } from "#lib/domain/imports/noun-schema";
import { ImportedIssue } from "#lib/domain/imports/schema";
import { createProject } from "#lib/domain/projects/create-project";
import { makeWorld } from "#lib/testing/world";
import { importBacklog } from "./backlog-md/import-backlog.ts";
import { planImport as planBacklog } from "./backlog-md/plan.ts";
import { readBacklogFolder } from "./backlog-md/read-folder.ts";
import type { Perform } from "./carry-out.ts";
import { planImport as planTaskMaster } from "./task-master/plan.ts";
import { readTaskMasterFile } from "./task-master/read-file.ts";

const folder = mkdtempSync(path.join(tmpdir(), "turbo-odd-"));
afterAll(() => rmSync(folder, { recursive: true }));

const lines = [
  ...[
    "---",
    "...",
    "id: T-1",
    "id: [T-1]",
    "id: 5",
    "title: A",
    "title: {a: b}",
    "status: Done",
    "status: [x, y]",
    "a: &a [*a]",
  ],
  ...["dependencies: T-1, T-2", "dependencies: {a: [1]}", "labels: [a, , 'b']", "assignee: @", "assignee: [@ada, '@']"],
  ...[
    "created_date: ''",
    "created_date: 9999-99-99",
    "due: 0000-01-01",
    "estimate: -1",
    "? x",
    "- y",
    "\tz: 1",
    "__proto__: 1",
  ],
  ...["## Acceptance Criteria", "<!-- AC:BEGIN -->", "<!-- AC:END -->", "<!-- SECTION:NOTES:BEGIN -->"],
  ...[
    "<!-- SECTION:NOTES:END -->",
    "- [ ] #1 box",
    "- [~] box",
    "- [x]",
    "```",
    "# Title",
    "## Status",
    "Accepted",
    "## Context",
  ],
  ...[
    "author: @a",
    "Status: Superseded by ADR-5",
    "",
    "   ",
    "\u0000",
    "\ud800",
    "é🙂",
    "word ".repeat(200),
    "x".repeat(70_000),
  ],
];
const text = fc
  .tuple(
    fc.array(fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...lines) }, fc.string({ unit: "binary" })), {
      maxLength: 14,
    }),
    fc.constantFrom("\n", "\r\n", "\r"),
    fc.constantFrom("", "\uFEFF", "---\n"),
  )
  .map(([parts, end, start]) => start + parts.join(end));

test("whatever stands in the files of a Backlog.md folder, each is planned in a form that is taken, or named", () => {
  const places = ["tasks/a.md", "tasks/sub/b.md", "milestones/c.md", "decisions/d.md", "docs/e.md", "docs/in/f.mdx"];
  for (const place of places) mkdirSync(path.dirname(path.join(folder, place)), { recursive: true });
  const broken = fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes));
  const files = fc.tuple(...places.map(() => fc.oneof({ weight: 9, arbitrary: text }, broken)));
  fc.assert(
    fc.property(files, (contents) => {
      for (const [at, content] of contents.entries()) writeFileSync(path.join(folder, places[at] ?? ""), content);
      const plan = planBacklog(readBacklogFolder(folder));
      const schemas = { issues: ImportedIssue, milestones: ImportedMilestone, decisions: ImportedDecision };
      for (const [name, schema] of Object.entries({ ...schemas, documents: ImportedDocument }))
        for (const item of plan[name as keyof typeof schemas | "documents"])
          expect(schema.safeParse(item).error).toBeUndefined();
      const named = new Set([...plan.skipped.map(({ file }) => file), ...plan.withoutId]);
      const tasks = places.filter((place) => place.startsWith("tasks/"));
      expect(plan.issues.length + tasks.filter((place) => named.has(place)).length).toBe(tasks.length);
    }),
    { seed: 7, numRuns: 250 },
  );
}, 60_000);

test("what a dry run foretells of odd files is what comes, and a second import brings nothing", async () => {
  const world = await makeWorld();
  const perform: Perform = (operation, input) => run(operation, world.as(), input);
  const runs = fc.sample(fc.array(text, { minLength: 6, maxLength: 6 }), { seed: 7, numRuns: 12 });
  for (const [at, contents] of runs.entries()) {
    const project = `P${at}`.padEnd(2, "X");
    await perform(createProject, { name: project, key: project });
    const root = path.join(folder, project);
    for (const [place, content] of contents.entries()) {
      const file = path.join(
        root,
        ["tasks", "tasks", "decisions", "docs", "docs/in", "milestones"][place] ?? "",
        `${place}.md`,
      );
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, place < 2 ? content.replace(/^/, `---\nid: T-${place}\nmilestone: M\n`) : content);
    }
    const dry = await importBacklog(root, { project, dryRun: true }, perform, () => undefined);
    const real = await importBacklog(root, { project }, perform, () => undefined);
    expect({ ...dry, dryRun: false, references: real.references }).toEqual(real);
    const { issues, milestones, decisions, documents } = await importBacklog(
      root,
      { project },
      perform,
      () => undefined,
    );
    expect([issues, milestones, decisions, documents].map(({ created }) => created)).toEqual([0, 0, 0, 0]);
  }
  await world.close();
}, 60_000);

test("whatever stands in a tasks.json, each task is planned in a form that is taken, or named", () => {
  const odd = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom("1, 2", "[1]", "\u0000", "\ud800", "x".repeat(70_000), -1, 1e300),
  );
  const fields = [
    "id",
    "title",
    "description",
    "details",
    "status",
    "priority",
    "dependencies",
    "subtasks",
    "testStrategy",
  ];
  const more = [
    "acceptanceCriteria",
    "updatedAt",
    "labels",
    "assignee",
    "estimate",
    "due",
    "parentId",
    "__proto__",
    "type",
  ];
  const task = fc.dictionary(fc.constantFrom(...fields, ...more), odd).map((part) => ({ id: 1, title: "T", ...part }));
  const list = fc.oneof(fc.array(fc.oneof({ weight: 5, arbitrary: task }, odd), { maxLength: 5 }), odd);
  const shaped = fc.oneof(list, fc.record({ tasks: list, metadata: odd }), odd);
  const file = path.join(folder, "tasks.json");
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom("tasks", "master", "a", "b", "metadata", "a:b", ""), shaped),
      (content) => {
        writeFileSync(file, JSON.stringify(content));
        try {
          for (const as of ["labels", "projects"] as const) {
            const plan = planTaskMaster(readTaskMasterFile(file), as);
            for (const issue of plan.projects.flatMap(({ issues }) => issues))
              expect(ImportedIssue.safeParse(issue).error).toBeUndefined();
          }
        } catch (error) {
          expect(error).toBeInstanceOf(TurboError);
        }
      },
    ),
    { seed: 7, numRuns: 400 },
  );
}, 60_000);

test("whatever a decision record or a document says, it is read or refused in words", () => {
  fc.assert(
    fc.property(text, (markdown) => {
      for (const read of [() => readRecord(markdown), () => readUpload("a.md", markdown)]) {
        try {
          read();
        } catch (error) {
          expect(error).toBeInstanceOf(TurboError);
        }
      }
    }),
    { seed: 7, numRuns: 1500 },
  );
}, 60_000);
