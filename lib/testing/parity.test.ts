import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "#lib/core/ids";
import { run } from "#lib/core/operation";
import { CLOSED_STATUSES, isOpen, OPEN_STATUSES } from "#lib/domain/issues/columns";
import { listIssues } from "#lib/domain/issues/list-issues";
import { ISSUE_SORTS } from "#lib/domain/issues/schema";
import { listProjects } from "#lib/domain/projects/list-projects";
import { isFlagged } from "./is-there.ts";
import { among, COMMENTS, ISSUES, P0, P1, P2, PROJECTS, SUBJECTS } from "./mixed-plan.ts";
import { everyPage, ordered } from "./plain-sort.ts";
import { hasWords } from "./plain-words.ts";
import { seedMixedPlan } from "./seed-mixed-plan.ts";
import { ENGINES, type Engine, makeWorld, type World } from "./world.ts";

type Row = (typeof ISSUES)[number];

const keyOf = (row: Row) => `${PROJECTS.find((project) => project.id === row.projectId)?.key}-${row.number}`;
const ORDER: Record<(typeof ISSUE_SORTS)[number], (keyof Row)[]> = {
  rank: ["rank", "id"],
  createdAt: ["createdAt", "id"],
  updatedAt: ["updatedAt", "id"],
  priority: ["priorityOrder", "createdAt", "id"],
  due: ["dueSort", "id"],
  title: ["titleFold", "id"],
};

/** An issue's own words and those of the comments on it. */
function says(words: string): (row: Row) => boolean {
  return (row) => {
    const comments = COMMENTS.filter(({ subjectId, shelf }) => subjectId === row.id && shelf === "live");
    return hasWords(words, [`${keyOf(row)} ${row.title}`]) || comments.some(({ body }) => hasWords(words, [body]));
  };
}

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
  ["a parent", { parent: "QA-1" }, (row) => row.parentId === SUBJECTS["QA-1"].id],
  [
    "a parent and a status",
    { parent: "QA-1", status: "open" },
    (row) => row.parentId === SUBJECTS["QA-1"].id && (OPEN_STATUSES as readonly string[]).includes(row.status),
  ],
  ["an initiative", { initiative: "I-1" }, (row) => row.initiativeId === SUBJECTS["I-1"].id],
  ["no initiative", { initiative: "none" }, (row) => row.initiativeId === null],
  ["a milestone", { milestone: "QA-MS1" }, (row) => row.milestoneId === SUBJECTS["QA-MS1"].id],
  ["no milestone", { milestone: "none", project: "QA" }, (row) => row.milestoneId === null && row.projectId === P0],
  ["a flag", { stale: true }, ({ id }) => isFlagged(id)],
  ["a flag in a project", { stale: true, project: "QA" }, (row) => isFlagged(row.id) && row.projectId === P0],
  ["a due date", { dueBefore: "2026-03-01" }, (row) => row.dueSort < "2026-03-01"],
  ["words", { text: "app" }, says("app")],
  ["a sign", { text: "🚀" }, says("🚀")],
  ["a word and a status", { text: "zebra", status: "open" }, (row) => says("zebra")(row) && isOpen(row.status)],
  ["a word in a project", { text: "same", project: "QA" }, (row) => says("same")(row) && row.projectId === P0],
  ["its key", { text: "QA-1" }, says("QA-1")],
  ["words in the bin", { text: "apple", shelf: "binned" }, () => false],
  ["no words", { text: "?!" }, () => false],
  ["archived", { shelf: "archived" }, (row) => row.shelf === "archived"],
  ["binned", { shelf: "binned" }, (row) => row.shelf === "binned"],
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
    await seedMixedPlan(made);
  }
});
afterAll(async () => {
  for (const made of worlds.values()) await made.close();
});

/** Keys of a list read page by page to its end. */
async function pages(
  read: (cursor: string | undefined) => Promise<{ items: { key: string }[]; nextCursor: string | null }>,
  between?: () => Promise<unknown>,
): Promise<string[]> {
  return (await everyPage(read, between)).map((item) => item.key);
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
    ["the bin", { shelf: "binned" }, () => true],
    ["a status", { status: "active" }, (row: (typeof PROJECTS)[number]) => row.status === "active"],
    ["a part of the name", { text: "PPL" }, (row: (typeof PROJECTS)[number]) => row.nameFold.includes("ppl")],
    ["a part with an accent", { text: "ÄP" }, (row: (typeof PROJECTS)[number]) => row.nameFold.includes("äp")],
    ["a wildcard as a letter", { text: "%" }, () => false],
  ])("Projects by %s come in every order as a plain sort would put them, page by page.", async (_, input, keeps) => {
    const wanted = PROJECTS.filter((row) => row.shelf === ("shelf" in input ? input.shelf : "live") && keeps(row));
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
  return { ...row, id: newId(), projectId: P1, number: nextNumber++, shelf: "live" as const };
}
