import { afterEach, beforeEach, expect, test } from "vitest";
import { isWrite, run } from "#lib/core/operation";
import { checkUpload } from "#lib/domain/attachments/check-upload";
import { createAttachment } from "#lib/domain/attachments/create-attachment";
import { takeIn } from "#lib/domain/attachments/take-in";
import { OPERATIONS } from "#lib/domain/operations";
import { refusal } from "#lib/testing/refusal";
import { rowHashes, tableContents } from "#lib/testing/table-contents";
import { makeWorld, type World, withKey } from "#lib/testing/world";

let world: World;
const ids: Record<string, string> = {};
beforeEach(async () => {
  world = await makeWorld();
  await call("projects.create", { name: "Turbo", key: "TUR" });
  await call("projects.create", { name: "Other", key: "OTH" });
  await call("labels.create", { name: "auth" });
  await call("issues.create", { project: "TUR", title: "First", criteria: ["It works"] });
  await call("issues.create", { project: "TUR", title: "Second", parent: "TUR-1", labels: ["auth"] });
  await call("issues.create", {
    project: "OTH",
    title: "Elsewhere",
    criteria: ["Sure"],
    blockedBy: ["TUR-2"],
    parent: "TUR-1",
  });
  await call("issues.link", { issue: "TUR-1", kind: "relates_to", other: "TUR-2" });
  await call("documents.create", { project: "TUR", title: "Plan" });
  const holds = { outcome: "This one.", accept: true };
  await call("decisions.create", { project: "TUR", title: "Choice", outcome: "This one." });
  await call("decisions.create", { project: "TUR", title: "Holds", ...holds });
  await call("decisions.create", { project: "TUR", title: "Holds too", ...holds });
  const governs = { issues: ["TUR-1", "OTH-1"], labels: ["auth"] };
  await call("decisions.create", { project: "OTH", title: "Old", ...holds, governs });
  await call("decisions.create", { project: "OTH", title: "New", ...holds, supersedes: ["OTH-DEC1"] });
  await call("decisions.create", { project: "OTH", title: "Open", outcome: "x", supersedes: ["TUR-DEC3"] });
  await call("decisions.create", { title: "Older", ...holds, governs: { labels: ["auth"] } });
  await call("decisions.create", { title: "Newer", ...holds, supersedes: ["DEC-1"] });
  await call("milestones.create", { project: "TUR", title: "Beta" });
  await call("initiatives.create", { title: "Both", projects: ["TUR", "OTH"] });
  await call("issues.update", { issue: "TUR-2", initiative: "I-1" });
  ids.comment = (await call("comments.create", { on: "TUR-1", body: "A remark" })).id;
  ids.question = (await call("questions.ask", { issue: "TUR-1", text: "Which?", blocking: false })).id;
  const items = [{ make: "issue", title: "Proposed" }];
  await call("proposals.propose", { project: "TUR", title: "A plan", items });
  ids.worklog = (await call("worklogs.start", { issue: "TUR-1" })).id;
  const bytes = async function* () {
    yield Buffer.from("words");
  };
  const limits = { maxSizeMb: 1, allowedTypes: ["*/*"] };
  const file = { name: "notes.txt", body: bytes(), limits };
  const attached = await takeIn(world.database.contents, file, (taken) =>
    run(createAttachment, world.as(), { on: "TUR-1", ...taken }),
  );
  ids.attachment = attached.id;
});
afterEach(() => world.close());

function operation(name: string) {
  const found = OPERATIONS.find((one) => one.name === name);
  if (!found) throw new Error(`there is no ${name}`);
  return found;
}

async function call(name: string, input: object, actor = world.owner) {
  return (await run(operation(name), world.as(actor), input)) as { id: string; request: string };
}

const [issue, document, decision, milestone, proposal] = ["TUR-1", "TUR-DOC1", "TUR-DEC1", "TUR-MS1", "TUR-P1"];
const imported = { project: "TUR", source: "elsewhere" };
const times = { createdAt: null, updatedAt: null };
const thing = { id: "A", number: null, title: "A", archived: false, ...times };
const ofPlan = { description: "", completedAt: null };

