import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { processorTime } from "#lib/testing/processor-time";
import { type ImportPlan, planImport } from "./plan.ts";
import { readBacklogFolder } from "./read-folder.ts";

const FIXTURES = path.join(import.meta.dirname, "fixtures");
const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

const planned = planImport(readBacklogFolder(FIXTURES));

function issue(id: string, plan: ImportPlan = planned) {
  const found = plan.issues.find((one) => one.id === id);
  if (!found) throw new Error(`no ${id}`);
  return found;
}

/** A backlog folder with these files, by path. */
function folderOf(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), "turbo-backlog-"));
  folders.push(folder);
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), content);
  }
  return folder;
}

function task(id: string, more = ""): string {
  return `---\nid: ${id}\ntitle: Task ${id}\nstatus: To Do\n${more}---\n\n## Description\n\nText.\n`;
}

test("plain ids keep their numbers; all others follow in a fixed order", () => {
  expect(planned.issues.map(({ id, number }) => [id, number])).toEqual([
    ["SHOP-1", 1],
    ["SHOP-2", 2],
    ["SHOP-3", 3],
    ["SHOP-7", 7],
    ["SHOP-8", 8],
    ["SHOP-9", 9],
    ["SHOP-1.02", null],
    ["SHOP-4.1", null],
    ["SHOP-3-2", null],
    ["DRAFT-1", null],
    ["DRAFT-2", null],
    ["TILL-5", null],
  ]);
  expect(Object.fromEntries(planned.renumbered.map(({ id, why }) => [id, why]))).toEqual({
    "SHOP-1.02": "dotted id",
    "SHOP-4.1": "dotted id",
    "SHOP-3-2": "id used before",
    "DRAFT-1": "draft",
    "DRAFT-2": "draft",
    "TILL-5": "foreign prefix",
  });
});

test("of two uses of one id the archived one loses", () => {
  expect(issue("SHOP-3")).toMatchObject({ title: "Print posters", archived: false });
  expect(issue("SHOP-3-2")).toMatchObject({ title: "Print flyers", archived: true });
});

test("the same folder always gives the same plan", () => {
  expect(planImport(readBacklogFolder(path.join(FIXTURES, "backlog")))).toEqual(planned);
});

test("words are translated, and unknown ones are named with what they were taken for", () => {
  expect(planned.issues.map(({ id, status, resolution }) => [id, status, resolution])).toEqual([
    ["SHOP-1", "ready", null],
    ["SHOP-2", "done", null],
    ["SHOP-3", "done", null],
    ["SHOP-7", "backlog", null],
    ["SHOP-8", "ready", null],
    ["SHOP-9", "ready", null],
    ["SHOP-1.02", "in_progress", null],
    ["SHOP-4.1", "done", null],
    ["SHOP-3-2", "canceled", "wont_do"],
    ["DRAFT-1", "backlog", null],
    ["DRAFT-2", "backlog", null],
    ["TILL-5", "review", null],
  ]);
  expect(planned.unknown.slice(0, 3)).toEqual([
    { field: "status", word: "Waiting", taken: "backlog", file: "tasks/shop-7 - Choose-a-bank.md" },
    { field: "priority", word: "urgent-ish", taken: "none", file: "tasks/shop-7 - Choose-a-bank.md" },
    { field: "type", word: "errand", taken: "task", file: "tasks/shop-7 - Choose-a-bank.md" },
  ]);
  expect(planned.mapped).toContainEqual({ field: "status", word: "To Do", became: "ready", count: 3 });
  expect(planned.mapped).toContainEqual({ field: "status", word: "Won't Do", became: "canceled (wont_do)", count: 1 });
  expect(issue("SHOP-1")).toMatchObject({ priority: "high", type: "improvement" });
});

test("a task's sections become description, criteria and comments", () => {
  const { description, criteria, comments } = issue("SHOP-1");
  expect(description).toBe(`People buy a ticket without calling.

## A heading inside

\`\`\`markdown
## Acceptance Criteria
- [ ] only an example
\`\`\`

## Definition of done

- [ ] Tests pass

## Implementation plan

1. Ask the bank
2. Build it

## From Backlog.md

- File: \`tasks/shop-1 - Sell-tickets-online.md\`
- Assignee:
  - @ada
  - @codex
- Reporter: @ben
- References: https://example.org/tickets
- Documentation: docs/selling.md
- Modified files: \`src/shop.ts\``);
  expect(criteria).toEqual([
    { text: "A ticket can be paid by card", done: true },
    { text: "The receipt names\n  the seat and the day", done: false },
  ]);
  expect(comments).toEqual([
    {
      body: "**Implementation notes**\n\nThe bank answered.\n\n## What it said\n\nYes.",
      author: null,
      createdAt: null,
    },
    { body: "Which bank?", author: "@ben", createdAt: "2026-01-20T08:15:00.000Z" },
    {
      body: "The one with the API.\n\n---\n\nIt has a sandbox.",
      author: "@codex",
      createdAt: "2026-01-20T08:20:00.000Z",
    },
    { body: "**Final summary**\n\nCards work.", author: null, createdAt: null },
  ]);
});

