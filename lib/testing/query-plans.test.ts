import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "#lib/core/actor";
import type { Operation } from "#lib/core/operation";
import { run } from "#lib/core/operation";
import { getAgent } from "#lib/domain/agents/get-agent";
import { listAgents } from "#lib/domain/agents/list-agents";
import { listAttachments } from "#lib/domain/attachments/list-attachments";
import { countOverdue, findOverdue } from "#lib/domain/bin/find-overdue";
import { listBin } from "#lib/domain/bin/list-bin";
import { listClaims } from "#lib/domain/claims/list-claims";
import { releaseStopped } from "#lib/domain/claims/release-stopped";
import { listComments } from "#lib/domain/comments/list-comments";
import { listDecisions } from "#lib/domain/decisions/list-decisions";
import { DECISION_SORTS } from "#lib/domain/decisions/schema";
import { whatHolds } from "#lib/domain/decisions/what-holds";
import { listDocuments } from "#lib/domain/documents/list-documents";
import { listRevisions } from "#lib/domain/documents/list-revisions";
import { listTree } from "#lib/domain/documents/list-tree";
import { DOCUMENT_SORTS } from "#lib/domain/documents/schema";
import { listActivity } from "#lib/domain/events/list-activity";
import { listChanges } from "#lib/domain/events/list-changes";
import { listOperations } from "#lib/domain/events/list-operations";
import { countInbox } from "#lib/domain/inbox/count-inbox";
import { findDueItems } from "#lib/domain/inbox/due-items";
import { listInbox } from "#lib/domain/inbox/list-inbox";
import { getInitiative } from "#lib/domain/initiatives/get-initiative";
import { listInitiatives } from "#lib/domain/initiatives/list-initiatives";
import { listStatusUpdates } from "#lib/domain/initiatives/list-status-updates";
import { INITIATIVE_SORTS } from "#lib/domain/initiatives/schema";
import { listGroups } from "#lib/domain/issues/list-groups";
import { listIssues } from "#lib/domain/issues/list-issues";
import { ISSUE_SORTS } from "#lib/domain/issues/schema";
import { similarIssues } from "#lib/domain/issues/similar-issues";
import { updateIssue } from "#lib/domain/issues/update-issue";
import { listJobs } from "#lib/domain/jobs/list-jobs";
import { listKeys } from "#lib/domain/keys/list-keys";
import { listSignIns } from "#lib/domain/keys/list-sign-ins";
import { listLabels } from "#lib/domain/labels/list-labels";
import { listMilestones } from "#lib/domain/milestones/list-milestones";
import { MILESTONE_SORTS } from "#lib/domain/milestones/schema";
import { OPERATIONS } from "#lib/domain/operations";
import { listInvitations } from "#lib/domain/people/list-invitations";
import { listUsers } from "#lib/domain/people/list-users";
import { listProjects } from "#lib/domain/projects/list-projects";
import { listProposals } from "#lib/domain/proposals/list-proposals";
import { listQuestions } from "#lib/domain/questions/list-questions";
import { listReferences } from "#lib/domain/references/list-references";
import { search } from "#lib/domain/search/search";
import { getSession } from "#lib/domain/sessions/get-session";
import { listSessions } from "#lib/domain/sessions/list-sessions";
import { getDiscussion } from "#lib/domain/subjects/get-discussion";
import { listTimeline } from "#lib/domain/timeline/list-timeline";
import { listTokens } from "#lib/domain/tokens/list-tokens";
import { TOKEN_GROUPS } from "#lib/domain/tokens/schema";
import { findOthers, findSeenScope } from "#lib/domain/undo/past-events";
import { listWorkLogs } from "#lib/domain/worklogs/list-work-logs";
import { searchWorkLogs } from "#lib/domain/worklogs/search-work-logs";
import { claimJob } from "#lib/jobs/claim-job";
import { madeUpWord, type Plan } from "./many-issues.ts";
import { seedManyRows } from "./many-rows.ts";
import { type Explained, faults, planOf } from "./plan-faults.ts";
import { ENGINES, type Engine, makeWorld, withKey } from "./world.ts";

const ROWS = 6000;

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
  "a label": { label: "label 0" },
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

