import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fold } from "#lib/core/fold";
import { newId } from "#lib/core/ids";
import { run } from "#lib/core/operation";
import { CLOSED_STATUSES, issueColumns, OPEN_STATUSES } from "#lib/domain/issues/columns";
import { listIssues } from "#lib/domain/issues/list-issues";
import { ISSUE_SORTS, ISSUE_STATUSES, ISSUE_TYPES } from "#lib/domain/issues/schema";
import { listProjects } from "#lib/domain/projects/list-projects";
import { PRIORITIES } from "#lib/domain/projects/schema";
import { seededRandom } from "./many-issues.ts";
import { ENGINES, type Engine, makeWorld, type World } from "./world.ts";

const random = seededRandom(7);
const among = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

const TITLES = [
  "apple",
  "Apple",
  "APPLE",
  "Äpfel",
  "äpfel",
  "zebra",
  "Zebra",
  "éclair",
  "Eclair",
  "ﬁre",
  "fire",
  "İstanbul",
  "ıstanbul",
  "straße",
  "STRASSE",
  "🚀 launch",
  "👩‍👩‍👧",
  "𐌰 gothic",
  "\uFFFDend",
  "مرحبا",
  "שלום",
  "検索",
  "한국어",
  "_under",
  "-dash",
  "a b",
  "a-b",
  "a_b",
  "ab",
  "1",
  "10",
  "2",
  "~tilde",
  "%percent",
  "[x]",
  "'quote",
  "x".repeat(200),
  `${"x".repeat(199)}y`,
  "same",
  "same",
];
const start = Date.UTC(2026, 0, 1);
/** Few instants, so that many rows share one. */
const instant = () => new Date(start + Math.floor(random() * 12) * 1000 + Math.floor(random() * 2));
const stamp = { createdAt: new Date(start), updatedAt: new Date(start) };

const PROJECTS = TITLES.slice(0, 24).map((name, n) => ({
  id: newId(),
  createdAt: instant(),
  updatedAt: instant(),
  key: `Q${String.fromCharCode(65 + n)}`,
  name,
  nameFold: fold(name),
  status: among(["active", "on_hold", "completed"] as const),
  ...(n === 2 ? { shelf: "binned" as const, binnedAt: new Date(start) } : {}),
}));
const LABELS = ["one", "two", "three"].map((name) => ({ id: newId(), ...stamp, name, nameFold: name }));
const [P0, P1, P2] = PROJECTS.map((project) => project.id);
const parentId = newId();

const ISSUES = Array.from({ length: 70 }, (_, n) => {
  const title = TITLES[n % TITLES.length] ?? "";
  return {
    id: n === 0 ? parentId : newId(),
    createdAt: instant(),
    updatedAt: instant(),
    projectId: (n === 0 ? P0 : among([P0, P0, P1, P2])) ?? "",
    number: n + 1,
    type: among(ISSUE_TYPES),
    assignee: among(["ada", "ben", null]),
    rank: among(["a0", "a1", "a1V", "aB", "ab", "Zz", "b00"]),
    parentId: n > 0 && random() < 0.3 ? parentId : null,
    labels: LABELS.filter(() => random() < 0.3),
    shelf: n === 0 ? ("live" as const) : among(["live", "live", "live", "archived", "binned"] as const),
    ...issueColumns({
      title,
      status: among(ISSUE_STATUSES),
      priority: among(PRIORITIES),
      dueDate: among([null, null, "2026-02-28", "2026-03-01", "1999-12-31"]),
      criteria: [],
    }),
  };
});
type Row = (typeof ISSUES)[number];

const keyOf = (row: Row) => `${PROJECTS.find((project) => project.id === row.projectId)?.key}-${row.number}`;
const byCodePoint = (a: unknown, b: unknown) =>
  typeof a === "string" && typeof b === "string"
    ? Buffer.compare(Buffer.from(a), Buffer.from(b))
    : Number(a) - Number(b);

