import { afterEach, beforeEach, expect, test } from "vitest";
import type { Actor } from "#lib/core/actor";
import { run } from "#lib/core/operation";
import { getDecision } from "#lib/domain/decisions/get-decision";
import { getDocument } from "#lib/domain/documents/get-document";
import { listDocuments } from "#lib/domain/documents/list-documents";
import { listActivity } from "#lib/domain/events/list-activity";
import { listChanges } from "#lib/domain/events/list-changes";
import { listInbox } from "#lib/domain/inbox/list-inbox";
import { createIssue } from "#lib/domain/issues/create-issue";
import { getIssue } from "#lib/domain/issues/get-issue";
import { listIssues } from "#lib/domain/issues/list-issues";
import { updateIssue } from "#lib/domain/issues/update-issue";
import { createProject } from "#lib/domain/projects/create-project";
import { updateProject } from "#lib/domain/projects/update-project";
import { listQueue } from "#lib/domain/queue/list-queue";
import { search } from "#lib/domain/search/search";
import { revertEvent } from "#lib/domain/undo/revert-event";
import { undoEvents } from "#lib/domain/undo/undo-events";
import { refusal } from "#lib/testing/refusal";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { acceptItems } from "./accept-items.ts";
import { editItem } from "./edit-item.ts";
import { getProposal } from "./get-proposal.ts";
import { listProposals } from "./list-proposals.ts";
import { propose } from "./propose.ts";
import { rejectItems } from "./reject-items.ts";
import { archiveProposal, binProposal, restoreProposal } from "./shelf.ts";
import { withdrawProposal } from "./withdraw-proposal.ts";

let world: World;
/** An agent of Ben, whose proposals Ada, the owner, is asked to look at. */
let agent: Actor;
beforeEach(async () => {
  world = await makeWorld();
  agent = withKey(world.member, { session: "one" });
  await run(createProject, world.as(), { name: "Turbo", key: "TUR" });
  await run(createIssue, world.as(), { project: "TUR", title: "Anchor" });
});
afterEach(() => world.close());

/** A plan of each kind of thing, in which items name each other by place and by name. */
const PLAN = [
  { make: "issue", name: "auth", title: "Sign in with a passkey", priority: "high", status: "ready" },
  { make: "issue", title: "Draw the dialog", parent: "auth", criteria: ["It opens"], status: "ready" },
  { make: "issue", title: "Store keys", parent: "1", blockedBy: ["2", "TUR-1"], assignee: "me" },
  { make: "document", name: "spec", title: "How passkeys work", body: "They just do." },
  { make: "document", title: "Open ends", parent: "spec" },
  { make: "decision", title: "WebAuthn", governs: { issues: ["auth"], documents: ["spec"], paths: ["src/auth/**"] } },
  { make: "link", issue: "auth", kind: "relates_to", other: "TUR-1" },
];

const submit = (input: object = {}, actor = agent) =>
  run(propose, world.as(actor), { project: "TUR", title: "Passkeys", items: PLAN, ...input });
const accept = (input: object, actor = world.owner) =>
  run(acceptItems, world.as(actor), { proposal: "TUR-P1", ...input });
const reject = (input: object, actor = world.owner) =>
  run(rejectItems, world.as(actor), { proposal: "TUR-P1", ...input });
const edit = (item: number, changes: object, actor = world.owner) =>
  run(editItem, world.as(actor), { proposal: "TUR-P1", item, changes });
const read = (actor = world.owner) => run(getProposal, world.as(actor), { proposal: "TUR-P1" });
const issue = (key: string) => run(getIssue, world.as(), { issue: key });
const said = async (work: Promise<unknown>) => (await refusal(work)).message;
const titles = async () => (await run(listIssues, world.as(), { sort: "createdAt" })).items.map(({ title }) => title);
const inbox = async (actor: Actor, view = "open") => (await run(listInbox, world.as(actor), { view })).items;
const newest = () => world.database.reader.event.findFirstOrThrow({ orderBy: { number: "desc" } });
/** Undoes all that the last call wrote, as one act. */
const undo = async () => {
  const { requestId } = await newest();
  return run(undoEvents, world.as(), { request: requestId });
};
const states = ({ items }: Awaited<ReturnType<typeof read>>) => items.map(({ state }) => state).join(" ");