test("criteria in groups are kept as items and, in full, as they stood", () => {
  const { criteria, description } = issue("SHOP-1.02");
  expect(criteria).toEqual([
    { text: "The money is back in a week", done: false },
    { text: "The seat is free again", done: true },
  ]);
  expect(description).toContain(
    "## Acceptance criteria in full\n\n### For people\n\n- [ ] The money is back in a week",
  );
});

test("plain bullets are criteria where no line has a box", () => {
  expect(issue("TILL-5").criteria).toEqual([
    { text: "It adds up", done: false },
    { text: "It is written down", done: false },
  ]);
});

test("headings of the author's own stay in the section they stand in", () => {
  expect(issue("SHOP-2").comments[0]?.body).toBe(
    "**Implementation notes**\n\nRented until June.\n\n## What it costs\n\nLess than feared.",
  );
  expect(issue("SHOP-7").description).toMatch(
    /^Which one takes least\.\n\n## Context\n\nThere are three\.\n\nText before any heading\./,
  );
});

test("dates without a zone are UTC, and a date that is none is remarked on", () => {
  expect(issue("SHOP-1")).toMatchObject({
    createdAt: "2026-01-05T09:30:00.000Z",
    updatedAt: "2026-02-01T18:00:00.000Z",
  });
  expect(issue("SHOP-2")).toMatchObject({
    createdAt: "2025-12-01T00:00:00.000Z",
    completedAt: "2025-12-20T00:00:00.000Z",
  });
  expect(issue("SHOP-7").createdAt).toBeNull();
  expect(planned.remarks.slice(0, 1)).toEqual([
    {
      file: "tasks/shop-7 - Choose-a-bank.md",
      remark: 'created_date "5 January" is not a date and was left out',
    },
  ]);
});

test("labels lose their commas", () => {
  expect(issue("SHOP-1").labels).toEqual(["web", "Payments / cards"]);
  expect(issue("SHOP-2").labels).toEqual(["hall", "money"]);
});

test("bare handles, which YAML reserves, are read", () => {
  expect(issue("SHOP-2")).toMatchObject({ assignees: ["@ada"], creator: "@ben" });
  expect(planned.assignees).toEqual([
    { handle: "ada", count: 3 },
    { handle: "codex", count: 2 },
  ]);
});

test("ordinals decide the place, lowest first", () => {
  expect([issue("SHOP-1.02").place, issue("SHOP-1").place, issue("SHOP-2").place]).toEqual([1, 2, null]);
});

test("parents and blockers are found however their ids are written", () => {
  expect(planned.links).toEqual([
    { id: "SHOP-1", parent: null, blockedBy: ["SHOP-3", "SHOP-2"] },
    { id: "SHOP-8", parent: null, blockedBy: ["SHOP-9"] },
    { id: "SHOP-1.02", parent: "SHOP-1", blockedBy: [] },
    { id: "TILL-5", parent: null, blockedBy: ["SHOP-1.02"] },
  ]);
});

test("a circle of dependencies is named and only its last step left out", () => {
  expect(planned.cycles).toEqual([{ kind: "dependency", ids: ["SHOP-8", "SHOP-9", "SHOP-8"] }]);
});

test("dependencies and parents that are not there are named", () => {
  expect(planned.danglingDependencies).toEqual([
    { id: "SHOP-2", file: "completed/shop-2 - Rent-a-hall.md", names: "task-0" },
    { id: "SHOP-7", file: "tasks/shop-7 - Choose-a-bank.md", names: "SHOP-99" },
  ]);
  expect(planned.danglingParents).toEqual([
    { id: "SHOP-4.1", file: "completed/shop-4.1 - An-orphan.md", names: "SHOP-4" },
  ]);
});