interface At extends Explained {
  plan: Plan;
  /** A key of the owner that is limited to some projects. */
  limited: Actor;
  /** Ids of the first of some nouns. */
  first: { issue: string; milestone: string; decision: string; document: string; proposal: string };
}

const worlds = new Map<Engine, At>();
function of(engine: Engine): At {
  const found = worlds.get(engine);
  if (!found) throw new Error("no world");
  return found;
}

beforeAll(async () => {
  for (const engine of ENGINES) {
    const world = await makeWorld(engine, { longest: 60_000 });
    const plan = await seedManyRows(world, ROWS);
    let server: pg.Client | null = null;
    if (engine === "postgres") {
      server = new pg.Client({ connectionString: world.url });
      await server.connect();
      await server.query("ANALYZE");
      // As on solid-state disks: what is small here would else be gone through whole rather than looked up.
      await server.query("SET random_page_cost = 1.1");
    }
    const { reader } = world.database;
    const numbered = { where: { number: 1 }, select: { id: true } };
    const first = {
      issue: plan.issues[3]?.id ?? "",
      milestone: (await reader.milestone.findFirstOrThrow(numbered)).id,
      proposal: (await reader.proposal.findFirstOrThrow(numbered)).id,
      decision: (await reader.decision.findFirstOrThrow(numbered)).id,
      document: (await reader.document.findFirstOrThrow(numbered)).id,
    };
    const { projectId } = await reader.document.findUniqueOrThrow({ where: { id: first.document } });
    const projectIds = [projectId, plan.issues[3]?.projectId ?? "", ...plan.projects.slice(0, 3).map(({ id }) => id)];
    worlds.set(engine, { world, plan, server, first, limited: withKey(world.owner, { projectIds }) });
  }
}, 300_000);
afterAll(async () => {
  for (const { world, server } of worlds.values()) {
    await server?.end();
    await world.close();
  }
});

/** A filter of a list with sorts. It `sorts` what it finds where it finds few. */
interface SortedFilter {
  input: object;
  sorts?: boolean;
}

interface SortedList {
  operation: Operation;
  table: string;
  sorts: readonly string[];
  filters: Record<string, SortedFilter>;
}

const SORTED: SortedList[] = [
  {
    operation: listInitiatives,
    table: "Initiative",
    sorts: INITIATIVE_SORTS,
    filters: {
      nothing: { input: {} },
      "a project": { input: { project: "PB" } },
      "a status": { input: { status: "planning" } },
      "what is open": { input: { status: "open" } },
      nobody: { input: { owner: "none" } },
      "a target date": { input: { targetBefore: "2026-01-01" } },
      "a part of the title": { input: { text: "plan 1" } },
      "the bin": { input: { shelf: "binned", limit: 2 } },
    },
  },
  {
    operation: listMilestones,
    table: "Milestone",
    sorts: MILESTONE_SORTS,
    filters: {
      nothing: { input: {} },
      "a project": { input: { project: "PB" } },
      projects: { input: { project: "PA,PB" } },
      "a status": { input: { status: "planned" } },
      "what is open in a project": { input: { project: "PB", status: "open" } },
      "a due date": { input: { dueBefore: "2026-01-01" } },
      "a part of the title": { input: { text: "plan 1" } },
      "the bin": { input: { shelf: "binned", limit: 2 } },
    },
  },
  {
    operation: listDecisions,
    table: "Decision",
    sorts: DECISION_SORTS,
    filters: {
      nothing: { input: {} },
      "a project": { input: { project: "PB" } },
      projects: { input: { project: "PA,PB" } },
      "the workspace": { input: { workspace: true } },
      "a status": { input: { status: "accepted" } },
      "a status in a project": { input: { project: "PB", status: "accepted" } },
      "a kind": { input: { kind: "technical" } },
      "a rare label": { input: { label: "label 3" }, sorts: true },
      "an area": { input: { area: "security" } },
      "what something leans on": { input: { stale: true }, sorts: true },
      "a part of the title": { input: { text: "decision 1" } },
      "the bin": { input: { shelf: "binned", limit: 2 } },
    },
  },
  {
    operation: listDocuments,
    table: "Document",
    sorts: DOCUMENT_SORTS,
    filters: {
      nothing: { input: {} },
      "a project": { input: { project: "PA" } },
      projects: { input: { project: "PA,PB" } },
      "a kind": { input: { kind: "note" } },
      "a status in a project": { input: { project: "PA", status: "draft" } },
      "a label": { input: { label: "label 3" } },
      "the top level": { input: { parent: "none" } },
      "the top level of a project": { input: { project: "PA", parent: "none", limit: 2 } },
      "a flag": { input: { stale: true }, sorts: true },
      "a part of the title": { input: { text: "document 1" } },
      "the bin": { input: { shelf: "binned", limit: 2 } },
    },
  },
  {
    operation: listIssues,
    table: "Issue",
    sorts: ISSUE_SORTS,
    filters: {
      "no initiative": { input: { initiative: "none" } },
      "a common word": { input: { text: madeUpWord(0) } },
      "a rare word in a project": { input: { text: madeUpWord(100), project: "PA", limit: 1 }, sorts: true },
      "a rare label": { input: { label: "label 19" }, sorts: true },
      "a rare label in a project": { input: { project: "PA", label: "label 19", limit: 2 }, sorts: true },
      "no milestone in a project": { input: { project: "PA", milestone: "none" } },
      "a flag": { input: { stale: true }, sorts: true },
      "a flag in a project": { input: { project: "PA", stale: true, limit: 1 }, sorts: true },
      "the bin": { input: { shelf: "binned" } },
    },
  },
];

