import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fold } from "#lib/core/fold";
import type { Operation } from "#lib/core/operation";
import { run } from "#lib/core/operation";
import { listAttachments } from "#lib/domain/attachments/list-attachments";
import { listBin } from "#lib/domain/bin/list-bin";
import { listComments } from "#lib/domain/comments/list-comments";
import { listDecisions } from "#lib/domain/decisions/list-decisions";
import type { DECISION_SORTS } from "#lib/domain/decisions/schema";
import { listDocuments } from "#lib/domain/documents/list-documents";
import { listRevisions } from "#lib/domain/documents/list-revisions";
import { listTree } from "#lib/domain/documents/list-tree";
import type { DOCUMENT_SORTS } from "#lib/domain/documents/schema";
import { listInbox } from "#lib/domain/inbox/list-inbox";
import { listInitiatives } from "#lib/domain/initiatives/list-initiatives";
import { listStatusUpdates } from "#lib/domain/initiatives/list-status-updates";
import type { INITIATIVE_SORTS } from "#lib/domain/initiatives/schema";
import { listLabels } from "#lib/domain/labels/list-labels";
import { listMilestones } from "#lib/domain/milestones/list-milestones";
import type { MILESTONE_SORTS } from "#lib/domain/milestones/schema";
import { listReferences } from "#lib/domain/references/list-references";
import { search } from "#lib/domain/search/search";
import { listTimeline } from "#lib/domain/timeline/list-timeline";
import { type Asker, isFlagged, isLeanedOn, isThere } from "./is-there.ts";
import {
  ATTACHMENTS,
  COMMENT_WITH_FILES,
  COMMENTS,
  DECISIONS,
  DOCUMENTS,
  FAR_AHEAD,
  INBOX,
  INITIATIVES,
  ISSUES,
  LABELS,
  MILESTONES,
  P0,
  P1,
  P2,
  PROJECTS,
  REFERENCES,
  REVISIONS,
  SUBJECTS,
  TARGETS,
  UPDATES,
} from "./mixed-plan.ts";
import { everyPage, ordered } from "./plain-sort.ts";
import { hasWords } from "./plain-words.ts";
import { seedMixedPlan } from "./seed-mixed-plan.ts";
import { ENGINES, type Engine, makeWorld, type World, withKey } from "./world.ts";

const worlds = new Map<Engine, World>();
beforeAll(async () => {
  for (const engine of ENGINES) {
    const world = await makeWorld(engine);
    worlds.set(engine, world);
    await seedMixedPlan(world);
  }
});
afterAll(async () => {
  for (const world of worlds.values()) await world.close();
});

/** Everything that a list answers, page by page, as the engines may differ in it: people stand by their handles. */
async function whole<Item>(
  engine: Engine,
  operation: Operation,
  input: object,
  asker: Asker = "owner",
): Promise<Item[]> {
  const world = worlds.get(engine);
  if (!world) throw new Error("no world");
  const actor = asker === "limited" ? withKey(world.owner, { projectIds: [P0] }) : world.owner;
  const items = await everyPage(
    async (cursor) =>
      (await run(operation, world.as(actor), { ...input, ...(cursor ? { cursor } : {}) })) as {
        items: Item[];
        nextCursor: string | null;
      },
  );
  const [ada, ben] = [world.owner.user.id, world.member.user.id];
  return JSON.parse(JSON.stringify(items).replaceAll(ada, "ada").replaceAll(ben, "ben"));
}

/** The same on both engines, which have to answer the same. */
async function alike<Item>(operation: Operation, input: object, asker?: Asker): Promise<Item[]> {
  const found = await whole<Item>("sqlite", operation, input, asker);
  expect(await whole("postgres", operation, input, asker)).toEqual(found);
  return found;
}

async function totals(operation: Operation, input: object, asker: Asker = "owner"): Promise<unknown[]> {
  const asked = { ...input, total: true, limit: 1 };
  return Promise.all(
    [...worlds.values()].map(async (world) => {
      const actor = asker === "limited" ? withKey(world.owner, { projectIds: [P0] }) : world.owner;
      return ((await run(operation, world.as(actor), asked)) as { total: number }).total;
    }),
  );
}