test("a plan is proposed as one draft, of which nothing is made and nothing enters the queue", async () => {
  const proposal = await submit({ note: "See TUR-1." });
  expect(proposal).toMatchObject({
    ...{ key: "TUR-P1", project: "TUR", title: "Passkeys", status: "open", version: 1 },
    ...{ counts: { pending: 7, accepted: 0, rejected: 0 }, by: { handle: "ben" }, via: { kind: "agent" } },
  });
  expect(proposal.items.map(({ number, make, parent, title }) => [number, make, parent, title])).toEqual([
    [1, "issue", null, "Sign in with a passkey"],
    [2, "issue", 1, "Draw the dialog"],
    [3, "issue", 1, "Store keys"],
    [4, "document", null, "How passkeys work"],
    [5, "document", 4, "Open ends"],
    [6, "decision", null, "WebAuthn"],
    [7, "link", null, "#1 relates to TUR-1"],
  ]);
  expect(proposal.items[2]).toMatchObject({ brings: [1, 2], payload: { assignee: "ben", blockedBy: ["2", "TUR-1"] } });
  expect(await read()).toEqual(proposal);
  expect(await titles()).toEqual(["Anchor"]);
  expect((await run(listQueue, world.as(), {})).items).toEqual([]);
  expect((await run(search, world.as(), { q: "passkeys" })).items).toMatchObject([{ on: { key: "TUR-P1" } }]);
});

test("accepting all makes each item as its own operation would, with what they name of each other", async () => {
  await submit();
  const settled = await accept({ all: true });
  expect(settled).toMatchObject({ status: "settled", counts: { pending: 0, accepted: 7, rejected: 0 }, version: 2 });
  expect(settled.settledAt).not.toBeNull();
  expect(settled.items.map(({ became }) => became)).toEqual([
    ...["TUR-2", "TUR-3", "TUR-4", "TUR-DOC1", "TUR-DOC2", "TUR-DEC1", "TUR-2"],
  ]);
  expect(await issue("TUR-3")).toMatchObject({
    parent: "TUR-2",
    status: "ready",
    criteriaList: [{ text: "It opens" }],
  });
  expect(await issue("TUR-4")).toMatchObject({
    assignee: { handle: "ben" },
    blocked: true,
    creator: { handle: "ada" },
  });
  expect((await issue("TUR-4")).links.map((link) => `${link.kind} ${link.issue.key}`).sort()).toEqual([
    "blocked_by TUR-1",
    "blocked_by TUR-3",
  ]);
  expect((await issue("TUR-2")).links).toMatchObject([{ kind: "relates_to", issue: { key: "TUR-1" } }]);
  expect(await run(getDocument, world.as(), { document: "TUR-DOC2" })).toMatchObject({ parent: "TUR-DOC1" });
  expect(await run(getDecision, world.as(), { decision: "TUR-DEC1" })).toMatchObject({
    status: "proposed",
    governs: { issues: [{ key: "TUR-2" }], documents: [{ key: "TUR-DOC1" }], paths: ["src/auth/**"] },
  });
  expect((await run(listQueue, world.as(), {})).items.map((one) => one.issue.key)).toEqual(["TUR-2", "TUR-3"]);
});

test("an item is accepted with the pending ones that it leans on; the rest goes on waiting", async () => {
  await submit();
  expect(states(await accept({ items: [3] }))).toBe("accepted accepted accepted pending pending pending pending");
  expect(await issue("TUR-4")).toMatchObject({ title: "Store keys", parent: "TUR-2" });
  // Asking again for what is accepted makes nothing twice.
  expect((await accept({ items: [1, 3] })).version).toBe(2);
  expect(states(await accept({ items: [7] }))).toBe("accepted accepted accepted pending pending pending accepted");
  expect(await titles()).toHaveLength(4);
});

test("rejecting takes what lies under an item, and links to it, with it; others are made without it", async () => {
  await submit();
  const after = await reject({ items: [1], reason: "We have a password." });
  expect(states(after)).toBe("rejected rejected rejected pending pending pending rejected");
  expect(after.items.slice(0, 2)).toMatchObject([{ reason: "We have a password.", became: null }, { reason: "" }]);
  expect((await accept({ all: true })).status).toBe("settled");
  expect(await run(getDecision, world.as(), { decision: "TUR-DEC1" })).toMatchObject({
    governs: { issues: [], documents: [{ key: "TUR-DOC1" }] },
  });
  expect(await said(accept({ items: [1] }))).toMatch(/TUR-P1 is settled/);
});

