import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { type ImportPlan, planImport } from "./plan.ts";
import { readBacklogFolder } from "./read-folder.ts";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** A backlog folder with these files, by path. */
function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), "turbo-backlog-"));
  folders.push(folder);
  for (const [file, content] of Object.entries({ "tasks/readme.txt": "", ...files })) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), content);
  }
  return folder;
}

const planOf = (files: Readonly<Record<string, string>>) => planImport(readBacklogFolder(folderOf(files)));

/** The plan of one task with these fields and this body. */
function taskOf(fields: string, body = "") {
  const plan = planOf({ "tasks/t.md": `---\nid: T-1\ntitle: T\n${fields}---\n${body}` });
  const [issue] = plan.issues;
  if (!issue) throw new Error(JSON.stringify(plan.skipped));
  return { issue, plan, remarks: plan.remarks.map(({ remark }) => remark) };
}

const skippedOf = (plan: ImportPlan) => Object.fromEntries(plan.skipped.map(({ file, reason }) => [file, reason]));

test("markers inside of a section's markers are text, and nothing of it moves", () => {
  const pair = (text: string) => `<!-- SECTION:NOTES:BEGIN -->\n${text}\n<!-- SECTION:NOTES:END -->`;
  const body = `## Description\n\nText.\n\n## Implementation Notes\n\n${pair(`First.\n${pair("Second.")}\nThird.`)}\n`;
  const { issue } = taskOf("", body);
  expect(issue.description).toBe("Text.\n\n## From Backlog.md\n\n- File: `tasks/t.md`");
  expect(issue.comments.map((comment) => comment.body)).toEqual([
    `**Implementation notes**\n\nFirst.\n${pair("Second.")}\nThird.`,
  ]);
  const code = `## Implementation Notes\n\n${pair("```\n<!-- SECTION:NOTES:END -->\n```\nAfter.")}\n`;
  expect(taskOf("", code).issue.comments[0]?.body).toContain("After.");
  const unclosed =
    "## Description\n\n<!-- SECTION:DESCRIPTION:BEGIN -->\nA\n<!-- SECTION:DESCRIPTION:BEGIN -->\nB\n<!-- SECTION:DESCRIPTION:END -->\n\n## Implementation Notes\n\nC\n";
  expect(taskOf("", unclosed).issue).toMatchObject({ comments: [{ body: "**Implementation notes**\n\nC" }] });
});