type Ask = (at: At) => object;
const issue = ({ first }: At) => first.issue;
/** A document with others below it and many revisions. */
const document = ({ first }: At) => first.document;

/** What files, comments and references lie on. */
const NOUNS: [name: string, on: (at: At) => string][] = [
  ["an issue", issue],
  ["an initiative", () => "I-1"],
  ["a milestone", ({ first }) => first.milestone],
  ["a decision", ({ first }) => first.decision],
  ["a document", document],
  ["a proposal", ({ first }) => first.proposal],
];

const LISTS: [operation: Operation, name: string, ask: Ask, table?: string][] = [
  [listProjects, "name", () => ({}), "Project"],
  [listProjects, "change", () => ({ sort: "-updatedAt" }), "Project"],
  [listProjects, "name, with counts", () => ({ counts: true }), "Project"],
  [listStatusUpdates, "initiative", () => ({ initiative: "I-2" }), "StatusUpdate"],
  [listTimeline, "window", () => ({ from: "2025-01-01", to: "2025-03-01" })],
  [listTimeline, "window and project", () => ({ from: "2025-01-01", to: "2025-03-01", project: "PB" })],
  [listTree, "project", () => ({ project: "PA", limit: 2 }), "Document"],
  [listTree, "parent", (at) => ({ parent: document(at) }), "Document"],
  [listRevisions, "document", (at) => ({ document: document(at) }), "Revision"],
  ...NOUNS.flatMap(([name, on]): typeof LISTS => [
    [listComments, name, (at) => ({ on: on(at) }), "Comment"],
    [listComments, `${name}, newest first`, (at) => ({ on: on(at), sort: "-createdAt" }), "Comment"],
    [listAttachments, name, (at) => ({ on: on(at) }), "Attachment"],
    [listReferences, `${name} that is named`, (at) => ({ on: on(at) }), "Reference"],
    [listReferences, `${name} that names`, (at) => ({ on: on(at), direction: "to" }), "Reference"],
  ]),
  [listWorkLogs, "issue", (at) => ({ issue: issue(at) }), "WorkLog"],
  [listWorkLogs, "issue and person", (at) => ({ issue: issue(at), user: "ada" }), "WorkLog"],
  [searchWorkLogs, "nothing", () => ({}), "WorkLog"],
  [searchWorkLogs, "person", () => ({ user: "ada" }), "WorkLog"],
  [searchWorkLogs, "what runs", () => ({ running: true }), "WorkLog"],
  [listClaims, "nothing", () => ({}), "Claim"],
  [listClaims, "issue, ended ones too", (at) => ({ issue: issue(at), ended: true }), "Claim"],
  [listClaims, "holder", () => ({ holder: "ada" }), "Claim"],
  [listClaims, "session", () => ({ session: "s-1", ended: true }), "Claim"],
  [listQuestions, "issue", (at) => ({ issue: issue(at) }), "Question"],
  [listQuestions, "issue and state", (at) => ({ issue: issue(at), state: "answered" }), "Question"],
  [listQuestions, "nothing", () => ({}), "Question"],
  [listQuestions, "who is asked", () => ({ of: "ada" }), "Question"],
  [listQuestions, "who is asked and state", () => ({ of: "ada", state: "open", blocking: true }), "Question"],
  [listQuestions, "who asks", () => ({ by: "ada" }), "Question"],
  [listQuestions, "state", () => ({ state: "open" }), "Question"],
  [listProposals, "nothing", () => ({}), "Proposal"],
  [listProposals, "project", () => ({ project: "PB" }), "Proposal"],
  [listProposals, "status", () => ({ status: "open" }), "Proposal"],
  [listProposals, "status and project", () => ({ project: "PB", status: "settled" }), "Proposal"],
  [listProposals, "who proposes", () => ({ by: "ada" }), "Proposal"],
  [listProposals, "the bin", () => ({ shelf: "binned", limit: 2 }), "Proposal"],
  [listLabels, "name", () => ({}), "Label"],
  [listInbox, "nothing", () => ({})],
  [listInbox, "kind", () => ({ kind: "assignment" }), "InboxItem"],
  [listInbox, "kind, unread", () => ({ kind: "assignment", view: "unread" }), "InboxItem"],
  [listSessions, "nothing", () => ({})],
  [listSessions, "person", () => ({ user: "ada" })],
  [listAgents, "nothing", () => ({}), "ApiKey"],
  [listBin, "nothing", () => ({})],
  [listBin, "kind", () => ({ kind: "document", limit: 2 })],
  [listBin, "kinds", () => ({ kind: "comment,attachment,status_update" })],
  [listJobs, "nothing", () => ({}), "Job"],
  [listJobs, "state", () => ({ state: "failed" }), "Job"],
  [listJobs, "states", () => ({ state: "done,failed" }), "Job"],
  [listJobs, "name", () => ({ name: "job 7" }), "Job"],
  [listUsers, "handle", () => ({}), "User"],
  [listInvitations, "open ones", () => ({}), "OneTimeToken"],
  [listKeys, "person", () => ({}), "ApiKey"],
  [listSignIns, "person", () => ({}), "SignIn"],
];