test("what is accepted is not rejected, and the other way round, before it is undone", async () => {
  await submit();
  await accept({ items: [4] });
  await reject({ items: [6] });
  expect(await said(reject({ items: [4] }))).toMatch(/Item 4 was accepted as TUR-DOC1/);
  expect(await said(accept({ items: [6] }))).toMatch(/Item 6 was rejected/);
  expect((await reject({ items: [6] })).version).toBe(3);
  expect(await said(accept({}))).toMatch(/Say which items/);
  expect(await said(accept({ items: [1], all: true }))).toMatch(/Say which items/);
  expect(await said(accept({ items: [9] }))).toMatch(/TUR-P1 has no item 9; it has 7/);
});

test("a person edits an item before accepting it; what a field may be is what its noun says", async () => {
  await submit();
  const after = await edit(2, { title: "Draw the sheet", estimate: 3, criteria: null });
  expect(after.items[1]).toMatchObject({ title: "Draw the sheet", edited: true, payload: { estimate: 3 } });
  expect(after.items[1]?.payload).not.toHaveProperty("criteria");
  expect((await edit(2, { estimate: 3 })).version).toBe(2);
  const governs = { issues: ["1"], documents: ["4"], paths: ["src/auth/**"] };
  expect((await edit(6, { governs, title: "WebAuthn" })).version).toBe(2);
  await expect(edit(2, { title: "" })).rejects.toMatchObject({ fields: [{ path: "changes.title" }] });
  await expect(edit(2, { color: "red" })).rejects.toMatchObject({ fields: [{ path: "changes.color" }] });
  await expect(edit(2, { parent: "TUR-9" })).rejects.toMatchObject({
    code: "invalid",
    fields: [{ path: "changes.parent" }],
  });
  expect(await said(edit(1, { parent: "3" }))).toMatch(/lean on each other in a circle: item 1 → item 3 → item 1/);
  expect(await said(edit(1, { parent: "4" }))).toMatch(/Item 4 makes a document; an issue is wanted here/);
  await accept({ items: [2] });
  expect(await issue("TUR-3")).toMatchObject({ title: "Draw the sheet", estimate: 3, criteriaList: [] });
  expect(await said(edit(2, { estimate: 5 }))).toMatch(/Item 2 was accepted already/);
});

test("everything is looked at when it is proposed, and a refusal names the item and its field", async () => {
  const wrong = async (items: object[]) =>
    submit({ items }).then(
      () => null,
      ({ code, message, fields }) => ({ code, message, path: fields[0]?.path }),
    );
  const one = { make: "issue", title: "One" };
  expect(await wrong([one, { make: "issue" }])).toMatchObject({ code: "invalid", path: "items.1.title" });
  expect(await wrong([{ ...one, colour: "red" }])).toMatchObject({ code: "invalid", path: "items.0.colour" });
  expect(await wrong([one, { ...one, parent: "TUR-9" }])).toMatchObject({
    ...{ code: "invalid", path: "items.1.parent" },
    message: expect.stringContaining('Item 2: There is no issue "TUR-9"'),
  });
  expect(await wrong([one, { ...one, parent: "7" }])).toMatchObject({ code: "invalid", path: "items.1.parent" });
  expect(await wrong([{ ...one, parent: "1" }])).toMatchObject({ message: expect.stringContaining("name itself") });
  // Each item has one name, so that no circle hides behind another form of it.
  expect(await wrong([one, { make: "link", issue: "1", kind: "blocks", other: "01" }])).toMatchObject({
    path: "items.1.other",
  });
  expect(await wrong([{ ...one, labels: ["nope"] }])).toMatchObject({ path: "items.0.labels.0" });
  expect(
    await wrong([
      { ...one, name: "a" },
      { ...one, name: "a" },
    ]),
  ).toMatchObject({ path: "items.1.name" });
  expect(await wrong([{ make: "document", title: "D", template: "nope" }])).toMatchObject({ path: "items.0.template" });
  expect(await wrong([{ make: "decision", title: "D", supersedes: ["TUR-DEC9"] }])).toMatchObject({
    path: "items.0.supersedes.0",
  });
  expect(await wrong([{ make: "link", issue: "TUR-1", kind: "blocks", other: "TUR-1" }])).toMatchObject({
    path: "items.0.other",
  });
  expect(
    await wrong([{ ...one, blockedBy: ["2"] }, one, { make: "link", issue: "1", kind: "blocks", other: "2" }]),
  ).toMatchObject({ message: expect.stringContaining("block each other in a circle") });
  expect(await wrong([])).toMatchObject({ path: "items" });
  expect(await wrong(Array.from({ length: 101 }, () => one))).toMatchObject({ path: "items" });
  expect((await run(listProposals, world.as(), { total: true })).total).toBe(0);
});

