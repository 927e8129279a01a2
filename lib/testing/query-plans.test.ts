import BetterSqlite3 from "better-sqlite3";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "#lib/core/ids";
import { run } from "#lib/core/operation";
import { sqlitePath } from "#lib/db/migrate";
import { listAttachments } from "#lib/domain/attachments/list-attachments";
import { listComments } from "#lib/domain/comments/list-comments";
import { listDocuments } from "#lib/domain/documents/list-documents";
import { listRevisions } from "#lib/domain/documents/list-revisions";
import { listTree } from "#lib/domain/documents/list-tree";
import { listActivity } from "#lib/domain/events/list-activity";
import { listChanges } from "#lib/domain/events/list-changes";
import { findDueItems } from "#lib/domain/inbox/due-items";
import { listInbox } from "#lib/domain/inbox/list-inbox";
import { getInitiative } from "#lib/domain/initiatives/get-initiative";
import { listInitiatives } from "#lib/domain/initiatives/list-initiatives";
import { listStatusUpdates } from "#lib/domain/initiatives/list-status-updates";
import { listIssues } from "#lib/domain/issues/list-issues";
import { ISSUE_SORTS } from "#lib/domain/issues/schema";
import { updateIssue } from "#lib/domain/issues/update-issue";
import { listKeys } from "#lib/domain/keys/list-keys";
import { listMilestones } from "#lib/domain/milestones/list-milestones";
import { listProjects } from "#lib/domain/projects/list-projects";
import { listReferences } from "#lib/domain/references/list-references";
import { search } from "#lib/domain/search/search";
import { listTimeline } from "#lib/domain/timeline/list-timeline";
import { listSessions } from "#lib/domain/undo/list-sessions";
import { findOthers, findScope } from "#lib/domain/undo/past-events";
import { listWorkLogs } from "#lib/domain/worklogs/list-work-logs";
import { searchWorkLogs } from "#lib/domain/worklogs/search-work-logs";
import { madeUpWord, type Plan, seedPlan } from "./many-issues.ts";
import { ENGINES, type Engine, makeWorld, type World } from "./world.ts";

const ROWS = 6000;
/** Tables that grow with use; reading one of them from end to end for a page is a mistake. */
const GROWING =
  /^(Issue|Initiative|Milestone|StatusUpdate|Comment|WorkLog|Event|EventSubject|IssueLabel|IssueAlias|Document|Revision|Attachment|InboxItem|Reference|search_entry)$/;

/** Filters that an index has to serve in every order. */
const FILTERS: Record<string, object> = {
  nothing: {},
  "a project": { project: "PA" },
  projects: { project: ["PA", "PB"] },
  "a status": { status: "review" },
  "open ones": { status: "open" },
  "a status in a project": { project: "PA", status: "review" },
  "open ones in a project": { project: "PA", status: "open" },
  "an assignee": { assignee: "me" },
  nobody: { assignee: "none" },
  "a priority": { priority: "high" },
  "a label": { label: "label 3" },
  "a label in a project": { project: "PA", label: ["label 1", "label 2"] },
  "a due date": { dueBefore: "2025-03-01" },
};
/** The pairs whose pages stay as quick at 100,000 issues as at 1,000. */
const FLAT: [filter: string, sort: string][] = [
  ["nothing", "-createdAt"],
  ["a project", "-updatedAt"],
  ["a project", "priority"],
  ["a project", "due"],
  ["a status in a project", "rank"],
  ["an assignee", "-updatedAt"],
];

const worlds = new Map<Engine, { world: World; plan: Plan; server: pg.Client | null }>();
function of(engine: Engine) {
  const found = worlds.get(engine);
  if (!found) throw new Error("no world");
  return found;
}