test("a broken file is named with the reason, one without an id is named, and the rest goes on", () => {
  expect(planned.skipped.slice(0, 1)).toEqual([
    { file: "tasks/broken.md", reason: expect.stringContaining("its YAML cannot be read: ") },
  ]);
  expect(planned.withoutId.slice(0, 2)).toEqual(["tasks/no-id.md", "tasks/readme.md"]);
});

test("a file that is not UTF-8, one over 4 MB and one that Turbo's limits refuse are named", () => {
  const folder = folderOf({
    "tasks/a.md": Buffer.concat([Buffer.from(task("T-1")), Buffer.from([0xe4, 0xff])]),
    "tasks/b.md": `${task("T-2")}${"x".repeat(5_000_000)}`,
    "tasks/c.md": `${task("T-3")}${"x".repeat(1_500_000)}`,
    "tasks/d.md": `${task("T-4")}a\u0000b`,
    "tasks/e.md": task("T-5"),
  });
  mkdirSync(path.join(folder, "tasks/f.md"));
  const plan = planImport(readBacklogFolder(folder));
  expect(plan.issues.map(({ id }) => id)).toEqual(["T-5"]);
  expect(plan.skipped).toEqual([
    { file: "tasks/a.md", reason: expect.stringMatching(/^is not UTF-8 text: byte \d+ \(0xE4, on line \d+\)/) },
    { file: "tasks/b.md", reason: "has 5.0 MB; the limit is 4.0 MB" },
    { file: "tasks/f.md", reason: "is not a file" },
    {
      file: "tasks/c.md",
      reason: expect.stringMatching(/^description: Has 1500\d{3} characters; the limit is 1000000/),
    },
    { file: "tasks/d.md", reason: expect.stringContaining("a character that cannot be stored") },
  ]);
});

test("Windows line ends and a byte order mark change nothing", () => {
  const text = task("T-1", "labels: [one]\n");
  const plain = planImport(readBacklogFolder(folderOf({ "tasks/t.md": text })));
  const windows = planImport(readBacklogFolder(folderOf({ "tasks/t.md": `\uFEFF${text.replaceAll("\n", "\r\n")}` })));
  expect(windows).toEqual(plain);
  expect(plain.issues).toHaveLength(1);
});

test("a long title is cut and stands whole in the description; long notes become several comments", () => {
  const title = `Very ${"long ".repeat(60)}title`;
  const notes = `${"line of notes\n".repeat(10_000)}`;
  const text = `${task("T-1").replace("title: Task T-1", `title: ${title}`)}\n## Implementation Notes\n\n${notes}`;
  const plan = planImport(readBacklogFolder(folderOf({ "tasks/t.md": text })));
  const made = issue("T-1", plan);
  expect(made.title).toHaveLength(200);
  expect(made.description.startsWith(title)).toBe(true);
  expect(plan.remarks).toHaveLength(1);
  expect(made.comments.length).toBe(3);
  expect(made.comments.map(({ body }) => body.split("\n")[0])).toEqual([
    "**Implementation notes**",
    "**Implementation notes, continued**",
    "**Implementation notes, continued**",
  ]);
  const lines = made.comments.flatMap(({ body }) => body.match(/line of notes/g) ?? []);
  expect(lines).toHaveLength(10_000);
});

test("what is cut is cut between characters", () => {
  const title = `${"x".repeat(198)}\u{1F4A9} and more`;
  const notes = `${"x".repeat(62_999)}\u{1F4A9}${"y".repeat(100)}`;
  const text = `${task("T-1").replace("title: Task T-1", `title: ${title}`)}\n## Implementation Notes\n\n${notes}`;
  const labelled = task("T-2", `labels: ["${"x".repeat(79)}\u{1F4A9}"]\n`);
  const plan = planImport(readBacklogFolder(folderOf({ "tasks/t.md": text, "tasks/u.md": labelled })));
  expect(plan.skipped).toEqual([]);
  expect(issue("T-1", plan).title).toBe(`${"x".repeat(198)}…`);
  expect(issue("T-1", plan).comments.map(({ body }) => body.isWellFormed())).toEqual([true, true]);
  expect(issue("T-2", plan).labels).toEqual(["x".repeat(79)]);
});

test("headings called as objects call their own things stay where they stand", () => {
  const folder = folderOf({
    "tasks/t.md": `${task("T-1")}\n## Constructor\n\nIts words.\n`,
    "decisions/d.md": "---\nid: decision-1\ntitle: D\n---\n## Context\n\nA.\n\n## constructor\n\nIts words.\n",
  });
  const plan = planImport(readBacklogFolder(folder));
  expect(issue("T-1", plan).description).toContain("## Constructor\n\nIts words.");
  expect(plan.decisions[0]?.context).toBe("A.\n\n## constructor\n\nIts words.");
});