test("a hundred items are proposed and accepted at once", async () => {
  const items = Array.from({ length: 100 }, (_, n) => ({
    make: "issue",
    title: `Step ${n}`,
    ...(n > 0 ? { parent: `${n}` } : {}),
  }));
  await submit({ items });
  expect((await accept({ all: true })).counts.accepted).toBe(100);
  expect(await issue("TUR-101")).toMatchObject({ title: "Step 99", parent: "TUR-100" });
});

test("people settle and scripts of theirs may, agents do not; an agent edits and withdraws only what agents of its person proposed", async () => {
  await submit();
  const other = withKey(world.owner, { session: "two" });
  for (const actor of [agent, other]) {
    expect(await said(accept({ all: true }, actor))).toMatch(/A person accepts or rejects what is proposed/);
    expect(await said(reject({ items: [1] }, actor))).toMatch(/A person accepts or rejects what is proposed/);
  }
  expect(await said(edit(1, { title: "Mine" }, other))).toMatch(/was proposed by @ben/);
  expect((await edit(1, { title: "Better" }, agent)).items[0]).toMatchObject({ title: "Better", edited: false });
  const script = withKey(world.owner, { kind: "script" });
  expect((await accept({ items: [4] }, script)).counts.accepted).toBe(1);
  const withdraw = (actor: Actor) => run(withdrawProposal, world.as(actor), { proposal: "TUR-P1" });
  expect(await said(withdraw(other))).toMatch(/was proposed by @ben/);
  expect((await withdraw(agent)).status).toBe("withdrawn");
  expect(await said(accept({ all: true }))).toMatch(/TUR-P1 was withdrawn/);
  await undo();
  expect((await read()).status).toBe("open");
});

