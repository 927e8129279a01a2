import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Command } from "commander";
import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { createIssue } from "#lib/domain/issues/create-issue";
import { createProject } from "#lib/domain/projects/create-project";
import { makeWorld, type World } from "#lib/testing/world";
import { registerImport } from "./import.ts";

const FOLDER = path.resolve(import.meta.dirname, "../integrations/backlog-md/fixtures");

let world: World;
let printed: string[];
let progress: string[];
beforeEach(async () => {
  world = await makeWorld();
  [printed, progress] = [[], []];
  await run(createProject, world.as(), { name: "Shop", key: "SHOP" });
});
afterEach(() => world.close());

async function turbo(...args: string[]): Promise<string> {
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  registerImport(program, {
    withPerform: (work) => work((operation, input) => run(operation, world.as(), input)),
    print: (text) => printed.push(text),
    progress: (text) => progress.push(text),
  });
  await program.parseAsync(args, { from: "user" });
  return printed.at(-1) ?? "";
}

test("the report says what came, what it became and what is wrong; progress goes beside it", async () => {
  expect(await turbo("import", "backlog-md", FOLDER, "--project", "SHOP")).toBe(
    `Created 12 issues, 4 milestones, 2 decisions and 5 documents in SHOP (Shop).
0 were imported before and stay as they are.
12 task files read, 2 of them archived.
Links made: 1 parent, 4 dependencies, 4 issues in milestones, 10 names in texts.

What the words became
  status  To Do → ready  3
  status  Done → done  2
  status  done → done  1
  status  Waiting → backlog  1
  status  In Progress → in_progress  1
  status  Won't Do → canceled (wont_do)  1
  status  To Do → backlog  1
  status  Draft → backlog  1
  status  Review → review  1
  priority  (none) → none  8
  priority  high → high  1
  priority  low → low  1
  priority  urgent-ish → none  1
  priority  medium → medium  1
  type  (none) → task  9
  type  enhancement → improvement  1
  type  errand → task  1
  type  bug → bug  1

Words that Turbo does not know
  status "Waiting", taken as backlog: tasks/shop-7 - Choose-a-bank.md
  priority "urgent-ish", taken as none: tasks/shop-7 - Choose-a-bank.md
  type "errand", taken as task: tasks/shop-7 - Choose-a-bank.md
  decision status "wobbly", taken as proposed: decisions/decision-2 - No-refunds.md
  document type "scroll", taken as note: docs/guides/doc-2 - Closing.md

Dates that are not known
  done without a date; that of the last change is taken  2: SHOP-3, SHOP-4.1
  no date at all; the day of the import is taken: SHOP-7

New numbers: 6
  dotted id  2: SHOP-1.02 → SHOP-10, SHOP-4.1 → SHOP-11
  id used before  1: SHOP-3-2 → SHOP-12
  draft  2: DRAFT-1 → SHOP-13, DRAFT-2 → SHOP-14
  foreign prefix  1: TILL-5 → SHOP-15
  The old ids still work: turbo issues get SHOP-1.02

New numbers of milestones, decisions and documents: 1
  M-0 → SHOP-MS3

Milestones that tasks name in other words
  M2 - Plays: Second season, by its number  1
  On tour: made, as there is no file of it  1

Assignees that nobody here is (their names stand in the descriptions)
  @codex 2

Dependencies on tasks that are not there
  SHOP-2 on task-0: completed/shop-2 - Rent-a-hall.md
  SHOP-7 on SHOP-99: tasks/shop-7 - Choose-a-bank.md

Parents that are not there
  SHOP-4.1 under SHOP-4: completed/shop-4.1 - An-orphan.md

Circles; the last step of each was left out
  dependency  SHOP-8 → SHOP-9 → SHOP-8

Kept in another form
  tasks/shop-7 - Choose-a-bank.md: created_date "5 January" is not a date and was left out
  milestones/m-2 - second-season.md: kept in the text, as Turbo has no such field: owner
  decisions/decision-1 - Pay-by-card.md: its section "Setup" stands in the section before it
  decisions/decision-2 - No-refunds.md: date "soon" is not a date and was left out

Files without an id, left out
  tasks/no-id.md
  tasks/readme.md
  milestones/readme.md
  docs/readme.md

Files that were not read
  tasks/broken.md: its YAML cannot be read: Missing closing "quote at line 5, column 14
  decisions/decision-3 - Broken.md: its YAML cannot be read: Missing closing "quote at line 3, column 17`,
  );
  expect(progress).toEqual([
    `Reading ${FOLDER}`,
    "Importing 4 of 4 milestones",
    "Importing 2 of 2 decisions",
    "Importing 5 of 5 documents",
    "Importing 12 of 12 issues",
    "Linking what texts name",
  ]);
});

test("--dry-run says the same and writes nothing", async () => {
  const text = await turbo("import", "backlog-md", FOLDER, "--project", "SHOP", "--dry-run");
  expect(text).toContain("Would create 12 issues, 4 milestones, 2 decisions and 5 documents in SHOP (Shop).");
  expect(text).toContain("Nothing was written.");
  expect(text).toContain("SHOP-1.02 → SHOP-10");
  expect(await world.as().db.issue.count()).toBe(0);
});