type Filter<Row> = [name: string, input: object, keeps: (row: Row) => boolean, asker?: Asker];

interface SortedList<Row> {
  operation: Operation;
  rows: readonly Row[];
  orders: Record<string, readonly (keyof Row)[]>;
  filters: readonly Filter<Row>[];
}

/** Tests that a list with sorts answers what a plain filter and a plain sort of its rows do, page by page. */
function isSortedPlainly<Row extends { id: string; shelf: string }>(list: SortedList<Row>): void {
  const { operation, rows, orders, filters } = list;
  test.each(filters)(
    `${operation.name} by %s comes in every order as a plain sort would put it, page by page.`,
    async (_, input, keeps, asker) => {
      const wanted = rows.filter((row) => row.shelf === ("shelf" in input ? input.shelf : "live") && keeps(row));
      for (const [column, order] of Object.entries(orders)) {
        for (const sort of [column, `-${column}`]) {
          const found = await alike<{ id: string }>(operation, { ...input, sort, limit: 7 }, asker);
          const ids = ordered(wanted, order, sort.startsWith("-")).map(({ id }) => id);
          expect([sort, found.map(({ id }) => id)]).toEqual([sort, ids]);
        }
      }
      expect(await totals(operation, input, asker)).toEqual([wanted.length, wanted.length]);
    },
  );
}

/** What a part of a title finds: letters in any case, and none of the signs that SQL reads as wildcards; or words anywhere. */
function byText<Row extends { titleFold: string; title: string; projectId?: string | null }>(
  body: (row: Row) => string = () => "",
): Filter<Row>[] {
  return ["PPL", "äp", "ß", "%", "_", "\\", "🚀", "fi", "語", "'", "X".repeat(150)].map((text) => [
    `a part of the title or words, ${text.slice(0, 10)}`,
    { text },
    (row) =>
      inUse(row) && (row.titleFold.toWellFormed().includes(fold(text)) || hasWords(text, [row.title, body(row)])),
  ]);
}

const inUse = ({ projectId }: { projectId?: string | null }) => projectId !== P2;
const isOfLabel = (labels: readonly { name: string }[], ...names: string[]) =>
  labels.some(({ name }) => names.includes(name));

type Initiative = (typeof INITIATIVES)[number];
const isClosed = ({ status }: { status: string }) => status === "completed" || status === "canceled";

isSortedPlainly<Initiative>({
  operation: listInitiatives,
  rows: INITIATIVES,
  orders: {
    createdAt: ["createdAt", "id"],
    updatedAt: ["updatedAt", "id"],
    target: ["targetSort", "id"],
    title: ["titleFold", "id"],
  } satisfies Record<(typeof INITIATIVE_SORTS)[number], (keyof Initiative)[]>,
  filters: [
    ["nothing", {}, () => true],
    ["a project", { project: "QA" }, ({ projects }) => projects.includes(P0)],
    ["projects", { project: "QA,QB" }, ({ projects }) => projects.includes(P0) || projects.includes(P1)],
    ["a status", { status: "planning" }, ({ status }) => status === "planning"],
    ["what is open", { status: "open" }, (row) => !isClosed(row)],
    ["what is closed or on hold", { status: "closed,on_hold" }, (row) => isClosed(row) || row.status === "on_hold"],
    ["a health", { health: "at_risk" }, ({ health }) => health === "at_risk"],
    ["healths", { health: ["on_track", "off_track"] }, ({ health }) => health !== null && health !== "at_risk"],
    ["an owner", { owner: "ben" }, ({ owner }) => owner === "ben"],
    ["me", { owner: "me" }, ({ owner }) => owner === "ada"],
    ["nobody", { owner: "none" }, ({ owner }) => owner === null],
    ["a target date", { targetBefore: "2026-03-01" }, ({ targetSort }) => targetSort < "2026-03-01"],
    ...byText<Initiative>(),
    ["the archive", { shelf: "archived" }, () => true],
    ["the bin", { shelf: "binned" }, () => true],
    ["a key of one project", {}, ({ projects }) => projects.includes(P0), "limited"],
    [
      "all at once",
      { project: "QA", status: "open", health: ["on_track", "at_risk"], targetBefore: "2027-01-01" },
      (row) =>
        row.projects.includes(P0) &&
        !isClosed(row) &&
        (row.health === "on_track" || row.health === "at_risk") &&
        row.targetSort < "2027-01-01",
    ],
  ],
});