beforeAll(async () => {
  for (const engine of ENGINES) {
    const world = await makeWorld(engine, { longest: 60_000 });
    const plan = await seedPlan(world, { issues: ROWS, search: true });
    await seedActivity(world, plan);
    await seedMilestones(world, plan);
    await seedDocuments(world, plan);
    let server: pg.Client | null = null;
    if (engine === "postgres") {
      server = new pg.Client({ connectionString: world.url });
      await server.connect();
      await server.query("ANALYZE");
      // As on solid-state disks: what is small here would else be gone through whole rather than looked up.
      await server.query("SET random_page_cost = 1.1");
    }
    worlds.set(engine, { world, plan, server });
  }
}, 300_000);
afterAll(async () => {
  for (const { world, server } of worlds.values()) {
    await server?.end();
    await world.close();
  }
});

const ACTOR = { handle: "ada", name: "Ada", key: null, kind: "person", client: null };

/** Comments, work logs and events in such numbers that an index pays. */
async function seedActivity(world: World, plan: Plan): Promise<void> {
  const stamp = (n: number) => ({ createdAt: new Date(1.7e12 + n), updatedAt: new Date(1.7e12 + n) });
  const userId = world.owner.user.id;
  const issues = plan.issues.slice(0, 400);
  await world.database.write(async (tx) => {
    const pairs = plan.issues.slice(1, 4000).map(({ id }, n) => ({ fromId: plan.issues[n]?.id ?? id, toId: id }));
    await tx.issueLink.createMany({
      data: pairs.map((pair) => ({ id: newId(), createdAt: new Date(), kind: "relates_to", ...pair })),
    });
  });
  await world.database.write(async (tx) => {
    const named = plan.issues.slice(1, 4000).map(({ id }, n) => ({ fromId: plan.issues[n]?.id ?? id, toId: id }));
    await tx.reference.createMany({
      data: named.map((pair) => ({ fromKind: "issue" as const, toKind: "issue" as const, ...pair })),
    });
  });
  await world.database.write(async (tx) => {
    await tx.inboxItem.createMany({
      data: plan.issues.slice(0, 4000).flatMap(({ id, projectId }, n) =>
        [world.owner, world.member].map(({ user }) => ({
          id: newId(),
          createdAt: new Date(1.7e12 + n),
          userId: user.id,
          kind: "assignment" as const,
          subjectKind: "issue" as const,
          subjectId: id,
          sourceId: id,
          projectId,
          actor: ACTOR,
        })),
      ),
    });
  });
  await world.database.write(async (tx) => {
    await tx.issueAlias.createMany({
      data: plan.issues.slice(0, 4000).map(({ id, projectId }, n) => ({
        id: newId(),
        createdAt: new Date(),
        key: `OLD-${n}`,
        issueId: id,
        projectId,
      })),
    });
  });
  for (let round = 0; round < 10; round++) {
    await world.database.write(async (tx) => {
      await tx.comment.createMany({
        data: issues.map(({ id, projectId }, n) => ({
          id: newId(),
          ...stamp(n),
          subjectKind: "issue" as const,
          subjectId: id,
          projectId,
          authorId: userId,
          body: "text",
        })),
      });
      await tx.attachment.createMany({
        data: issues.map(({ id, projectId }, n) => ({
          id: newId(),
          createdAt: new Date(1.7e12 + n),
          subjectKind: "issue" as const,
          subjectId: id,
          projectId,
          authorId: userId,
          ...{ name: "notes.txt", mediaType: "text/plain", size: 5, hash: "none" },
        })),
      });
      await tx.workLog.createMany({
        data: issues.map(({ id }, n) => ({
          id: newId(),
          ...stamp(n),
          issueId: id,
          userId,
          startedAt: new Date(1.7e12 + n),
          commits: [],
        })),
      });
      const first = round * issues.length;
      await tx.event.createMany({
        data: issues.map(({ id, projectId }) => ({
          at: new Date(),
          operation: "issues.update",
          door: "rest",
          userId,
          actor: ACTOR,
          requestId: "r",
          subjectId: id,
          projectId,
          changes: [],
        })),
      });
      await tx.eventSubject.createMany({
        data: (await tx.event.findMany({ select: { number: true }, orderBy: { number: "asc" }, skip: first })).map(
          ({ number }) => ({ number, subjectId: plan.issues[number % 5000]?.id ?? "" }),
        ),
      });
    });
  }
}

/** Rows per transaction, of which each has its time. */
const BATCH = 500;