test("files made to take forever are read in a moment, and those that say too much of themselves are named", () => {
  const blanks = " ".repeat(100_000);
  const folder = folderOf({
    "tasks/a.md": `${task("T-1")}\n## a${blanks}x\n`,
    "tasks/b.md": `---\nid: T-2\ntitle: "broken\n- @a${blanks}"\nlabels: [${"@".repeat(100_000)}\n${"\n".repeat(100_000)}---\n`,
    "tasks/c.md": `---\nid: T-3\na: ${"[".repeat(30_000)}\n---\n`,
    "tasks/d.md": "---\nid: T-4\na: &a [*a]\n---\n",
    "decisions/e.md": `---\nid: decision-1\n---\n# a${blanks}x\n\n## a${blanks}x\n`,
  });
  expect(processorTime(() => planImport(readBacklogFolder(folder)))).toBeLessThan(10_000);
  const plan = planImport(readBacklogFolder(folder));
  expect(plan.issues.map(({ id }) => id)).toEqual(["T-1"]);
  expect(plan.skipped.map(({ file }) => file)).toEqual(["tasks/b.md", "tasks/c.md", "tasks/d.md"]);
});

test("a self-dependency and a loop of parents are named", () => {
  const plan = planImport(
    readBacklogFolder(
      folderOf({
        "tasks/1.md": task("T-1", "dependencies: [T-1]\nparent_task_id: T-2\n"),
        "tasks/2.md": task("T-2", "parent_task_id: T-1\n"),
      }),
    ),
  );
  expect(plan.cycles).toEqual([
    { kind: "dependency", ids: ["T-1", "T-1"] },
    { kind: "parent", ids: ["T-2", "T-1", "T-2"] },
  ]);
  expect(plan.links).toEqual([{ id: "T-1", parent: "T-2", blockedBy: [] }]);
});

test("numbers outside of what an issue may keep, and ids of another form, get new ones", () => {
  const plan = planImport(
    readBacklogFolder(
      folderOf({
        "tasks/0.md": task("T-0"),
        "tasks/1.md": task("T-007"),
        "tasks/2.md": task("T-99999999"),
        "tasks/3.md": task("Buy milk"),
        "tasks/4.md": task("T-7"),
        "tasks/5.md": task("12"),
      }),
    ),
  );
  expect(plan.issues.map(({ id, number }) => [id, number])).toEqual([
    ["T-007", 7],
    ["12", 12],
    ["T-7", null],
    ["BUY MILK", null],
    ["T-0", null],
    ["T-99999999", null],
  ]);
});

test("a path that is missing, a file, or another folder is refused in a sentence", () => {
  const folder = folderOf({ "notes/a.md": "text" });
  expect(() => readBacklogFolder(path.join(folder, "nowhere"))).toThrow(/^There is no folder .*nowhere\.$/);
  expect(() => readBacklogFolder(path.join(folder, "notes/a.md"))).toThrow(/is a file/);
  expect(() => readBacklogFolder(folder)).toThrow(/is not a Backlog\.md folder/);
});

test("milestones keep their numbers where they can, and stand as their tasks do unless they say so", () => {
  expect(planned.milestones.map(({ id, number, status, archived }) => [id, number, status, archived])).toEqual([
    ["M-1", 1, "in_progress", false],
    ["M-2", 2, "in_progress", false],
    ["M-0", null, "planned", true],
    ["On tour", null, "in_progress", false],
  ]);
  expect(planned.milestones[1]).toMatchObject({
    description: "More plays.\n\n## Out of scope\n\nOperas.\n\n## From Backlog.md\n\n- Owner: @ben",
    startDate: "2026-05-01",
    dueDate: "2026-09-30",
  });
  const done = (at: string) => `status: Done\nmilestone: m-1\ncompleted_date: '${at}'\n`;
  const folder = folderOf({
    "tasks/a-1 - A.md": `---\nid: A-1\ntitle: A\n${done("2026-02-01")}---\n`,
    "tasks/a-2 - B.md": `---\nid: A-2\ntitle: B\n${done("2026-02-03")}---\n`,
    "milestones/m-1 - one.md": "---\nid: m-1\ntitle: One\n---\n",
  });
  expect(planImport(readBacklogFolder(folder)).milestones).toMatchObject([
    { status: "completed", completedAt: "2026-02-03T00:00:00.000Z" },
  ]);
});