/** What the audit log is narrowed to. */
const AUDITED: Record<string, object> = {
  everything: {},
  "a person": { user: "ada" },
  "an operation": { operation: "issues.create" },
  "a noun": { operation: "issues" },
  "a project": { project: "PA" },
  "a project, a person and a noun": { project: "PA", user: "ada", operation: "issues" },
  "a key": { key: "busy" },
  "a session": { session: "session 3" },
  "a span of time": { from: "2020-01-01T00:00:00Z", to: "2030-01-01T00:00:00Z" },
};

const OTHERS: [name: string, table: string, read: (at: At) => Promise<unknown>][] = [
  ["changes", "Event", ({ world }) => run(listChanges, world.as(), { since: 20 })],
  ["changes of a project", "Event", ({ world }) => run(listChanges, world.as(), { since: 20, project: "PA" })],
  ...Object.entries(AUDITED).map(([name, filter]): (typeof OTHERS)[number] => [
    `the newest of ${name}`,
    "Event",
    ({ world }) => run(listChanges, world.as(), { before: 4000, limit: 20, ...filter }),
  ]),
  ["the operations that there are", "Event", ({ world }) => run(listOperations, world.as(), {})],
  ...NOUNS.flatMap(([name, on]): typeof OTHERS => [
    [`page of ${name}`, "Event", (at) => run(getDiscussion, at.world.as(), { on: on(at) })],
    [`activity of ${name}`, "Event", (at) => run(listActivity, at.world.as(), { on: on(at) })],
    [
      `earlier activity of ${name}`,
      "Event",
      (at) => run(listActivity, at.world.as(), { on: on(at), before: 4120, limit: 5 }),
    ],
  ]),
  ["an agent and its figures", "none", ({ world }) => run(getAgent, world.as(), { agent: "busy" })],
  ["the sessions of an agent", "none", ({ world }) => run(listSessions, world.as(), { key: "busy", limit: 5 })],
  ["a session", "none", ({ world }) => run(getSession, world.as(), { session: "session 3", key: "busy" })],
  ["writes without a session", "none", ({ world }) => run(getSession, world.as(), { session: "none", key: "busy" })],
  ["what a stopped session holds", "none", ({ world }) => world.as().atomically(releaseStopped)],
  ...TOKEN_GROUPS.map((by): (typeof OTHERS)[number] => [
    `tokens by ${by}`,
    "none",
    ({ world }) => run(listTokens, world.as(), { by, days: 7 }),
  ]),
  ["tokens of an agent", "none", ({ world }) => run(listTokens, world.as(), { key: "busy", days: 7 })],
  ["what a session wrote", "Event", ({ world }) => findSeenScope(world.as(), { column: "session", is: "s-1" })],
  [
    "what a key wrote",
    "Event",
    ({ world }) => findSeenScope(world.as(), { column: "keyId", is: "k", from: new Date(0) }),
  ],
  ["what a request wrote", "Event", ({ world }) => findSeenScope(world.as(), { column: "requestId", is: "none" })],
  [
    "what happened since on the same pages",
    "Event",
    async ({ world }) => findOthers(world.as(), await findSeenScope(world.as(), { column: "number", is: 3900 })),
  ],
  ...[{ project: "PA" }, { assignee: "me" }].map((filter): (typeof OTHERS)[number] => [
    `groups by ${Object.keys(filter)}`,
    "Issue",
    ({ world }) => run(listGroups, world.as(), { ...filter, open: ["ready", "in_progress"], limit: 5, sort: "rank" }),
  ]),
  ["an initiative", "Issue", ({ world }) => run(getInitiative, world.as(), { initiative: "I-1" })],
  ["the number of the unread", "InboxItem", ({ world }) => run(countInbox, world.as(), {})],
  [
    "the decisions of a path",
    "none",
    ({ world }) => run(whatHolds, world.as(), { path: "src/part-7/main.ts", project: "PA" }),
  ],
  ["the decisions of an issue", "none", (at) => run(whatHolds, at.world.as(), { issue: issue(at) })],
  ["the decisions of a document", "none", (at) => run(whatHolds, at.world.as(), { document: document(at) })],
  ["the decisions of a project", "none", ({ world }) => run(whatHolds, world.as(), { project: "PA" })],
  [
    "similar issues",
    "none",
    ({ world, plan }) => run(similarIssues, world.as(), { project: "PA", title: plan.issues[3]?.title ?? "" }),
  ],
  [
    "the job that is due",
    "Job",
    ({ world }) => claimJob(world.database, new Map([["job 7", 1000]]), new Date(Date.UTC(2999, 0, 1))),
  ],
  ["what is to leave the bin", "none", ({ world }) => world.as().atomically((ctx) => findOverdue(ctx, new Date(), 50))],
  [
    "how much is to leave the bin",
    "none",
    ({ world }) => world.as().atomically((ctx) => countOverdue(ctx, new Date())),
  ],
  ["search", "search_entry", ({ world }) => run(search, world.as(), { q: madeUpWord(300) })],
  [
    "later pages of a search",
    "search_entry",
    ({ world }) => run(search, world.as(), { q: madeUpWord(30), limit: 5, offset: 5 }),
  ],
  [
    "search in a project",
    "search_entry",
    ({ world }) => run(search, world.as(), { q: madeUpWord(300), project: "PA" }),
  ],
];