/** Documents below and beside each other, the first with many revisions. */
async function seedDocuments(world: World, plan: Plan): Promise<void> {
  const ids = Array.from({ length: 9000 }, () => newId());
  const [first = ""] = ids;
  const at = (n: number) => ({ createdAt: new Date(1.7e12 + n), updatedAt: new Date(1.7e12 - n) });
  for (let from = 0; from < ids.length; from += BATCH) {
    const some = ids.slice(from, from + BATCH).map((id, place) => ({ id, n: from + place }));
    await world.database.write(async (tx) => {
      await tx.document.createMany({
        data: some.map(({ id, n }) => ({
          id,
          ...at(n),
          projectId: plan.issues[n % 40]?.projectId ?? "",
          number: n + 1,
          title: `Document ${n}`,
          titleFold: `document ${n}`,
          rank: `a${n}`,
          parentId: n > 100 ? (ids[n % 100] ?? null) : null,
        })),
      });
      await tx.revision.createMany({
        data: some.map(({ id, n }) => ({
          ...{ id: newId(), createdAt: new Date(), documentId: n < 1000 ? first : id, number: n + 1 },
          ...{ title: "Document", hash: "none", length: 1 },
        })),
      });
    });
  }
}

/** Initiatives, milestones and status updates, and issues that belong to them. */
async function seedMilestones(world: World, plan: Plan): Promise<void> {
  const numbers = Array.from({ length: 3000 }, (_, n) => n + 1);
  const day = (n: number) => new Date(Date.UTC(2024, 0, 1 + (n % 1500))).toISOString().slice(0, 10);
  const row = (n: number) => ({
    id: newId(),
    createdAt: new Date(1.7e12 + n),
    updatedAt: new Date(1.7e12 + n),
    number: n,
    title: `plan ${n}`,
    titleFold: `plan ${n}`,
    startDate: day(n),
  });
  const initiatives = numbers.map((n) => ({ ...row(n), targetDate: day(n + 90), targetSort: day(n + 90) }));
  const milestones = numbers.map((n) => ({
    ...row(n),
    projectId: plan.projects[n % plan.projects.length]?.id ?? "",
    dueDate: day(n + 30),
    dueSort: day(n + 30),
  }));
  for (let from = 0; from < numbers.length; from += BATCH) {
    await world.database.write(async (tx) => {
      await tx.initiative.createMany({ data: initiatives.slice(from, from + BATCH) });
      await tx.milestone.createMany({ data: milestones.slice(from, from + BATCH) });
      await tx.initiativeProject.createMany({
        data: initiatives
          .slice(from, from + BATCH)
          .map(({ id, number }) => ({ initiativeId: id, projectId: plan.projects[number % 10]?.id ?? "" })),
      });
      await tx.statusUpdate.createMany({
        data: initiatives.slice(from, from + BATCH).map((one) => ({
          id: newId(),
          createdAt: one.createdAt,
          updatedAt: one.updatedAt,
          initiativeId: one.id,
          health: "on_track" as const,
          body: "text",
        })),
      });
    });
  }
  await world.database.write(async (tx) => {
    for (const [place, { id }] of plan.issues.slice(0, 40).entries()) {
      const initiativeId = initiatives[place % 2]?.id ?? null;
      await tx.issue.updateMany({
        where: { id },
        data: { initiativeId, milestoneId: milestones[place % 3]?.id ?? null },
      });
    }
  });
}

interface PlanNode {
  "Node Type": string;
  "Relation Name"?: string;
  Plans?: PlanNode[];
}

/** A step of a plan: "Seq Scan Issue" and the like; `inPage` when it belongs to a page that other rows are joined to. */
interface Step {
  line: string;
  inPage: boolean;
}

