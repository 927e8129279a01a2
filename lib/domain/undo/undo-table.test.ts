import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import type { Meaning } from "#lib/domain/field-table";
import { OPERATIONS } from "#lib/domain/operations";
import { searchContents } from "#lib/testing/search-contents";
import { rowHashes, tableContents } from "#lib/testing/table-contents";
import { makeWorld, type World } from "#lib/testing/world";
import { revertEvent } from "./revert-event.ts";
import { REVERTERS } from "./reverters.ts";
import { NEVER_UNDONE, UNDO_TABLE } from "./undo-table.ts";

// One world for all: each test leaves it as it was.
let world: World;
beforeAll(async () => {
  world = await makeWorld();
  await call("projects.create", { name: "Plan", key: "PLAN" });
  for (const name of ["bug", "ui"]) await call("labels.create", { name });
  for (const title of ["One", "Two", "Three"]) await call("issues.create", { project: "PLAN", title });
});
afterAll(() => world.close());

async function call(
  name: string,
  input: object,
): Promise<{ id: string; key: string; criteriaList?: { id: string }[] }> {
  const operation = OPERATIONS.find((one) => one.name === name);
  if (!operation) throw new Error(`there is no ${name}`);
  return (await run(operation, world.as(), input)) as { id: string; key: string };
}

const lastEvent = async () =>
  (await world.database.reader.event.findFirst({ orderBy: { number: "desc" } }))?.number ?? 0;
const issue = (changes: object) => () => call("issues.update", { issue: "PLAN-1", ...changes });
const project = (changes: object) => () => call("projects.update", { project: "PLAN", ...changes });
const worklog = (changes: object) => async () => {
  const { id } = await call("worklogs.create", { issue: "PLAN-1", minutes: 30, note: "Looked" });
  return { change: () => call("worklogs.update", { worklog: id, ...changes }) };
};

/** A change of one field. What it needs to be there first is made by the step that answers it. */
type Change = () => Promise<unknown>;

const LONG = "Long ".repeat(200);

const planned = {
  project: "PLAN",
  title: "A plan",
  items: [
    { make: "issue", title: "Step" },
    { make: "link", issue: "PLAN-1", kind: "relates_to", other: "PLAN-2" },
  ],
};
const onProposal = (operation: string, input: object) => async () => {
  const { key } = await call("proposals.propose", planned);
  return later(() => call(operation, { proposal: key, ...input }));
};

const answered = async () => {
  const { id } = await call("questions.ask", { issue: "PLAN-1", text: "Which?", options: ["This", "That"] });
  return later(() => call("questions.answer", { question: id, choice: 2, answer: LONG }));
};

/** One change, at least, for each field that can be undone. */
const CHANGES: Record<string, Record<string, Change>> = {
  issue: {
    title: issue({ title: "First" }),
    description: issue({ description: `${LONG} with PLAN-2` }),
    type: issue({ type: "bug" }),
    status: issue({ status: "in_progress" }),
    resolution: issue({ status: "canceled", resolution: "obsolete" }),
    startedAt: issue({ status: "in_progress" }),
    completedAt: issue({ status: "done" }),
    priority: issue({ priority: "high" }),
    estimate: issue({ estimate: 2.5 }),
    dueDate: issue({ dueDate: "2026-12-01" }),
    branch: issue({ branch: "plan-1" }),
    pin: issue({ pin: 1 }),
    queuedAt: issue({ status: "ready" }),
    assignee: issue({ assignee: "ben" }),
    parent: issue({ parent: "PLAN-2" }),
    initiative: async () => {
      const { key } = await call("initiatives.create", { title: "Go far", projects: ["PLAN"] });
      return later(issue({ initiative: key }));
    },
    milestone: async () => {
      const { key } = await call("milestones.create", { project: "PLAN", title: "Beta" });
      return later(issue({ milestone: key }));
    },
    rank: issue({ after: "PLAN-3" }),
    criteria: issue({ criteria: ["It works", "It is fast"] }),
    evidence: async () => {
      await call("issues.update", { issue: "PLAN-1", criteria: ["It works"] });
      const { key: document } = await call("documents.create", { project: "PLAN", title: "Report" });
      const proof = { issue: "PLAN-1", criterion: 1, document, commit: "4f2a91c0", note: "Seen" };
      return later(() => call("issues.prove", proof));
    },
    labels: issue({ addLabels: ["bug", "ui"] }),
    links: () => call("issues.link", { issue: "PLAN-1", kind: "blocked_by", other: "PLAN-2" }),
    shelf: () => call("issues.archive", { issue: "PLAN-1" }),
  },
  comment: {
    body: async () => {
      const { id } = await call("comments.create", { issue: "PLAN-1", body: "Yes" });
      return later(() => call("comments.update", { comment: id, body: LONG }));
    },
    shelf: async () => {
      const { id } = await call("comments.create", { issue: "PLAN-1", body: "Yes" });
      return later(() => call("comments.bin", { comment: id }));
    },
  },
  worklog: {
    minutes: worklog({ minutes: 45 }),
    note: worklog({ note: LONG }),
    model: worklog({ model: "model-1" }),
    commits: worklog({ commits: ["abcdef1"] }),
    branch: worklog({ branch: "plan-1" }),
    pullRequest: worklog({ pullRequest: "https://example.org/1" }),
    tokens: worklog({ tokens: 1000 }),
    cost: worklog({ cost: 0.25 }),
    endedAt: async () => {
      const { id } = await call("worklogs.start", { issue: "PLAN-1" });
      return later(() => call("worklogs.stop", { worklog: id, note: "Done" }));
    },
    shelf: async () => {
      const { id } = await call("worklogs.create", { issue: "PLAN-1", minutes: 30 });
      return later(() => call("worklogs.bin", { worklog: id }));
    },
  },
  question: {
    state: async () => {
      const { id } = await call("questions.ask", { issue: "PLAN-1", text: "Which?" });
      return later(() => call("questions.withdraw", { question: id }));
    },
    choice: answered,
    answer: answered,
    answeredBy: answered,
    answeredAt: answered,
    shelf: async () => {
      const { id } = await call("questions.ask", { issue: "PLAN-1", text: "Which?" });
      return later(() => call("questions.bin", { question: id }));
    },
  },
  proposal: {
    status: onProposal("proposals.withdraw", {}),
    accepted: onProposal("proposals.accept", { items: [2] }),
    rejected: onProposal("proposals.reject", { items: [1], reason: "No" }),
    changes: onProposal("proposals.edit", { item: 1, changes: { title: "Other", estimate: 2 } }),
    shelf: onProposal("proposals.bin", {}),
  },
  label: {
    name: () => call("labels.update", { label: "bug", name: "defect" }),
    colour: () => call("labels.update", { label: "bug", colour: "red" }),
    description: () => call("labels.update", { label: "bug", description: "What is wrong" }),
    shelf: () => call("labels.bin", { label: "bug" }),
  },
  project: {
    name: project({ name: "Other plan" }),
    description: project({ description: "See PLAN-1" }),
    status: project({ status: "on_hold" }),
    priority: project({ priority: "low" }),
    colour: project({ colour: "red" }),
    repositoryUrl: project({ repositoryUrl: "https://example.org/repo" }),
    queueWeight: project({ queueWeight: 5 }),
    localPath: project({ localPath: "/src/plan" }),
    lead: project({ lead: "ben" }),
    members: project({ members: ["ada", "ben"] }),
    labels: project({ labels: ["bug"] }),
    shelf: () => call("projects.bin", { project: "PLAN" }),
  },
};