type Milestone = (typeof MILESTONES)[number];
isSortedPlainly<Milestone>({
  operation: listMilestones,
  rows: MILESTONES,
  orders: {
    createdAt: ["createdAt", "id"],
    updatedAt: ["updatedAt", "id"],
    due: ["dueSort", "id"],
    title: ["titleFold", "id"],
  } satisfies Record<(typeof MILESTONE_SORTS)[number], (keyof Milestone)[]>,
  filters: [
    ["nothing", {}, inUse],
    ["a project", { project: "QA" }, ({ projectId }) => projectId === P0],
    ["a project in the bin", { project: "QC" }, ({ projectId }) => projectId === P2],
    ["projects", { project: "QA,QB" }, ({ projectId }) => projectId !== P2],
    ["a status", { status: "planned" }, (row) => row.status === "planned" && inUse(row)],
    ["what is open", { status: "open" }, (row) => !isClosed(row) && inUse(row)],
    [
      "what is closed in a project",
      { status: "closed", project: "QA" },
      (row) => isClosed(row) && row.projectId === P0,
    ],
    ["a due date", { dueBefore: "2026-03-01" }, (row) => row.dueSort < "2026-03-01" && inUse(row)],
    ...byText<Milestone>(),
    ["the archive", { shelf: "archived" }, inUse],
    ["the bin", { shelf: "binned" }, inUse],
    ["a key of one project", {}, ({ projectId }) => projectId === P0, "limited"],
  ],
});

type Decision = (typeof DECISIONS)[number];
const governs = (kind: string, ...targets: string[]) => {
  return ({ id }: Decision) =>
    TARGETS.some((row) => row.decisionId === id && row.kind === kind && targets.includes(row.target));
};
const labelIds = (...names: string[]) => LABELS.filter(({ name }) => names.includes(name)).map(({ id }) => id);

isSortedPlainly<Decision>({
  operation: listDecisions,
  rows: DECISIONS,
  orders: {
    createdAt: ["createdAt", "id"],
    updatedAt: ["updatedAt", "id"],
    title: ["titleFold", "id"],
  } satisfies Record<(typeof DECISION_SORTS)[number], (keyof Decision)[]>,
  filters: [
    ["nothing", {}, inUse],
    ["a project", { project: "QA" }, ({ projectId }) => projectId === P0],
    ["projects", { project: "QA,QB" }, ({ projectId }) => projectId === P0 || projectId === P1],
    ["the workspace", { workspace: true }, ({ projectId }) => projectId === null],
    ["a status", { status: "accepted" }, (row) => row.status === "accepted" && inUse(row)],
    [
      "statuses in a project",
      { status: "accepted,superseded", project: "QA" },
      (row) => (row.status === "accepted" || row.status === "superseded") && row.projectId === P0,
    ],
    [
      "a status of the workspace",
      { status: "rejected", workspace: true },
      (row) => row.status === "rejected" && row.projectId === null,
    ],
    ["a kind", { kind: "technical" }, (row) => row.kind === "technical" && inUse(row)],
    ["kinds", { kind: "product,tactical" }, (row) => (row.kind === "product" || row.kind === "tactical") && inUse(row)],
    ["a label", { label: "one" }, (row) => governs("label", ...labelIds("one"))(row) && inUse(row)],
    ["labels", { label: "two,three" }, (row) => governs("label", ...labelIds("two", "three"))(row) && inUse(row)],
    ["an area", { area: "Security" }, (row) => row.impactAreas.includes("security") && inUse(row)],
    ["an area that begins another", { area: "co" }, (row) => row.impactAreas.includes("co") && inUse(row)],
    ["an area with an umlaut", { area: "GRÖSSE" }, () => false],
    ["an area with its umlaut", { area: "Größe" }, (row) => row.impactAreas.includes("größe") && inUse(row)],
    ["an area with a sign", { area: "🚀 speed" }, (row) => row.impactAreas.includes("🚀 speed") && inUse(row)],
    ["an area that SQL reads as a wildcard", { area: "%" }, () => false],
    ["what something leans on", { stale: true }, (row) => isLeanedOn(row.id) && inUse(row)],
    [
      "what something leans on in a project",
      { stale: true, project: "QA" },
      (row) => isLeanedOn(row.id) && row.projectId === P0,
    ],
    ...byText<Decision>(({ context }) => context),
    ["the archive", { shelf: "archived" }, inUse],
    ["the bin", { shelf: "binned" }, inUse],
    ["a key of one project", {}, ({ projectId }) => projectId === P0 || projectId === null, "limited"],
    [
      "what something leans on that a key sees",
      { stale: true },
      ({ id, projectId }) => isLeanedOn(id, "limited") && (projectId === P0 || projectId === null),
      "limited",
    ],
  ],
});