/** Each write that can be on what belongs to project TUR, or to it from elsewhere; a value that is told later by name. */
const WRITES: Record<string, readonly object[]> = {
  "projects.update": [{ project: "TUR", name: "Changed" }],
  "issues.create": [
    { project: "TUR", title: "More" },
    { project: "OTH", title: "Below it", parent: issue },
    { project: "OTH", title: "Behind it", blockedBy: [issue] },
    { project: "OTH", title: "From it", discoveredFrom: issue },
  ],
  "issues.update": [
    { issue, title: "Changed" },
    { issue: "OTH-1", parent: "TUR-2" },
  ],
  "issues.tick": [{ issue, criterion: "1", done: true }],
  "issues.prove": [
    { issue, criterion: 1, note: "Seen" },
    { issue: "OTH-1", criterion: 1, document },
  ],
  "issues.unprove": [{ issue, evidence: "evidence" }],
  "issues.verify": [{ issue }],
  "issues.link": [
    { issue, kind: "blocks", other: "OTH-1" },
    { issue: "OTH-1", kind: "relates_to", other: issue },
  ],
  "issues.unlink": [
    { issue, kind: "relates_to", other: "TUR-2" },
    { issue: "OTH-1", kind: "blocked_by", other: "TUR-2" },
  ],
  "issues.archive": [{ issue }],
  "issues.bin": [{ issue }],
  "issues.restore": [{ issue }],
  "issues.move": [
    { issue, project: "OTH" },
    { issue: "OTH-1", project: "TUR" },
  ],
  "initiatives.create": [{ title: "More", projects: ["TUR"] }],
  "initiatives.update": [
    { initiative: "I-1", addProjects: ["TUR"] },
    { initiative: "I-1", removeProjects: ["TUR"] },
  ],
  "milestones.create": [{ project: "TUR", title: "More" }],
  "milestones.update": [{ milestone, title: "Changed" }],
  "milestones.archive": [{ milestone }],
  "milestones.bin": [{ milestone }],
  "milestones.restore": [{ milestone }],
  "documents.create": [{ project: "TUR", title: "More" }],
  "documents.update": [{ document, title: "Changed" }],
  "documents.upload": [{ project: "TUR", path: "more.md", text: "# More" }],
  "documents.archive": [{ document }],
  "documents.bin": [{ document }],
  "documents.restore": [{ document }],
  "documents.restore_revision": [{ document, revision: 1 }],
  "comments.create": [issue, document, decision, milestone, proposal].map((on) => ({ on, body: "More" })),
  "comments.update": [{ comment: "comment", body: "Changed" }],
  "comments.bin": [{ comment: "comment" }],
  "comments.restore": [{ comment: "comment" }],
  "attachments.bin": [{ attachment: "attachment" }],
  "attachments.restore": [{ attachment: "attachment" }],
  "issues.claim": [{ issue }],
  "issues.heartbeat": [{ issue }],
  "issues.release": [{ issue, reason: "Enough" }],
  "issues.hand_over": [{ issue, to: "ben" }],
  "issues.finish": [{ issue }],
  "queue.claim": [{ project: "TUR" }],
  "worklogs.create": [{ issue, minutes: 5 }],
  "worklogs.start": [{ issue }],
  "worklogs.stop": [{ worklog: "worklog" }],
  "worklogs.update": [{ worklog: "worklog", note: "Changed" }],
  "worklogs.bin": [{ worklog: "worklog" }],
  "worklogs.restore": [{ worklog: "worklog" }],
  "proposals.propose": [
    { project: "TUR", title: "More", items: [{ make: "issue", title: "Item" }] },
    { project: "OTH", title: "Below it", items: [{ make: "issue", title: "Item", parent: issue }] },
    { project: "OTH", title: "Behind it", items: [{ make: "link", issue: "OTH-1", kind: "blocks", other: issue }] },
  ],
  "proposals.edit": [{ proposal, item: 1, changes: { title: "Changed" } }],
  "proposals.accept": [{ proposal, all: true }],
  "proposals.reject": [{ proposal, all: true }],
  "proposals.withdraw": [{ proposal }],
  "proposals.archive": [{ proposal }],
  "proposals.bin": [{ proposal }],
  "proposals.restore": [{ proposal }],
  "questions.ask": [{ issue, text: "Which?" }],
  "questions.answer": [{ question: "question", answer: "This" }],
  "questions.withdraw": [{ question: "question" }],
  "questions.bin": [{ question: "question" }],
  "questions.restore": [{ question: "question" }],
  "decisions.create": [
    { project: "TUR", title: "More" },
    { project: "OTH", title: "On it", governs: { issues: [issue] } },
    { title: "On it too", governs: { documents: [document] } },
    { project: "OTH", title: "In its place", supersedes: ["TUR-DEC2"] },
  ],
  "decisions.update": [
    { decision, title: "Changed" },
    { decision: "OTH-DEC3", addGoverns: { issues: ["TUR-2"] } },
  ],
  "decisions.accept": [{ decision }],
  "decisions.reject": [{ decision }],
  "decisions.implement": [{ decision: "TUR-DEC2" }],
  "decisions.supersede": [
    { decision: "TUR-DEC2", by: "OTH-DEC3" },
    { decision: "OTH-DEC2", by: "TUR-DEC2" },
  ],
  "decisions.recheck": [
    { decision: "OTH-DEC1", issue },
    { decision: "DEC-1", issue: "TUR-2" },
  ],
  "decisions.archive": [{ decision }],
  "decisions.bin": [{ decision }],
  "decisions.restore": [{ decision }],
  "decisions.import_markdown": [{ project: "TUR", markdown: "# More\n" }],
  "imports.links": [{ ...imported, items: [{ id: "A", parent: null, blockedBy: [] }] }],
  "imports.milestones": [
    { ...imported, items: [{ ...thing, ...ofPlan, status: "planned", startDate: null, dueDate: null }] },
  ],
  "imports.schedule": [{ ...imported, items: [{ id: "A", milestone: "B" }] }],
  "imports.references": [{ ...imported, kind: "issue", ids: ["A"] }],
};