const sorts = ISSUE_SORTS.flatMap((sort) => [sort, `-${sort}`]);

test.each(Object.entries(FILTERS))(
  "On SQLite, issues by %s are read in the order of an index in every sort, on later pages too.",
  async (_, input) => {
    const { world } = of("sqlite");
    for (const sort of sorts) {
      const read = (more: object) => run(listIssues, world.as(), { ...input, sort, limit: 5, ...more });
      const first = await faults(of("sqlite"), () => read({}));
      const cursor = first.answer.nextCursor;
      expect(cursor).not.toBeNull();
      for (const { faults: wrong, page } of [first, await faults(of("sqlite"), () => read({ cursor }))]) {
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
        of("postgres"),
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
        const { faults: wrong, page } = await faults(of(engine), () =>
          run(listIssues, world.as(), { ...input, ...(cursor ? { cursor } : {}) }),
        );
        expect(wrong).toEqual([]);
        expect(page.join("\n")).toMatch(/SEARCH Issue USING|Index (Only )?Scan Issue/);
      }
    },
  );

  test("What is due of a person is found by the person and sorted.", async () => {
    const { world } = of(engine);
    const { faults: wrong } = await faults(of(engine), () => findDueItems(world.as(), { limit: 50 }), { sorts: true });
    expect(wrong).toEqual([]);
    if (engine === "postgres") return;
    world.statements();
    await findDueItems(world.as(), { limit: 50 });
    const plan = (await Promise.all(world.statements().map((sql) => planOf(of(engine), sql)))).flat();
    const found = plan.filter(({ line }) => line.includes("Issue_assigneeId_status_dueSort_idx"));
    expect(found.length).toBe(5); // one for each open status
    expect(plan.filter(({ line }) => /^SCAN i\b/.test(line))).toEqual([]);
  });

  test.each([{ initiative: "I-1" }, { milestone: "PB-MS1" }])(
    "The issues of an initiative or a milestone are found by it and sorted: %o",
    async (filter) => {
      const { world } = of(engine);
      const { faults: wrong } = await faults(of(engine), () => run(listIssues, world.as(), filter), { sorts: true });
      expect(wrong).toEqual([]);
    },
  );

  test("The children of an issue are found by it and sorted.", async () => {
    const { world, plan } = of(engine);
    const parent = plan.issues[0]?.id ?? "";
    for (const { id } of plan.issues.slice(1, 4)) await run(updateIssue, world.as(), { issue: id, parent });
    for (const sort of sorts) {
      const { faults: wrong, page } = await faults(of(engine), () => run(listIssues, world.as(), { parent, sort }), {
        sorts: true,
      });
      expect([sort, wrong]).toEqual([sort, []]);
      if (engine === "sqlite") expect(page[0]).toContain("USING INDEX Issue_parentId");
    }
  });

  test("Issues that lean on a superseded decision are found from their flags, first those of a page and then counted.", async () => {
    for (const [operation, table] of [
      [listIssues, "Issue"],
      [listDocuments, "Document"],
      [listDecisions, "Decision"],
    ] as const) {
      for (const input of [{}, { project: "PA" }, { total: true }]) {
        const { world } = of(engine);
        world.statements();
        await run(operation as Operation, world.as(), { stale: true, limit: 5, ...input });
        const statements = world.statements().filter((sql) => sql.includes(`FROM "${table}" WHERE`));
        expect(statements.length).toBe("total" in input ? 2 : 1);
        for (const sql of statements) {
          const lines = (await planOf(of(engine), sql)).map(({ line }) => line);
          const found =
            engine === "sqlite"
              ? `SEARCH ${table} USING (COVERING )?INDEX sqlite_autoindex_${table}_1 \\(id=\\?\\)`
              : "^Index (Only )?Scan DecisionTarget$";
          expect([sql, lines]).toEqual([sql, expect.arrayContaining([expect.stringMatching(found)])]);
        }
      }
    }
  });

  test("Issues of a common label and of a rare one are those that have it.", async () => {
    const { world, plan } = of(engine);
    for (const place of [0, 19]) {
      const label = `label ${place}`;
      const where = { shelf: "live" as const, labels: { some: { labelId: plan.labels[place]?.id ?? "" } } };
      const there = await world.database.reader.issue.count({ where });
      expect((await run(listIssues, world.as(), { label, total: true, limit: 1 })).total).toBe(there);
      expect(there > 500).toBe(place === 0);
    }
    if (engine === "postgres") return;
    const { page } = await faults(of(engine), () => run(listIssues, world.as(), { label: "label 19" }), {
      sorts: true,
    });
    expect(page[0]).toContain("USING INDEX sqlite_autoindex_Issue_1 (id=?)");
  });

  test.each(
    SORTED.flatMap(({ filters, ...list }) =>
      Object.keys(filters).map((name) => [list.operation.name, name, { ...list, filter: filters[name] }] as const),
    ),
  )(
    "%s by %s is read in the order of an index in every sort, on later pages too.",
    async (_, __, { operation, table, sorts, filter }) => {
      const { input, sorts: isSorted = false } = filter ?? { input: {} };
      for (const sort of sorts.flatMap((column) => [column, `-${column}`])) {
        await pagesWithoutFaults(engine, operation, { ...input, sort }, { table, sorts: isSorted });
      }
    },
  );

  test.each(LISTS.map((list) => [list[0].name, list[1], list] as const))(
    "%s by %s is read without going through a table that grows, on later pages too.",
    async (_, __, [operation, , ask, table = "none"]) => {
      await pagesWithoutFaults(engine, operation, ask(of(engine)), { table });
    },
  );

  test.each(OTHERS)("No table that grows is read from end to end for %s.", async (_, table, read) => {
    const { faults: wrong } = await faults(of(engine), () => read(of(engine)), { sorts: engine === "postgres", table });
    expect(wrong).toEqual([]);
  });
});