test("of two who accept at once one makes the things, and the other is told or finds them made", async () => {
  await submit();
  const both = await Promise.allSettled([accept({ all: true }), accept({ all: true }, world.member)]);
  expect(both.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
  expect(await titles()).toHaveLength(4);
  expect(await run(listDocuments, world.as(), { total: true })).toMatchObject({ total: 2 });
  await submit({ items: [{ make: "issue", title: "Alone" }] });
  const versions = [1, 1].map((version) => accept({ proposal: "TUR-P2", all: true, version }));
  const outcomes = (await Promise.allSettled(versions)).map(({ status }) => status).sort();
  expect(outcomes).toEqual(["fulfilled", "rejected"]);
  expect((await titles()).filter((title) => title === "Alone")).toHaveLength(1);
});

test("undoing an acceptance takes away what it made and lets its items wait again; undoing that makes them stand again", async () => {
  await submit();
  await accept({ all: true });
  expect(await undo()).toMatchObject({ kept: [] });
  expect(await titles()).toEqual(["Anchor"]);
  expect((await issue("TUR-1")).links).toEqual([]);
  expect(await read()).toMatchObject({ status: "open", counts: { pending: 7, accepted: 0 }, settledAt: null });
  await undo();
  expect(await read()).toMatchObject({ status: "settled", counts: { pending: 0, accepted: 7 } });
  expect(await issue("TUR-3")).toMatchObject({ shelf: "live", parent: "TUR-2" });
  expect((await issue("TUR-1")).links).toHaveLength(2);
});

test("what was settled anew after an acceptance or a rejection was undone stays so when that is undone in turn", async () => {
  await submit({ items: [{ make: "issue", title: "One" }] });
  await accept({ all: true });
  await undo();
  const { requestId: undone } = await newest();
  await accept({ all: true });
  const again = await run(undoEvents, world.as(), { request: undone });
  expect(again.kept).toMatchObject([{ why: expect.stringContaining("it was accepted since, so it stays accepted") }]);
  expect((await read()).items).toMatchObject([{ state: "accepted", became: "TUR-3" }]);
  await submit({ items: [{ make: "issue", title: "Two" }] });
  const second = { proposal: "TUR-P2", all: true };
  await reject(second);
  await undo();
  const { requestId: unrejected } = await newest();
  await accept(second);
  await expect(run(undoEvents, world.as(), { request: unrejected })).resolves.toMatchObject({
    kept: [{ why: expect.stringContaining("it was accepted since") }],
  });
});

test("a link whose end was rejected after all is not made, and says why", async () => {
  await submit({ items: [PLAN[0], { make: "link", issue: "1", kind: "blocks", other: "TUR-1" }] });
  await reject({ items: [2] });
  const { requestId } = await newest();
  await reject({ items: [1] });
  await run(undoEvents, world.as(), { request: requestId });
  expect(await said(accept({ all: true }))).toMatch(/Item 2: An end of this link was rejected/);
  expect((await reject({ all: true })).status).toBe("settled");
});

test("what a draft says is met is reported, not verified, by who accepts it", async () => {
  await submit({ items: [{ make: "issue", title: "One", criteria: [{ text: "It works", done: true }] }] });
  await accept({ all: true });
  expect(await issue("TUR-2")).toMatchObject({ criteriaList: [{ state: "reported", by: { handle: "ada" } }] });
});

test("what somebody worked on since stays when its acceptance is undone, and its item stays accepted", async () => {
  await submit({ items: PLAN.slice(0, 2) });
  await accept({ items: [1] });
  await accept({ items: [2] });
  const [, first] = await world.database.reader.event.findMany({ orderBy: { number: "desc" }, take: 2 });
  await run(updateIssue, world.as(world.member), { issue: "TUR-2", estimate: 3 });
  const why = await said(run(revertEvent, world.as(), { event: first?.number }));
  expect(why).toMatch(/TUR-2 has been worked on since by @ben/);
  expect(why).toMatch(/TUR-P1, item 1 "Sign in with a passkey": TUR-2 stays, so it stays accepted/);
  expect(states(await read())).toBe("accepted accepted");
});

test("a rejection and an edit are undone; a long old text is said to be gone", async () => {
  await submit({ items: [{ make: "issue", title: "One", estimate: 1, description: "Long ".repeat(200) }] });
  await edit(1, { title: "Two", estimate: null, description: "Short" });
  expect((await undo()).kept).toMatchObject([{ why: expect.stringContaining("its old description was too long") }]);
  expect((await read()).items[0]).toMatchObject({ title: "One", payload: { estimate: 1, description: "Short" } });
  await reject({ all: true, reason: "No." });
  expect((await read()).status).toBe("settled");
  await undo();
  expect(await read()).toMatchObject({ status: "open", items: [{ state: "pending", reason: "" }] });
});

test("who is asked has it in the inbox while it is open, and who proposed how it ended", async () => {
  await run(updateProject, world.as(), { project: "TUR", lead: "ada" });
  await submit({ items: PLAN.slice(0, 2) });
  expect(await inbox(world.owner)).toMatchObject([
    { kind: "proposal", on: { key: "TUR-P1" }, actor: { handle: "ben" } },
  ]);
  await accept({ items: [1] });
  expect(await inbox(world.owner)).toHaveLength(1);
  expect(await inbox(world.member)).toEqual([]);
  await reject({ items: [2] });
  expect(await inbox(world.owner)).toEqual([]);
  const settled = { kind: "settled", on: { key: "TUR-P1", status: "settled" }, excerpt: "1 accepted, 1 rejected" };
  expect(await inbox(world.member)).toMatchObject([settled]);
  await undo();
  expect(await inbox(world.owner)).toMatchObject([{ kind: "proposal" }]);
  expect(await inbox(world.member)).toEqual([]);
  await run(withdrawProposal, world.as(), { proposal: "TUR-P1" });
  expect(await inbox(world.owner)).toEqual([]);
});

test("one event tells who accepted what, and shows on the pages of what it made", async () => {
  await submit({ items: PLAN.slice(0, 2) });
  await accept({ items: [2] });
  const events = (await run(listActivity, world.as(), { on: "TUR-3" })).items;
  expect(events).toMatchObject([{ operation: "proposals.accept", actor: { handle: "ada" } }]);
  const own = events[0]?.changes.find(({ kind }) => kind === "proposal");
  expect(own).toMatchObject({
    key: "TUR-P1",
    fields: {
      accepted: [
        [],
        [
          { item: 1, became: "TUR-2" },
          { item: 2, became: "TUR-3" },
        ],
      ],
    },
  });
  expect((await run(listActivity, world.as(), { on: "TUR-P1" })).items).toHaveLength(2);
});

test("open proposals are listed first, the latest of them on top, page by page", async () => {
  await run(createProject, world.as(), { name: "Other", key: "OTH" });
  const items = [{ make: "issue", title: "One" }];
  for (const title of ["First", "Second", "Third"]) await submit({ title, items });
  await submit({ title: "Elsewhere", project: "OTH", items }, world.owner);
  await run(acceptItems, world.as(), { proposal: "TUR-P3", all: true });
  const list = async (input = {}) => {
    const page = await run(listProposals, world.as(), { limit: 2, total: true, ...input });
    return [page.items.map(({ title }) => title).join(", "), page.total, page.nextCursor] as const;
  };
  const [first, total, cursor] = await list();
  expect([first, total]).toEqual(["Elsewhere, Second", 4]);
  expect((await list({ cursor }))[0]).toBe("First, Third");
  expect((await list({ project: "TUR", status: "open" }))[0]).toBe("Second, First");
  expect((await list({ by: "me" }))[0]).toBe("Elsewhere");
  expect((await list({ text: "thi" }))[0]).toBe("Third");
});

test("a proposal is archived, binned and restored, and writes nothing in the bin", async () => {
  await submit();
  const at = { proposal: "tur-p1" };
  expect((await run(archiveProposal, world.as(), at)).shelf).toBe("archived");
  expect((await run(binProposal, world.as(), at)).shelf).toBe("binned");
  expect(await inbox(world.owner)).toEqual([]);
  expect(await said(accept({ all: true }))).toMatch(/TUR-P1 is in the bin/);
  expect((await run(restoreProposal, world.as(), at)).shelf).toBe("live");
  expect(await inbox(world.owner)).toHaveLength(1);
});

test("a limited key reads a plan without what lies elsewhere, and neither edits nor accepts such an item", async () => {
  await run(createProject, world.as(), { name: "Secret", key: "SEC" });
  await run(createIssue, world.as(), { project: "SEC", title: "Hidden" });
  const items = [
    { make: "issue", title: "One", blockedBy: ["SEC-1", "TUR-1"] },
    { make: "link", issue: "1", kind: "relates_to", other: "SEC-1" },
    { make: "issue", title: "Two" },
  ];
  await submit({ items }, world.owner);
  await edit(3, { blockedBy: ["SEC-1"] });
  const projectIds = [(await world.database.reader.project.findUniqueOrThrow({ where: { key: "TUR" } })).id];
  const limited = withKey(world.owner, { kind: "script", projectIds });
  const seen = await read(limited);
  expect(JSON.stringify(seen)).not.toMatch(/SEC/);
  expect(seen.items).toMatchObject([
    { hidden: true, payload: { blockedBy: ["TUR-1"] } },
    { hidden: true, title: "#1 relates to …" },
    { hidden: true },
  ]);
  expect(JSON.stringify(await run(listChanges, world.as(limited), {}))).not.toMatch(/SEC/);
  for (const work of [() => accept({ items: [1] }, limited), () => edit(1, { title: "Mine" }, limited)]) {
    const message = await said(work());
    expect(message).toMatch(/may not see/);
    expect(message).not.toMatch(/SEC/);
  }
  expect(await said(submit({ items: items.slice(0, 1) }, limited))).toMatch(/Item 1: There is no issue "SEC-1"/);
  await reject({ items: [3] }, limited);
  expect((await read()).items[2]).toMatchObject({ state: "rejected", payload: { blockedBy: ["SEC-1"] } });
  expect((await accept({ items: [1] })).counts.accepted).toBe(1);
});