/** Writes that are on nothing of a project; undo has a test of its own, and further imports look their project up alike. */
const ELSEWHERE =
  /^(projects\.(create|bin|restore)|initiatives\.(archive|bin|restore|post_update|edit_update|.*_update)|labels\..*|inbox\..*|me\..*|users\..*|invitations\..*|jobs\..*|keys\..*|sign_ins\..*|sessions\..*|events\..*|batch.*|imports\.(issues|decisions|documents))$/;

const withIds = (input: object) =>
  Object.fromEntries(Object.entries(input).map(([name, value]) => [name, ids[value] ?? value]));
const all = () =>
  Object.entries(WRITES).flatMap(([name, inputs]) => inputs.map((input) => [name, withIds(input)] as const));

test("every write that there is was thought of", () => {
  const names = OPERATIONS.filter(isWrite).map(({ name }) => name);
  expect(names.filter((name) => !ELSEWHERE.test(name)).sort()).toEqual(Object.keys(WRITES).sort());
});

test("what belongs to a project in the bin stays as it is until the project is restored", async () => {
  await call("projects.bin", { project: "TUR" });
  const before = rowHashes(await tableContents(world));
  for (const [name, input] of all()) {
    const { code, message } = await refusal(call(name, input));
    expect([name, code, message]).toEqual([
      name,
      "refused",
      expect.stringMatching(
        /^(?:Item 1: )?Project TUR is in the bin(\. Restore it first\.|, so TUR-\S+ stays as it is\. Restore the project first\.)$/,
      ),
    ]);
  }
  for (const on of [issue, document, ids.comment]) {
    expect((await refusal(run(checkUpload, world.as(), { on }))).message).toContain("Restore the project first.");
  }
  expect((await refusal(call("comments.create", { on: "TUR", body: "x" }))).message).toContain("TUR is in the bin");
  expect(rowHashes(await tableContents(world))).toEqual(before);
  await call("projects.restore", { project: "TUR" });
  for (const name of ["issues.update", "comments.create", "worklogs.create", "decisions.accept", "documents.update"])
    for (const input of WRITES[name] ?? []) await call(name, input);
});