/**
 * The first page of a list and the next: neither has a fault, and there are both. For a key that is limited to some
 * projects they have none either, as far as it sees so much.
 */
async function pagesWithoutFaults(
  engine: Engine,
  operation: Operation,
  input: object,
  { table, sorts = false }: { table: string; sorts?: boolean },
): Promise<void> {
  const { world, limited } = of(engine);
  // What is about an account or the whole server, no limited key may ask at all.
  const isOwners = operation.reach === "account" || operation.access === "admin";
  for (const actor of isOwners ? [world.owner] : [world.owner, limited]) {
    const read = (more: object) =>
      run(operation, world.as(actor), { limit: 5, ...input, ...more }) as Promise<{ nextCursor: string | null }>;
    const options = { table, sorts: sorts || engine === "postgres" };
    const first = await faults(of(engine), () => read({}), options);
    const cursor = first.answer.nextCursor;
    if (actor === world.owner) expect([input, cursor]).toEqual([input, expect.any(String)]);
    const pages = cursor ? [first, await faults(of(engine), () => read({ cursor }), options)] : [first];
    for (const page of pages) expect([actor.key?.name, input, page.faults]).toEqual([actor.key?.name, input, []]);
  }
}

test("Every list that pages by cursor is looked at.", () => {
  const paged = OPERATIONS.filter(({ output }) => "shape" in output && "nextCursor" in (output.shape as object));
  const looked = new Set(
    [listIssues, ...SORTED.map(({ operation }) => operation), ...LISTS.map(([one]) => one)].map(({ name }) => name),
  );
  expect(paged.map(({ name }) => name).filter((name) => !looked.has(name))).toEqual([]);
});