test("tasks name milestones by id, title or number; others are made, and both are told", () => {
  expect(planned.schedule).toEqual([
    { id: "SHOP-1", milestone: "M-1" },
    { id: "SHOP-2", milestone: "M-1" },
    { id: "SHOP-7", milestone: "M-2" },
    { id: "TILL-5", milestone: "On tour" },
  ]);
  expect(planned.otherNames).toEqual([
    { name: "M2 - Plays", taken: "Second season", how: "its number", count: 1 },
    { name: "On tour", taken: "On tour", how: "new", count: 1 },
  ]);
});

test("a decision's sections keep what stands in them, sub-headings, code and sections of other names included", () => {
  expect(planned.decisions).toMatchObject([
    {
      id: "DECISION-1",
      number: 1,
      status: "accepted",
      context: "People carry no cash. See SHOP-1.",
      outcome:
        "We take **cards**.\n\n### Key requirements:\n\n- A receipt\n\n## Setup\n\n```markdown\n## Context\nonly an example\n```",
      consequences: "Fees, see SHOP-DOC1.",
      decidedAt: "2026-01-15T00:00:00.000Z",
    },
    { id: "DECISION-2", status: "proposed", context: "Nobody asked yet.", decidedAt: null, createdAt: null },
  ]);
});

test("documents lie in their folders, whose readmes are their text; a file without an id goes by its path", () => {
  expect(planned.documents.map(({ id, number, title, parent }) => [id, number, title, parent])).toEqual([
    ["DOCS/GUIDES/", 3, "Guides", null],
    ["DOCS/GUIDES/INSIDE/", 4, "Inside", "DOCS/GUIDES/"],
    ["DOC-1", 1, "Selling tickets", null],
    ["DOC-2", 2, "Closing the till", "DOCS/GUIDES/"],
    ["DOCS/GUIDES/INSIDE/KEYS.MD", null, "Keys of the house", "DOCS/GUIDES/INSIDE/"],
  ]);
  expect(planned.documents[0]).toMatchObject({ body: "# Guides\n\nHow to do things.\n", kind: "note" });
  expect(planned.documents[2]).toMatchObject({
    body: "\n# Selling tickets\n\nSell as SHOP-1 says, ask @ada.\n",
    kind: "user_guide",
    status: "published",
    labels: ["selling", "cards / cash"],
    properties: { audience: "clerks" },
    createdAt: "2026-01-05T09:30:00.000Z",
    updatedAt: "2026-02-01T00:00:00.000Z",
  });
  expect(planned.documents[3]).toMatchObject({ kind: "note", status: "draft" });
});

test("strange fields, words and files of milestones, decisions and documents are named", () => {
  expect(planned.unknown.slice(3)).toEqual([
    { field: "decision status", word: "wobbly", taken: "proposed", file: "decisions/decision-2 - No-refunds.md" },
    { field: "document type", word: "scroll", taken: "note", file: "docs/guides/doc-2 - Closing.md" },
  ]);
  expect(planned.remarks.slice(1).map(({ remark }) => remark)).toEqual([
    "kept in the text, as Turbo has no such field: owner",
    'its section "Setup" stands in the section before it',
    'date "soon" is not a date and was left out',
  ]);
  expect(planned.skipped[1]).toMatchObject({ file: "decisions/decision-3 - Broken.md" });
});

test("of two documents with one id or number the first keeps it", () => {
  const doc = (id: string) => `---\nid: ${id}\ntitle: ${id}\n---\nText\n`;
  const folder = folderOf({
    "tasks/a-1 - A.md": task("A-1"),
    "docs/1.md": doc("doc-1"),
    "docs/2.md": doc("doc-1"),
    "docs/3.md": doc("doc-01"),
    "docs/4.md": "---\nid: doc-4\n---\n# Named by its heading\n",
  });
  const { documents, remarks } = planImport(readBacklogFolder(folder));
  expect(documents.map(({ id, number, title }) => [id, number, title])).toEqual([
    ["DOC-1", 1, "doc-1"],
    ["DOC-4", 4, "Named by its heading"],
    ["DOC-1-2", null, "doc-1"],
    ["DOC-01", null, "doc-01"],
  ]);
  expect(remarks).toEqual([{ file: "docs/2.md", remark: "its id DOC-1 was used before; it is found as DOC-1-2" }]);
});