test("--json prints the report for programs", async () => {
  const report = JSON.parse(await turbo("import", "backlog-md", FOLDER, "--project", "SHOP", "--json"));
  expect(report).toMatchObject({
    dryRun: false,
    project: { key: "SHOP" },
    issues: { inFolder: 12, created: 12, existing: 0, archived: 2 },
    withoutId: ["tasks/no-id.md", "tasks/readme.md", "milestones/readme.md", "docs/readme.md"],
  });
});

test("a long report is cut, says how much more there is, and is whole as JSON; a refusal is foretold", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "turbo-import-"));
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  };
  for (let at = 1; at <= 20; at++) {
    const fields = `status: Odd ${at}\nsponsor: Ann\ncreated_date: day ${at}\n`;
    write(`tasks/${at}.md`, `---\nid: T-${at}\ntitle: Task ${at}\n${fields}---\n`);
    write(`docs/${at}.png`, "x");
  }
  const call = ["import", "backlog-md", folder, "--project", "SHOP", "--dry-run"];
  const text = await turbo(...call);
  expect(text).toContain('  status "Odd 12", taken as backlog: tasks/12.md\n  … and 8 more; --json names all');
  expect(text).toContain('  tasks/12.md: created_date "day 12" is not a date and was left out\n  … and 8 more');
  expect(text).toMatch(/ {2}sponsor {2}20: tasks\/1\.md, .*, …\n/);
  expect(text).toMatch(/ {2}no date at all; the day of the import is taken {2}20: T-1, .*, …\n/);
  expect(text).toMatch(/Files that were not read\n {2}is no Markdown file {2}20: docs\/1\.png, .*, …$/);
  const whole = JSON.parse(await turbo(...call, "--json"));
  expect([whole.unknown, whole.remarks, whole.dates, whole.skipped, whole.otherFields[0].files]).toMatchObject(
    Array.from({ length: 5 }, () => ({ length: 20 })),
  );
  await run(createIssue, world.as(), { project: "SHOP", title: "Mine" });
  expect(await turbo(...call)).toContain('refused: T-1 cannot come in: SHOP-1 is already "Mine".');
  rmSync(folder, { recursive: true });
});

test("the report on Task Master's lists says the same of them", async () => {
  const file = path.resolve(import.meta.dirname, "../integrations/task-master/fixtures/tasks.json");
  const text = await turbo("import", "task-master", file, "--project", "SHOP");
  expect(text).toContain(`Created 13 issues in SHOP (Shop); 0 were imported before and stay as they are.
7 tasks and 6 subtasks read.
Lists, each a label: master 11 and opening 2.
Links made: 6 parents, 6 dependencies, 1 name in texts.

What the words became
  status  pending → ready  3
`);
  expect(text.slice(text.indexOf("Words that"))).toBe(`Words that Turbo does not know
  priority "urgent-ish", taken as none: MASTER:2
  status "wobbling", taken as backlog: MASTER:4

Fields without a place of their own (they stand in the descriptions)
  complexity  1
  recommendedSubtasks  1
  expansionPrompt  1

What lists say of themselves, left out
  master: description
  opening: version, description

Dates that are not known
  no date of its making; that of its list, or an earlier one, is taken  13: MASTER:1, MASTER:1.1, MASTER:1.2, MASTER:1.2-2, MASTER:1.3, …
  no date of its last change; that of its list is taken  12: MASTER:1, MASTER:1.1, MASTER:1.2, MASTER:1.2-2, MASTER:1.3, …
  done without a date; that of the last change is taken  2: MASTER:1, MASTER:1.1

New numbers: 9
  subtask  5: MASTER:1.1 → SHOP-5, MASTER:1.2 → SHOP-6, MASTER:1.3 → SHOP-8, MASTER:1.3.1 → SHOP-9, MASTER:3.1 → SHOP-10
  id used before  1: MASTER:1.2-2 → SHOP-7
  id without a usable number  1: MASTER:0 → SHOP-11
  task of a further list  2: OPENING:1 → SHOP-12, OPENING:2 → SHOP-13
  The old ids still work: turbo issues get MASTER:1.1

Dependencies on tasks that are not there
  MASTER:1.2-2 on master:9
  MASTER:2 on master:99
  MASTER:2 on opening:1

Circles; the last step of each was left out
  MASTER:3 → MASTER:4 → MASTER:3

Left out
  notes: is no list of tasks
  master:5: has no title
  master:#6: is no task`);
  expect(JSON.parse(await turbo("import", "task-master", file, "--project", "SHOP", "--json"))).toMatchObject({
    dryRun: false,
    as: "labels",
    projects: [{ key: "SHOP", made: false, issues: { inFile: 13, created: 0, existing: 13 } }],
  });
});

test("a missing project option is misuse, and a missing folder is said before anything is opened", async () => {
  await expect(turbo("import", "backlog-md", FOLDER)).rejects.toMatchObject({ exitCode: 1 });
  await expect(turbo("import", "backlog-md", `${FOLDER}/none`, "--project", "SHOP")).rejects.toMatchObject({
    code: "not_found",
    message: expect.stringMatching(/^There is no folder /),
  });
});