type Document = (typeof DOCUMENTS)[number];
isSortedPlainly<Document>({
  operation: listDocuments,
  rows: DOCUMENTS,
  orders: {
    createdAt: ["createdAt", "id"],
    updatedAt: ["updatedAt", "id"],
    title: ["titleFold", "id"],
  } satisfies Record<(typeof DOCUMENT_SORTS)[number], (keyof Document)[]>,
  filters: [
    ["nothing", {}, inUse],
    ["a project", { project: "QA" }, ({ projectId }) => projectId === P0],
    ["projects", { project: "QA,QB" }, inUse],
    ["a kind", { kind: "design" }, (row) => row.kind === "design" && inUse(row)],
    [
      "kinds in a project",
      { kind: "design,requirements", project: "QB" },
      (row) => ["design", "requirements"].includes(row.kind) && row.projectId === P1,
    ],
    ["a status", { status: "published" }, (row) => row.status === "published" && inUse(row)],
    ["statuses", { status: "draft,archived" }, (row) => ["draft", "archived"].includes(row.status) && inUse(row)],
    ["a label", { label: "one" }, (row) => isOfLabel(row.labels, "one") && inUse(row)],
    ["labels", { label: "two,three" }, (row) => isOfLabel(row.labels, "two", "three") && inUse(row)],
    ["a parent", { parent: "QA-DOC1" }, (row) => row.parentId === SUBJECTS["QA-DOC1"].id],
    ["no parent", { parent: "none" }, (row) => row.parentId === null && inUse(row)],
    [
      "no parent in a project",
      { parent: "none", project: "QA" },
      (row) => row.parentId === null && row.projectId === P0,
    ],
    ["a flag", { stale: true }, (row) => isFlagged(row.id) && inUse(row)],
    ["a flag in a project", { stale: true, project: "QA" }, (row) => isFlagged(row.id) && row.projectId === P0],
    ...byText<Document>(({ body }) => body),
    ["the archive", { shelf: "archived" }, inUse],
    ["the bin", { shelf: "binned" }, inUse],
    ["a key of one project", {}, ({ projectId }) => projectId === P0, "limited"],
    [
      "a flag that a key sees",
      { stale: true },
      ({ id, projectId }) => isFlagged(id, "limited") && projectId === P0,
      "limited",
    ],
  ],
});

const isLive = ({ shelf }: { shelf: string }) => shelf === "live";
const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