test("only the boxes of its own section are criteria, and one that says neither yes nor no is told", () => {
  const body =
    "## Acceptance Criteria\n\n- [x] #1 golf\nsecond line\n- [~] #2 tee\n\n### Later\n\n- [ ] putt\n\n## Testing checklist\n\n- [ ] run it\n";
  const { issue, remarks } = taskOf("", body);
  expect(issue.criteria).toEqual([
    { text: "golf\nsecond line", done: true },
    { text: "tee", done: false },
    { text: "putt", done: false },
  ]);
  expect(issue.description).toMatch(/^## Testing checklist\n\n- \[ \] run it/);
  expect(remarks).toContain('its criterion "[~] tee" counts as open');
});

test("fields are read by the names that people give them, whatever the form of a list", () => {
  const files = {
    "tasks/1.md": "---\nid: T-1\ntitle: One\n---\n",
    "tasks/2.md":
      "---\nid: T-2\ntitle: Two\nblocked_by: [T-1]\nparent: T-1\ntags: a, b\nlabels: [c]\ncreatedAt: 2025-01-02\nmodified: 2025-01-03\nestimate: 3\nowner: '@ada'\ndue: 2025-02-01\n---\n",
    "tasks/3.md": "---\nid: T-3\ntitle: Three\ndependencies: T-1, T-2\nblocks: [T-1]\n---\n",
    "tasks/4.md": "---\nid: T-4\ntitle: Four\ndependencies:\n  - 'T-1, T-2'\n  - {id: T-3}\n  - {a: {b: c}}\n---\n",
  };
  const plan = planOf(files);
  expect(plan.issues[1]).toMatchObject({
    ...{ labels: ["c", "a", "b"], createdAt: "2025-01-02T00:00:00.000Z", updatedAt: "2025-01-03T00:00:00.000Z" },
    ...{ estimate: 3, assignees: ["@ada"], dueDate: "2025-02-01" },
  });
  expect(plan.links).toEqual([
    { id: "T-2", parent: "T-1", blockedBy: ["T-1"] },
    { id: "T-3", parent: null, blockedBy: ["T-1", "T-2"] },
    { id: "T-4", parent: null, blockedBy: ["T-1", "T-2", "T-3"] },
  ]);
  expect(plan.cycles).toEqual([{ kind: "dependency", ids: ["T-3", "T-1", "T-3"] }]);
  expect(plan.remarks).toEqual([
    { file: "tasks/4.md", remark: 'dependencies holds {"a":{"b":"c"}}, which was left out' },
  ]);
});

test("a field that Turbo has no place for is kept in the description and told", () => {
  const { issue, plan } = taskOf("estimate: 5d\ncancellation_reason: too dear\nwatchers: [a, b]\nempty: ''\n");
  expect(issue.estimate).toBeNull();
  expect(issue.description).toContain("- Estimate: 5d\n- Cancellation reason: too dear\n- Watchers:\n  - a\n  - b");
  expect(plan.otherFields.map(({ field, files }) => [field, files])).toEqual([
    ["estimate", ["tasks/t.md"]],
    ["cancellation_reason", ["tasks/t.md"]],
    ["watchers", ["tasks/t.md"]],
  ]);
});

test.each([
  ["Complete", "done", null],
  ["✔ Done", "done", null],
  ["Closed", "done", null],
  ["Wontfix", "canceled", "wont_do"],
  ["Skipped", "canceled", "wont_do"],
  ["Cancelled", "canceled", "wont_do"],
  ["Obsolete", "canceled", "obsolete"],
  ["Duplicate", "canceled", "duplicate"],
  ["Open", "ready", null],
  ["🚧 WIP", "in_progress", null],
  ["In Review", "review", null],
  ["Blocked", "backlog", null],
  ["IN_PROGRESS", "in_progress", null],
])("the status %s is %s", (word, status, resolution) => {
  const { issue, plan } = taskOf(`status: "${word}"\n`);
  expect(issue).toMatchObject({ status, resolution });
  expect(plan.unknown).toEqual([]);
});

test("one odd field never stops the rest: the task comes, and a remark names the field", () => {
  const long = "x".repeat(300);
  const { issue, remarks, plan } = taskOf(
    `assignee: ['@', '${long}', '@ada']\nreporter: '@'\nlabels: [${Array.from({ length: 60 }, (_, at) => `l${at}`).join(", ")}]\nestimate: 5000\n`,
    `## Acceptance Criteria\n\n${`- [ ] ${"y".repeat(30_000)}\n`.repeat(4)}`,
  );
  expect(issue).toMatchObject({ assignees: ["@ada"], creator: null, estimate: null });
  expect(issue.description).toContain(long);
  expect(issue.criteria).toHaveLength(2);
  expect(issue.description.match(/y{30000}/g)).toHaveLength(2);
  expect(plan.assignees).toEqual([{ handle: "ada", count: 1 }]);
  expect(remarks).toEqual([
    "has more than 100 criteria, or too long ones; the rest stands in the description",
    `has more than 50 labels; left out: ${Array.from({ length: 10 }, (_, at) => `l${50 + at}`).join(", ")}`,
    '"@" is no handle of a person; it stands in the description',
    `"${"x".repeat(40)}…" is no handle of a person; it stands in the description`,
    '"@" is no handle of a person; it stands in the description',
    expect.stringContaining("its estimate did not fit and was left out: "),
  ]);
});

test("tasks, decisions and documents are read at any depth, and each file that was not read is named", () => {
  const plan = planOf({
    "tasks/sub/t.md": "---\nid: T-1\ntitle: T\nstatus: Done\n---\n",
    "tasks/completed/u.md": "---\nid: T-2\ntitle: U\n---\n",
    "tasks/archive/v.md": "---\nid: T-3\ntitle: V\nstatus: Done\n---\n",
    "decisions/sub/002-use-rows.md": "# Use rows\n\n## Status\n\nAccepted\n\n## Decision\n\nRows.\n",
    "decisions/README.md": "All of them",
    "docs/guide.mdx": "# Guide\n\n<Note>Hello</Note>\n",
    "docs/shot.png": "x",
    "assets/a/b.png": "x",
    "config.yml": "statuses: []",
    ".secret": "x",
  });
  expect(plan.issues.map(({ id, status, archived }) => [id, status, archived])).toEqual([
    ["T-1", "done", false],
    ["T-2", "done", false],
    ["T-3", "done", true],
  ]);
  expect(plan.decisions).toMatchObject([
    {
      ...{ id: "DECISIONS/SUB/002-USE-ROWS.MD", number: 2, title: "Use rows", status: "accepted" },
      ...{ context: "", outcome: "Rows." },
    },
  ]);
  expect(plan.documents).toMatchObject([{ title: "Guide", body: "# Guide\n\n<Note>Hello</Note>\n" }]);
  expect(plan.withoutId).toEqual(["decisions/README.md"]);
  expect(skippedOf(plan)).toEqual({
    "tasks/readme.txt": "is no Markdown file",
    "docs/shot.png": "is no Markdown file",
    "assets/": "is no folder that Backlog.md keeps; it holds 1 files",
    "config.yml": "holds the settings of Backlog.md",
    ".secret": "is hidden",
  });
});

test("a link to a folder is not followed, and named", () => {
  const folder = folderOf({ "tasks/t.md": "---\nid: T-1\ntitle: T\n---\n" });
  symlinkSync(folder, path.join(folder, "tasks/round"));
  expect(skippedOf(planImport(readBacklogFolder(folder)))).toMatchObject({
    "tasks/round": "is a link to a folder, and those are not followed",
  });
});

test("a document that begins with a rule keeps its text, and a decision's other facts stay", () => {
  const text = "---\n\nA word before all.\n\n---\n\n# Title\n";
  const plan = planOf({
    "docs/a.md": text,
    "decisions/d.md":
      "---\nid: decision-1\ntitle: D\nstatus: Superseded by decision-2\ndeciders: [Ada Lovelace]\nimpact: high\n---\n## Context\n\nC\n",
  });
  expect(plan.documents).toMatchObject([{ title: "Title", body: text }]);
  expect(plan.decisions).toMatchObject([
    {
      status: "superseded",
      context:
        "C\n\nDecided by Ada Lovelace.\n\nStatus: Superseded by decision-2\n\n## From Backlog.md\n\n- Impact: high",
    },
  ]);
});

test("a comment without an author, and lines of a comment's head that nobody knows, are kept", () => {
  const body =
    "## Comments\n\nBefore all.\n\nauthor: @ada\ncreated: soon\nmood: glad\n---\nHello\n---\n\nauthor: @ben\ncreated: 2025-01-02\n---\nYes\n---\n";
  expect(taskOf("", body).issue.comments).toEqual([
    { author: null, createdAt: null, body: "Before all." },
    { author: "@ada", createdAt: null, body: "created: soon\n\nmood: glad\n\nHello" },
    { author: "@ben", createdAt: "2025-01-02T00:00:00.000Z", body: "Yes" },
  ]);
});

test("dates that are not known are told, and an empty one is none", () => {
  const { issue, plan, remarks } = taskOf("created_date: ''\nupdated_date: 2025-02-02\nstatus: Done\n");
  expect(issue).toMatchObject({ createdAt: null, updatedAt: "2025-02-02T00:00:00.000Z" });
  expect(remarks).toEqual([]);
  expect(plan.dates).toEqual([
    { id: "T-1", why: "no date of its making; the earliest known is taken" },
    { id: "T-1", why: "done without a date; that of the last change is taken" },
  ]);
  expect(taskOf("").plan.dates).toEqual([{ id: "T-1", why: "no date at all; the day of the import is taken" }]);
});