function ordered<T>(rows: readonly T[], columns: readonly (keyof T)[], descending: boolean): T[] {
  return rows.toSorted((a, b) => {
    for (const column of columns) {
      const order = byCodePoint(a[column], b[column]);
      if (order !== 0) return descending ? -order : order;
    }
    return 0;
  });
}

const ORDER: Record<(typeof ISSUE_SORTS)[number], (keyof Row)[]> = {
  rank: ["rank", "id"],
  createdAt: ["createdAt", "id"],
  updatedAt: ["updatedAt", "id"],
  priority: ["priorityOrder", "createdAt", "id"],
  due: ["dueSort", "id"],
  title: ["titleFold", "id"],
};

const FILTERS: [name: string, input: object, keeps: (row: Row) => boolean][] = [
  ["nothing", {}, () => true],
  ["a project", { project: "QA" }, (row) => row.projectId === P0],
  ["two projects", { project: ["QA", "QB"] }, (row) => row.projectId === P0 || row.projectId === P1],
  ["a status", { status: "done" }, (row) => row.status === "done"],
  ["statuses", { status: ["ready", "review"] }, (row) => row.status === "ready" || row.status === "review"],
  ["open", { status: "open" }, (row) => (OPEN_STATUSES as readonly string[]).includes(row.status)],
  [
    "closed in a project",
    { status: "closed", project: "QA" },
    (row) => row.projectId === P0 && (CLOSED_STATUSES as readonly string[]).includes(row.status),
  ],
  ["a status in a project", { status: "done", project: "QA" }, (row) => row.projectId === P0 && row.status === "done"],
  ["types", { type: ["bug", "task"] }, (row) => row.type === "bug" || row.type === "task"],
  ["a priority", { priority: "high" }, (row) => row.priority === "high"],
  ["an assignee", { assignee: "ben" }, (row) => row.assignee === "ben"],
  ["me in a project", { assignee: "me", project: "QA" }, (row) => row.assignee === "ada" && row.projectId === P0],
  ["nobody", { assignee: "none" }, (row) => row.assignee === null],
  ["a label", { label: "one" }, (row) => row.labels.some((label) => label.name === "one")],
  ["labels", { label: ["two", "three"] }, (row) => row.labels.some((label) => label.name !== "one")],
  ["a parent", { parent: "QA-1" }, (row) => row.parentId === parentId],
  [
    "a parent and a status",
    { parent: "QA-1", status: "open" },
    (row) => row.parentId === parentId && (OPEN_STATUSES as readonly string[]).includes(row.status),
  ],
  ["a due date", { dueBefore: "2026-03-01" }, (row) => row.dueSort < "2026-03-01"],
  ["archived", { shelf: "archived" }, (row) => row.shelf === "archived"],
  [
    "all at once",
    { project: "QA", status: "open", type: ["bug", "task", "feature"], label: ["one", "two"], dueBefore: "2027-01-01" },
    (row) =>
      row.projectId === P0 &&
      (OPEN_STATUSES as readonly string[]).includes(row.status) &&
      ["bug", "task", "feature"].includes(row.type) &&
      row.labels.some((label) => label.name !== "three") &&
      row.dueSort < "2027-01-01",
  ],
];

const worlds = new Map<Engine, World>();
function world(engine: Engine): World {
  const found = worlds.get(engine);
  if (!found) throw new Error("no world");
  return found;
}

beforeAll(async () => {
  for (const engine of ENGINES) {
    const made = await makeWorld(engine);
    worlds.set(engine, made);
    const people = new Map([
      ["ada", made.owner.user.id],
      ["ben", made.member.user.id],
    ]);
    await made.database.write(async (tx) => {
      await tx.project.createMany({ data: PROJECTS });
      await tx.label.createMany({ data: LABELS });
      await tx.issue.createMany({
        data: ISSUES.map(({ assignee, labels: _, ...row }) => ({
          ...row,
          assigneeId: people.get(assignee ?? "") ?? null,
        })),
      });
      await tx.issueLabel.createMany({
        data: ISSUES.flatMap((row) => row.labels.map((label) => ({ issueId: row.id, labelId: label.id }))),
      });
    });
  }
});
afterAll(async () => {
  for (const made of worlds.values()) await made.close();
});