interface Later {
  change: Change;
}
function later(change: Change): Later {
  return { change };
}

const OWN_KINDS = Object.keys(CHANGES);
const isUndone = (meaning: Meaning) => meaning !== "note" && !(typeof meaning === "object" && "cannot" in meaning);

for (const kind of OWN_KINDS) {
  for (const [field, prepare] of Object.entries(CHANGES[kind] ?? {})) {
    test(`${kind}: a change of ${field} is undone and leaves every row and the search as they were`, async () => {
      let before = { rows: rowHashes(await tableContents(world)), search: await searchContents(world) };
      const answer = await prepare();
      if (typeof answer === "object" && answer !== null && "change" in answer) {
        before = { rows: rowHashes(await tableContents(world)), search: await searchContents(world) };
        await (answer as Later).change();
      }
      const event = await lastEvent();
      const { changes } = await world.database.reader.event.findUniqueOrThrow({ where: { number: event } });
      const told = (changes as { kind: string; fields: object }[]).find((change) => change.kind === kind);
      expect(Object.keys(told?.fields ?? {})).toContain(field);
      expect(rowHashes(await tableContents(world))).not.toEqual(before.rows);
      await run(revertEvent, world.as(), { event });
      expect(rowHashes(await tableContents(world))).toEqual(before.rows);
      expect(await searchContents(world)).toEqual(before.search);
    });
  }
}

const MADE: Record<string, [operation: string, input: object]> = {
  issue: ["issues.create", { project: "PLAN", title: "Four", labels: ["bug"], blockedBy: ["PLAN-1"] }],
  comment: ["comments.create", { issue: "PLAN-1", body: "Yes" }],
  worklog: ["worklogs.create", { issue: "PLAN-1", minutes: 5 }],
  question: ["questions.ask", { issue: "PLAN-1", text: "Which?" }],
  proposal: ["proposals.propose", planned],
  label: ["labels.create", { name: "new" }],
  project: ["projects.create", { name: "Second" }],
};

for (const [kind, [operation, input]] of Object.entries(MADE)) {
  test(`${kind}: what was made lies in the bin`, async () => {
    const { id } = await call(operation, input);
    const undone = await run(revertEvent, world.as(), { event: await lastEvent() });
    expect(undone.restored).toMatchObject([{ kind, id, fields: { shelf: ["live", "binned"] } }]);
    const row = (await tableContents(world)).find((one) => one.row.id === id);
    expect(row?.row.shelf).toBe("binned");
  });
}

test("every field of these kinds that can be undone has its change here", () => {
  for (const kind of OWN_KINDS) {
    const fields = Object.entries(UNDO_TABLE[kind] ?? {}).filter(
      ([field, meaning]) => isUndone(meaning) && field !== "created",
    );
    const untested = ["key", "startedAt", "blockedBy"]; // shown where moves and imports are
    const named = fields.map(([field]) => field).filter((field) => kind === "issue" || field !== "startedAt");
    expect(named.filter((field) => !CHANGES[kind]?.[field] && !untested.includes(field))).toEqual([]);
    expect(MADE[kind]).toBeDefined();
  }
});

test("every kind of the table has its reverter, and none can both be undone and never", () => {
  expect(REVERTERS.map(({ kind }) => kind).sort()).toEqual(Object.keys(UNDO_TABLE).sort());
  expect(Object.keys(NEVER_UNDONE).filter((kind) => UNDO_TABLE[kind])).toEqual([]);
});

test("what is never undone is refused with its reason", async () => {
  await call("me.update", { name: "Ada L." });
  await expect(run(revertEvent, world.as(), { event: await lastEvent() })).rejects.toThrow(NEVER_UNDONE.user);
});