async function planOf(engine: Engine, sql: string): Promise<Step[]> {
  const { world, server } = of(engine);
  if (!server) {
    const native = new BetterSqlite3(sqlitePath(world.url), { readonly: true });
    const rows = native
      .prepare<unknown[], { id: number; parent: number; detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...(sql.match(/\?/g)?.map(() => null) ?? []));
    native.close();
    const page = rows.find(({ detail }) => /^(CO-ROUTINE|MATERIALIZE) page$/.test(detail))?.id;
    return rows.map(({ detail, parent }) => ({ line: detail, inPage: parent === page }));
  }
  const { rows } = await server.query({ text: `EXPLAIN (GENERIC_PLAN, FORMAT JSON) ${sql}` });
  const flatten = (node: PlanNode, within: boolean): Step[] => {
    const inPage = within || node["Node Type"] === "Limit";
    return [
      { line: `${node["Node Type"]} ${node["Relation Name"] ?? ""}`.trim(), inPage },
      ...(node.Plans ?? []).flatMap((inner) => flatten(inner, inPage)),
    ];
  };
  return flatten(rows[0]["QUERY PLAN"][0].Plan, false);
}

/** What the statements of a read do that they should not, and the plan of its page. */
async function faults(
  engine: Engine,
  read: () => Promise<unknown>,
  { sorts = false, table = "Issue" } = {},
): Promise<{ faults: string[]; page: string[] }> {
  const { world } = of(engine);
  world.statements();
  await read();
  const found: string[] = [];
  let page: string[] = [];
  for (const sql of world.statements().filter((one) => /^(SELECT|WITH)/i.test(one))) {
    const plan = await planOf(engine, sql);
    const joined = sql.includes(") page JOIN ");
    const isPage =
      sql.startsWith("SELECT") &&
      sql.includes(`FROM "${table}"`) &&
      (joined || /ORDER BY .* LIMIT \d+$/s.test(sql)) &&
      !sql.includes("UNION");
    const steps = joined ? plan.filter(({ inPage }) => inPage) : plan;
    if (isPage) page = steps.map(({ line }) => line);
    for (const step of plan) {
      const [, scanned = ""] = /^(?:SCAN|Seq Scan) (\S+)$/.exec(step.line) ?? [];
      const sorted =
        isPage && !sorts && steps.includes(step) && /USE TEMP B-TREE FOR ORDER BY|^(Incremental )?Sort/.test(step.line);
      if (GROWING.test(scanned) || sorted) found.push(`${step.line} in ${sql}`);
    }
  }
  return { faults: found, page };
}

const sorts = ISSUE_SORTS.flatMap((sort) => [sort, `-${sort}`]);

test.each(Object.entries(FILTERS))(
  "On SQLite, issues by %s are read in the order of an index in every sort, on later pages too.",
  async (_, input) => {
    const { world } = of("sqlite");
    for (const sort of sorts) {
      const first = await run(listIssues, world.as(), { ...input, sort, limit: 5 });
      expect(first.nextCursor).not.toBeNull();
      for (const cursor of [undefined, first.nextCursor]) {
        const { faults: wrong, page } = await faults("sqlite", () =>
          run(listIssues, world.as(), { ...input, sort, limit: 5, ...(cursor ? { cursor } : {}) }),
        );
        expect([sort, wrong]).toEqual([sort, []]);
        expect(page[0]).toMatch(/^SEARCH Issue USING (COVERING )?INDEX Issue_shelf/);
      }
    }
  },
);

test.each(Object.entries(FILTERS))(
  "On PostgreSQL, issues by %s are found by an index in every sort.",
  async (_, input) => {
    const { world } = of("postgres");
    for (const sort of sorts) {
      const { faults: wrong } = await faults(
        "postgres",
        () => run(listIssues, world.as(), { ...input, sort, limit: 5 }),
        { sorts: true },
      );
      expect([sort, wrong]).toEqual([sort, []]);
    }
  },
);