test("documents.tree comes by rank, at the top of a project and under a document.", async () => {
  const byRank = (rows: Document[]) => ids(ordered(rows.filter(isLive), ["rank", "id"], false));
  for (const [input, wanted] of [
    [{ project: "QA" }, DOCUMENTS.filter((row) => row.projectId === P0 && row.parentId === null)],
    [{ project: "QB" }, DOCUMENTS.filter((row) => row.projectId === P1)],
    [{ parent: "QA-DOC1" }, DOCUMENTS.filter((row) => row.parentId === SUBJECTS["QA-DOC1"].id)],
  ] as const) {
    expect(ids(await alike<Document>(listTree, { ...input, limit: 4 }))).toEqual(byRank([...wanted]));
  }
});

test("documents.revisions come newest first.", async () => {
  const found = await alike<{ number: number }>(listRevisions, { document: "QA-DOC1", limit: 4 });
  expect(found.map(({ number }) => number)).toEqual(REVISIONS.map(({ number }) => number).toReversed());
  expect(await totals(listRevisions, { document: "QA-DOC1" })).toEqual([REVISIONS.length, REVISIONS.length]);
});

test.each(["live", "binned"])("initiatives.updates come latest first: %s", async (shelf) => {
  for (const [initiative, { id }] of [
    ["I-1", INITIATIVES[0]],
    ["I-2", INITIATIVES[1]],
  ] as [string, Initiative][]) {
    const wanted = UPDATES.filter((row) => row.initiativeId === id && row.shelf === shelf);
    const found = await alike<{ id: string }>(listStatusUpdates, { initiative, shelf, limit: 4 });
    expect(ids(found)).toEqual(ids(ordered(wanted, ["createdAt", "id"], true)));
    expect(await totals(listStatusUpdates, { initiative, shelf })).toEqual([wanted.length, wanted.length]);
  }
});

describe.each(Object.entries(SUBJECTS))("%s", (on, { id }) => {
  test("comments.list comes oldest first or newest first.", async () => {
    const wanted = COMMENTS.filter((row) => row.subjectId === id && isLive(row));
    for (const sort of ["createdAt", "-createdAt"]) {
      const found = await alike<{ id: string }>(listComments, { on, sort, limit: 3 });
      expect(ids(found)).toEqual(ids(ordered(wanted, ["createdAt", "id"], sort.startsWith("-"))));
    }
    expect(await totals(listComments, { on })).toEqual([wanted.length, wanted.length]);
  });

  test("attachments.list comes oldest first.", () => isOldestFirst(on, id));

  test("references.list comes latest first, both ways.", async () => {
    for (const direction of ["from", "to"] as const) {
      const [own, other] = direction === "from" ? (["toId", "fromId"] as const) : (["fromId", "toId"] as const);
      for (const asker of ["owner", "limited"] as const) {
        const wanted = REFERENCES.filter((row) => row[own] === id).map((row) => row[other]);
        const found = await alike<{ source: { id: string } | null; on: { id: string } }>(
          listReferences,
          { on, direction, limit: 3 },
          asker,
        );
        expect([asker, found.map(({ source, on }) => source?.id ?? on.id)]).toEqual([
          asker,
          wanted
            .filter((one) => isThere(one, asker))
            .toSorted()
            .toReversed(),
        ]);
      }
    }
  });
});

test("attachments.list of a comment comes oldest first.", () => isOldestFirst(COMMENT_WITH_FILES, COMMENT_WITH_FILES));

async function isOldestFirst(on: string, id: string): Promise<void> {
  const wanted = ATTACHMENTS.filter((row) => row.subjectId === id && isLive(row));
  const found = await alike<{ id: string }>(listAttachments, { on, limit: 3 });
  expect(ids(found)).toEqual(ids(ordered(wanted, ["createdAt", "id"], false)));
  expect(await totals(listAttachments, { on })).toEqual([wanted.length, wanted.length]);
}