test("what elsewhere shows and counts leaves out what belongs to a project in the bin", async () => {
  const read = async () => ({
    issue: await call("issues.get", { issue: "OTH-1" }),
    initiative: await call("initiatives.get", { initiative: "I-1" }),
    old: await call("decisions.get", { decision: "OTH-DEC1" }),
    older: await call("decisions.get", { decision: "DEC-1" }),
    open: await call("decisions.get", { decision: "OTH-DEC3" }),
    flagged: await run(operation("decisions.list"), world.as(), { stale: true }),
  });
  const before = await read();
  expect(before).toMatchObject({
    issue: { blocked: true, links: [{ issue: { key: "TUR-2" } }] },
    initiative: { projects: ["OTH", "TUR"], progress: { open: 1 } },
    old: { warnings: 2, governs: { issues: [{ key: "OTH-1" }, { key: "TUR-1" }] } },
    older: { warnings: 1, stale: [{ key: "TUR-2" }] },
    open: { supersedes: [{ key: "TUR-DEC3" }] },
    flagged: { items: [{ key: "DEC-1" }, { key: "OTH-DEC1" }] },
  });
  await call("projects.bin", { project: "TUR" });
  expect(await read()).toMatchObject({
    issue: { blocked: false, links: [] },
    initiative: { projects: ["OTH"], progress: { open: 0 } },
    old: { warnings: 1, stale: [{ key: "OTH-1" }], governs: { issues: [{ key: "OTH-1" }] } },
    older: { warnings: 0, stale: [] },
    open: { supersedes: [] },
    flagged: { items: [{ key: "OTH-DEC1" }] },
  });
  await call("issues.update", { issue: "OTH-1", status: "done" });
  await call("decisions.update", { decision: "OTH-DEC3", supersedes: ["OTH-DEC2"], governs: { issues: ["OTH-1"] } });
  await call("initiatives.update", { initiative: "I-1", projects: ["OTH"] });
  await call("projects.restore", { project: "TUR" });
  expect(await read()).toMatchObject({
    initiative: { projects: ["OTH", "TUR"] },
    old: { warnings: 2 },
    open: { supersedes: [{ key: "OTH-DEC2" }, { key: "TUR-DEC3" }] },
  });
});

test("a decision takes the place of none in a project in the bin, and waits for none there", async () => {
  await call("decisions.update", { decision: "TUR-DEC1", supersedes: ["OTH-DEC2"] });
  await call("projects.bin", { project: "TUR" });
  await call("decisions.supersede", { decision: "OTH-DEC2", by: "OTH-DEC3" });
  await call("decisions.accept", { decision: "OTH-DEC3" });
  await call("projects.restore", { project: "TUR" });
  expect(await call("decisions.get", { decision: "OTH-DEC2" })).toMatchObject({ status: "superseded" });
  expect(await call("decisions.get", { decision: "TUR-DEC3" })).toMatchObject({ status: "accepted" });
});

test("undo leaves what belongs to a project in the bin, says so, and brings it back with its project", async () => {
  const agent = withKey(world.owner, { kind: "script", session: "s" });
  await call("issues.update", { issue: "TUR-1", title: "Changed" }, agent);
  await call("comments.update", { comment: ids.comment ?? "", body: "Changed" }, agent);
  await call("worklogs.update", { worklog: ids.worklog ?? "", note: "Changed" }, agent);
  await call("issues.update", { issue: "OTH-1", parent: null, title: "Changed" }, agent);
  await call("issues.unlink", { issue: "OTH-1", kind: "blocked_by", other: "TUR-2" }, agent);
  await call("decisions.update", { decision: "OTH-DEC2", governs: { issues: ["TUR-2", "OTH-1"] } }, agent);
  await call("decisions.update", { decision: "OTH-DEC2", governs: { issues: [] } }, agent);
  await call("decisions.recheck", { decision: "DEC-1", issue: "TUR-2" }, agent);
  await call("decisions.supersede", { decision: "OTH-DEC2", by: "TUR-DEC2" }, agent);
  await call("projects.bin", { project: "TUR" });
  const undone = (await run(operation("events.undo"), world.as(), { session: "s" })) as {
    restored: { key: string; fields: object }[];
    kept: { key: string; field: string | null; why: string }[];
  };
  expect(undone.restored.map(({ key, fields }) => [key, Object.keys(fields)])).toEqual([["OTH-1", ["title"]]]);
  expect(undone.kept.map(({ key, field }) => `${key} ${field}`).sort()).toEqual([
    "DEC-1 rechecked",
    "OTH-1 links",
    "OTH-1 parent",
    "OTH-DEC2 null",
    "TUR-1 null",
    "TUR-1 null",
    "TUR-1 null",
  ]);
  for (const { why } of undone.kept) expect(why).toContain("Restore the project first.");
  await call("projects.restore", { project: "TUR" });
  const whole = await run(operation("events.undo"), world.as(), { session: "s" });
  expect(whole).toMatchObject({ kept: [] });
  expect(await call("issues.get", { issue: "OTH-1" })).toMatchObject({ parent: "TUR-1", blocked: true });

  await call("issues.update", { issue: "TUR-2", title: "Changed" }, { ...agent, session: "t" });
  await call("projects.bin", { project: "TUR" }, { ...agent, session: "t" });
  expect(await run(operation("events.undo"), world.as(), { session: "t" })).toMatchObject({ count: 2, kept: [] });
  expect(await call("issues.get", { issue: "TUR-2" })).toMatchObject({ title: "Second" });
});