describe.each(ENGINES)("%s", (engine) => {
  test.each(FLAT)(
    "Issues by %s in the order %s are read from one index range, without sorting.",
    async (filter, sort) => {
      const { world } = of(engine);
      const input = { ...FILTERS[filter], sort, limit: 50 };
      const first = await run(listIssues, world.as(), input);
      for (const cursor of [undefined, first.nextCursor]) {
        const { faults: wrong, page } = await faults(engine, () =>
          run(listIssues, world.as(), { ...input, ...(cursor ? { cursor } : {}) }),
        );
        expect(wrong).toEqual([]);
        expect(page.join("\n")).toMatch(/SEARCH Issue USING|Index (Only )?Scan Issue/);
      }
    },
  );

  test("What is due of a person is found by the person and sorted.", async () => {
    const { world } = of(engine);
    const { faults: wrong } = await faults(engine, () => findDueItems(world.as(), { limit: 50 }), { sorts: true });
    expect(wrong).toEqual([]);
    if (engine === "postgres") return;
    world.statements();
    await findDueItems(world.as(), { limit: 50 });
    const plan = (await Promise.all(world.statements().map((sql) => planOf(engine, sql)))).flat();
    const found = plan.filter(({ line }) => line.includes("Issue_assigneeId_status_dueSort_idx"));
    expect(found.length).toBe(5); // one for each open status
    expect(plan.filter(({ line }) => /^SCAN i\b/.test(line))).toEqual([]);
  });

  test.each([{ initiative: "I-1" }, { milestone: "PB-MS1" }])(
    "The issues of an initiative or a milestone are found by it and sorted: %o",
    async (filter) => {
      const { world } = of(engine);
      const { faults: wrong } = await faults(engine, () => run(listIssues, world.as(), filter), { sorts: true });
      expect(wrong).toEqual([]);
    },
  );

  test("The children of an issue are found by it and sorted.", async () => {
    const { world, plan } = of(engine);
    const parent = plan.issues[0]?.id ?? "";
    for (const { id } of plan.issues.slice(1, 4)) await run(updateIssue, world.as(), { issue: id, parent });
    for (const sort of sorts) {
      const { faults: wrong, page } = await faults(engine, () => run(listIssues, world.as(), { parent, sort }), {
        sorts: true,
      });
      expect([sort, wrong]).toEqual([sort, []]);
      if (engine === "sqlite") expect(page[0]).toContain("USING INDEX Issue_parentId");
    }
  });

  test.each([
    ["projects", "Project", ({ world }) => run(listProjects, world.as(), {})],
    ["projects by change", "Project", ({ world }) => run(listProjects, world.as(), { sort: "-updatedAt" })],
    ["comments", "Comment", ({ world, plan }) => run(listComments, world.as(), { issue: plan.issues[3]?.id ?? "" })],
    [
      "comments, newest first",
      "Comment",
      ({ world, plan }) => run(listComments, world.as(), { issue: plan.issues[3]?.id ?? "", sort: "-createdAt" }),
    ],
    [
      "attachments",
      "Attachment",
      ({ world, plan }) => run(listAttachments, world.as(), { on: plan.issues[3]?.id ?? "" }),
    ],
    [
      "work logs of an issue",
      "WorkLog",
      ({ world, plan }) => run(listWorkLogs, world.as(), { issue: plan.issues[3]?.id ?? "" }),
    ],
    [
      "work logs of an issue and a person",
      "WorkLog",
      ({ world, plan }) => run(listWorkLogs, world.as(), { issue: plan.issues[3]?.id ?? "", user: "ada" }),
    ],
    ["the inbox", "InboxItem", ({ world }) => run(listInbox, world.as(), { kind: "assignment" })],
    [
      "the unread of the inbox",
      "InboxItem",
      ({ world }) => run(listInbox, world.as(), { kind: "assignment", view: "unread" }),
    ],
    [
      "what names an issue",
      "Reference",
      ({ world, plan }) => run(listReferences, world.as(), { on: plan.issues[3]?.id ?? "" }),
    ],
    [
      "what an issue names",
      "Reference",
      ({ world, plan }) => run(listReferences, world.as(), { on: plan.issues[3]?.id ?? "", direction: "to" }),
    ],
    ["work logs", "WorkLog", ({ world }) => run(searchWorkLogs, world.as(), {})],
    ["work logs of a person", "WorkLog", ({ world }) => run(searchWorkLogs, world.as(), { user: "ada" })],
    ["changes", "Event", ({ world }) => run(listChanges, world.as(), { since: 20 })],
    ["changes of a project", "Event", ({ world }) => run(listChanges, world.as(), { since: 20, project: "PA" })],
    ["activity", "Event", ({ world, plan }) => run(listActivity, world.as(), { issue: plan.issues[3]?.id ?? "" })],
    ["sessions", "Event", ({ world }) => run(listSessions, world.as(), {})],
    ["sessions of a person", "Event", ({ world }) => run(listSessions, world.as(), { user: "ada" })],
    ["what a session wrote", "Event", ({ world }) => findScope(world.as(), { column: "session", is: "s-1" })],
    [
      "what a key wrote",
      "Event",
      ({ world }) => findScope(world.as(), { column: "keyId", is: "k", from: new Date(0) }),
    ],
    ["what a request wrote", "Event", ({ world }) => findScope(world.as(), { column: "requestId", is: "none" })],
    [
      "what happened since on the same pages",
      "Event",
      async ({ world }) => findOthers(world.as(), await findScope(world.as(), { column: "number", is: 3900 })),
    ],
    ["documents", "Document", ({ world }) => run(listDocuments, world.as(), {})],
    ...(["-createdAt", "-updatedAt", "title"] as const).map(
      (sort) =>
        [
          `documents of a project by ${sort}`,
          "Document",
          ({ world }: { world: World }) => run(listDocuments, world.as(), { project: "PA", sort }),
        ] as const,
    ),
    ["documents at the top", "Document", ({ world }) => run(listTree, world.as(), { project: "PA" })],
    [
      "documents under another",
      "Document",
      async ({ world }) => run(listTree, world.as(), { parent: await firstDocument(world) }),
    ],
    [
      "revisions",
      "Revision",
      async ({ world }) => run(listRevisions, world.as(), { document: await firstDocument(world) }),
    ],
    ["initiatives", "Initiative", ({ world }) => run(listInitiatives, world.as(), {})],
    [
      "initiatives of a status by target",
      "Initiative",
      ({ world }) => run(listInitiatives, world.as(), { status: "planning", sort: "target" }),
    ],
    ["an initiative", "Issue", ({ world }) => run(getInitiative, world.as(), { initiative: "I-1" })],
    ["status updates", "StatusUpdate", ({ world }) => run(listStatusUpdates, world.as(), { initiative: "I-2" })],
    ["milestones", "Milestone", ({ world }) => run(listMilestones, world.as(), {})],
    ["milestones of a project", "Milestone", ({ world }) => run(listMilestones, world.as(), { project: "PA" })],
    ["progress of milestones", "Issue", ({ world }) => run(listMilestones, world.as(), { project: "PB" })],
    [
      "the timeline",
      "Initiative",
      ({ world }) => run(listTimeline, world.as(), { from: "2025-01-01", to: "2025-03-01", limit: 20 }),
    ],
    ["keys", "ApiKey", ({ world }) => run(listKeys, world.as(), {})],
    ["search", "search_entry", ({ world }) => run(search, world.as(), { q: madeUpWord(300) })],
    [
      "search in a project",
      "search_entry",
      ({ world }) => run(search, world.as(), { q: madeUpWord(300), project: "PA" }),
    ],
  ] as [string, string, (at: { world: World; plan: Plan }) => Promise<unknown>][])(
    "No table that grows is read from end to end for %s.",
    async (_, table, read) => {
      const { faults: wrong } = await faults(engine, () => read(of(engine)), { sorts: engine === "postgres", table });
      expect(wrong).toEqual([]);
    },
  );
});

async function firstDocument(world: World): Promise<string> {
  const row = await world.database.reader.document.findFirst({ where: { number: 1 }, select: { id: true } });
  return row?.id ?? "";
}

test("A scan and a sort would be noticed.", async () => {
  for (const engine of ENGINES) {
    const { reader } = of(engine).world.database;
    const bad = `SELECT "id" FROM "Issue" WHERE "description" = 'x' ORDER BY "branch" LIMIT 5`;
    for (const sql of [bad, `SELECT i."id" FROM (${bad}) page JOIN "Issue" i ON i."id" = page."id"`]) {
      expect((await faults(engine, () => reader.$queryRawUnsafe(sql))).faults).toHaveLength(2);
    }
  }
});