test.each([
  ["everything", "", () => true],
  ["letters in any case", "PPL", ({ nameFold }) => nameFold.includes("ppl")],
  ["a wildcard as a letter", "%", ({ nameFold }) => nameFold.includes("%")],
  ["another wildcard as a letter", "_", ({ nameFold }) => nameFold.includes("_")],
  ["a sign", "🚀", ({ nameFold }) => nameFold.includes("🚀")],
] as [string, string, (row: (typeof LABELS)[number]) => boolean][])(
  "labels.list comes by name: %s",
  async (_, text, keeps) => {
    const wanted = LABELS.filter((row) => isLive(row) && keeps(row));
    const found = await alike<{ id: string }>(listLabels, { text, limit: 4 });
    expect(ids(found)).toEqual(ids(ordered(wanted, ["nameFold", "id"], false)));
    expect(await totals(listLabels, { text })).toEqual([wanted.length, wanted.length]);
  },
);

const DATED = [
  ...INITIATIVES.map((row) => ({ ...row, end: row.targetSort, projectId: null })),
  ...MILESTONES.map((row) => ({ ...row, end: row.dueSort, projects: [row.projectId] })),
];

test.each([
  { from: "2000-01-01", to: "2027-01-01" },
  { from: "2026-02-28", to: "2026-02-28" },
  { from: "2026-03-01", to: "2026-03-01" },
  { from: "1990-01-01", to: "1999-12-31" },
  { from: "2030-01-01", to: "2040-01-01" },
  { from: "2000-01-01", to: "2027-01-01", project: "QA" },
  { from: "2000-01-01", to: "2027-01-01", project: "QB,QC" },
])("timeline.list comes by end, what has only a start last: %o", async ({ from, to, project = null }) => {
  const projects = project?.split(",").map((key) => PROJECTS.find((row) => row.key === key)?.id ?? "") ?? null;
  for (const asker of project?.includes("QB") ? (["owner"] as const) : (["owner", "limited"] as const)) {
    const wanted = DATED.filter((row) => isLive(row) && inUse(row))
      .filter((row) => row.end >= from && (row.startDate ?? row.end) <= to)
      .filter((row) => projects === null || row.projects.some((id) => projects.includes(id)))
      .filter((row) => asker === "owner" || row.projects.includes(P0));
    const found = await alike<{ initiative?: { id: string }; milestone?: { id: string } }>(
      listTimeline,
      { from, to, ...(project ? { project } : {}), limit: 4 },
      asker,
    );
    const shown = found.map(({ initiative, milestone }) => (initiative ?? milestone)?.id);
    expect([asker, shown]).toEqual([asker, ids(ordered(wanted, ["end", "id"], false))]);
  }
});

const KINDS_OF_STORED = "mention,assignment,decision";
const isAsleep = ({ snoozedUntil }: (typeof INBOX)[number]) => snoozedUntil === FAR_AHEAD;

test.each([
  ["open", {}, (row) => !row.done && !isAsleep(row)],
  ["unread", { view: "unread" }, (row) => !row.done && !isAsleep(row) && row.readAt === null],
  ["snoozed", { view: "snoozed" }, (row) => !row.done && isAsleep(row)],
  ["done", { view: "done" }, (row) => row.done],
  ["mentions", { kind: "mention" }, (row) => row.kind === "mention" && !row.done && !isAsleep(row)],
] as [string, object, (row: (typeof INBOX)[number]) => boolean][])(
  "inbox.list comes latest first: %s",
  async (_, input, keeps) => {
    for (const asker of ["owner", "limited"] as const) {
      const wanted = INBOX.filter((row) => keeps(row) && isThere(row.subjectId, asker));
      const found = await alike<{ id: string }>(listInbox, { kind: KINDS_OF_STORED, ...input, limit: 6 }, asker);
      expect([asker, ids(found)]).toEqual([asker, ids(ordered(wanted, ["createdAt", "id"], true))]);
    }
  },
);

test("inbox.list puts what is due among the rest, each once.", async () => {
  const found = await alike<{ id: string; kind: string; createdAt: string }>(listInbox, { limit: 6 });
  const due = ISSUES.filter(
    (row) =>
      row.assignee === "ada" && row.dueDate !== null && !["done", "canceled"].includes(row.status) && isLive(row),
  ).filter(inUse);
  expect(due.length).toBeGreaterThan(1);
  expect(ids(found.filter(({ kind }) => kind === "due_soon")).toSorted()).toEqual(ids(due).toSorted());
  expect(found.map(({ createdAt }) => createdAt)).toEqual(
    found
      .map(({ createdAt }) => createdAt)
      .toSorted()
      .toReversed(),
  );
  expect(new Set(ids(found)).size).toBe(found.length);
});