test.each(ENGINES)("A scan and a sort would be noticed, also of an alias: %s", async (engine) => {
  const { reader } = of(engine).world.database;
  const bad = `SELECT "id" FROM "Issue" WHERE "description" = 'x' ORDER BY "branch" LIMIT 5`;
  const aliased = `SELECT i."id" FROM "Issue" i WHERE i."description" = 'x'`;
  for (const [sql, many] of [
    [bad, 2],
    [`SELECT i."id" FROM (${bad}) page JOIN "Issue" i ON i."id" = page."id"`, 2],
    [aliased, 1],
    [`SELECT * FROM (${aliased}) AS "some"`, 1],
    [`SELECT p."id" FROM "Project" p LEFT JOIN "Issue" AS x ON x."branch" = p."name" WHERE p."key" = 'PA'`, 1],
    [`${aliased} UNION ALL SELECT i."id" FROM "Label" i WHERE i."nameFold" = 'x'`, 1],
    [`WITH found AS (${aliased}) SELECT * FROM found`, 1],
    [
      `SELECT i."id" FROM (SELECT i."id" FROM "Issue" i WHERE i."id" > 'x' ORDER BY i."id" LIMIT 5) i ORDER BY i."id" DESC`,
      0,
    ],
    [`SELECT i."id" FROM (${bad}) i ORDER BY i."id" DESC`, 1],
    [`SELECT p."id" FROM "Project" p WHERE p."name" IN (SELECT c."body" FROM "Comment" c)`, 1],
    [`SELECT count(*) FROM search_entry`, 1],
    [`SELECT i."id" FROM "Issue" i WHERE i."id" = 'x'`, 0],
  ] as const) {
    const { faults: found } = await faults(of(engine), () => reader.$queryRawUnsafe(sql));
    expect([sql, found]).toEqual([sql, expect.any(Array)]);
    expect([sql, found.length]).toEqual([sql, many]);
  }
  const read = () => reader.comment.findMany({ where: { body: "x" } });
  expect((await faults(of(engine), read)).faults).toHaveLength(1);
});