/** A list read page by page to its end. */
async function pages(
  read: (cursor: string | undefined) => Promise<{ items: { key: string }[]; nextCursor: string | null }>,
  between = async () => undefined as unknown,
) {
  const keys: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await read(cursor);
    keys.push(...page.items.map((item) => item.key));
    if (page.nextCursor === null) return keys;
    cursor = page.nextCursor;
    await between();
  }
}

describe.each(ENGINES)("%s", (engine) => {
  test.each(FILTERS)(
    "Issues by %s come in every order as a plain sort would put them, page by page.",
    async (_, input, keeps) => {
      const wanted = ISSUES.filter(
        (row) => keeps(row) && row.shelf === ("shelf" in input ? input.shelf : "live"),
      ).filter((row) => "project" in input || row.projectId !== P2);
      for (const [column, order] of Object.entries(ORDER)) {
        for (const sort of [column, `-${column}`]) {
          const found = await pages((cursor) =>
            run(listIssues, world(engine).as(), { ...input, sort, limit: 9, ...(cursor ? { cursor } : {}) }),
          );
          expect([sort, found]).toEqual([sort, ordered(wanted, order, sort.startsWith("-")).map(keyOf)]);
        }
      }
      const { total } = await run(listIssues, world(engine).as(), { ...input, total: true, limit: 1 });
      expect(total).toBe(wanted.length);
    },
  );

  test.each([
    ["everything", {}, () => true],
    ["a status", { status: "active" }, (row: (typeof PROJECTS)[number]) => row.status === "active"],
    ["a part of the name", { text: "PPL" }, (row: (typeof PROJECTS)[number]) => row.nameFold.includes("ppl")],
    ["a part with an accent", { text: "ÄP" }, (row: (typeof PROJECTS)[number]) => row.nameFold.includes("äp")],
    ["a wildcard as a letter", { text: "%" }, () => false],
  ])("Projects by %s come in every order as a plain sort would put them, page by page.", async (_, input, keeps) => {
    const wanted = PROJECTS.filter((row) => row.shelf !== "binned" && keeps(row));
    for (const [sort, order] of [
      ["name", ["nameFold", "id"]],
      ["-updatedAt", ["updatedAt", "id"]],
    ] as const) {
      const found = await pages((cursor) =>
        run(listProjects, world(engine).as(), { ...input, sort, limit: 5, ...(cursor ? { cursor } : {}) }),
      );
      expect([sort, found]).toEqual([sort, ordered(wanted, order, sort.startsWith("-")).map((row) => row.key)]);
    }
  });

  test.each(ISSUE_SORTS.flatMap((sort) => [sort, `-${sort}`]))(
    "Rows that come while a list is paged lose and repeat none of the others: %s",
    async (sort) => {
      const there = await pages((cursor) =>
        run(listIssues, world(engine).as(), { project: "QB", sort, limit: 200, ...(cursor ? { cursor } : {}) }),
      );
      let added = 0;
      const found = await pages(
        (cursor) =>
          run(listIssues, world(engine).as(), { project: "QB", sort, limit: 4, ...(cursor ? { cursor } : {}) }),
        async () => {
          if (added++ < 8) await world(engine).database.write((tx) => tx.issue.createMany({ data: [fresh()] }));
        },
      );
      expect(found.filter((key) => there.includes(key))).toEqual(there);
      expect(new Set(found).size).toBe(found.length);
    },
  );
});

let nextNumber = 1000;
/** A further issue of the second project, somewhere in every order. */
function fresh() {
  const { assignee: _, labels: __, parentId: ___, ...row } = among(ISSUES);
  return { ...row, id: newId(), projectId: P1 ?? "", number: nextNumber++, shelf: "live" as const };
}