const BINNED = [
  ...ISSUES.map((row) => ({ ...row, kind: "issue" })),
  ...COMMENTS.map((row) => ({ ...row, kind: "comment" })),
  ...INITIATIVES.map((row) => ({ ...row, kind: "initiative" })),
  ...UPDATES.map((row) => ({ ...row, kind: "status_update" })),
  ...MILESTONES.map((row) => ({ ...row, kind: "milestone" })),
  ...DOCUMENTS.map((row) => ({ ...row, kind: "document" })),
  ...DECISIONS.map((row) => ({ ...row, kind: "decision" })),
  ...ATTACHMENTS.map((row) => ({ ...row, kind: "attachment" })),
  ...PROJECTS.map((row) => ({ ...row, kind: "project" })),
  ...LABELS.map((row) => ({ ...row, kind: "label" })),
].filter(({ shelf }) => shelf === "binned");

test.each(["", "issue", "decision,document", "comment,attachment,status_update", "label,project"])(
  "bin.list comes latest first, of the kinds: %s",
  async (kind) => {
    const wanted = BINNED.filter((row) => kind === "" || kind.split(",").includes(row.kind));
    const found = await alike<{ id: string }>(listBin, { kind, limit: 8 });
    expect(ids(found)).toEqual(ids(ordered(wanted, ["binnedAt", "id"], true)));
    await alike(listBin, { kind, limit: 8 }, "limited");
  },
);

interface Hit {
  kind: string;
  id?: string;
  issue?: { id: string };
  on?: { id: string };
  project?: { id: string };
}
const hitId = ({ kind, id, issue, on, project }: Hit) =>
  kind === "comment" ? id : (kind === "issue" ? issue : (on ?? project))?.id;

/** Every page of a search, which pages by offset. */
async function hits(engine: Engine, input: object, asker: Asker): Promise<Hit[]> {
  const world = worlds.get(engine);
  if (!world) throw new Error("no world");
  const actor = asker === "limited" ? withKey(world.owner, { projectIds: [P0] }) : world.owner;
  const found = await everyPage<Hit>(async (offset = "0") => {
    const { items, more } = await run(search, world.as(actor), { ...input, offset, limit: 5 });
    return { items: items as Hit[], nextCursor: more ? String(Number(offset) + 5) : null };
  });
  const [ada, ben] = [world.owner.user.id, world.member.user.id];
  return JSON.parse(JSON.stringify(found).replaceAll(ada, "ada").replaceAll(ben, "ben"));
}

test.each([
  { q: "apple" },
  { q: "APPLE", order: "newest" },
  { q: "apfel" },
  { q: "zeb" },
  { q: "eclair", closed: false },
  { q: "same", order: "newest" },
  { q: "same", project: "QA" },
  { q: "same", kind: "issue,comment" },
  { q: "a b" },
  { q: '"a b"' },
  { q: "launch", kind: "document,decision" },
  { q: "istanbul" },
  { q: "strasse" },
  { q: "straße" },
  { q: "مرحبا" },
  { q: "שלום" },
  { q: "検索" },
  { q: "索" },
  { q: "한국어" },
  { q: "gothic" },
  { q: "𐌰" },
  { q: "10" },
  { q: "%percent" },
  { q: "QA" },
  { q: "I-1" },
])("search.query finds the same in the same order: %o", async (input) => {
  for (const asker of ["owner", "limited"] as const) {
    const found = await hits("sqlite", input, asker);
    expect(await hits("postgres", input, asker)).toEqual(found);
    expect(found.length).toBeGreaterThan(0);
    const order = found.map(hitId);
    expect(new Set(order).size).toBe(order.length);
    if ("order" in input) expect(order).toEqual(order.toSorted().toReversed());
  }
});
