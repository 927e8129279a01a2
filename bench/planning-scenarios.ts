import { newId } from "#lib/core/ids";
import { importedIssue } from "./imported-issue.ts";
import type { Scenario, Stagehand } from "./scenarios.ts";

type Maker = (stage: Stagehand, n: number) => Promise<string>;

const made =
  (operation: string, name: string, input: (n: number) => object): Maker =>
  async ({ call }, n) =>
    String((await call(operation, input(n)))[name]);

/** Makes something, puts it in the bin and answers its name. */
const binned =
  (make: Maker, operation: string, field: string): Maker =>
  async (stage, n) => {
    const name = await make(stage, n);
    await stage.call(operation, { [field]: name });
    return name;
  };

const TEXT = "The server answers **late** when the cache is cold, see MAIN-3 and @ben. ".repeat(20);
const TARGETS = { issues: ["MAIN-3", "MAIN-4"], labels: ["backend"], paths: ["src/auth/**"] };

const newInitiative = (n: number) => ({
  title: `Initiative of call ${n}`,
  description: TEXT,
  owner: "ben",
  projects: ["MAIN", "WEB"],
  targetDate: "2027-01-31",
});
const newMilestone = (n: number) => ({
  project: "MAIN",
  title: `Milestone of call ${n} ${newId()}`,
  description: TEXT,
  dueDate: "2027-01-31",
});
const newDecision = (n: number) => ({
  project: "MAIN",
  title: `Decision of call ${n}`,
  context: TEXT,
  options: [{ name: "One", pros: ["Fast"], cons: ["Large"] }, "Other"],
  outcome: "We take the first one.",
  rationale: "It is faster.",
  impactAreas: ["performance"],
  governs: TARGETS,
});
const newDocument = (n: number) => ({
  project: "MAIN",
  title: `Document of call ${n}`,
  body: TEXT,
  labels: ["backend", "design"],
});

const issue = made("issues.create", "key", (n) => ({ project: "MAIN", title: `Planned for call ${n}` }));
const initiative = made("initiatives.create", "key", newInitiative);
const milestone = made("milestones.create", "key", newMilestone);
const decision = made("decisions.create", "key", newDecision);
const accepted = made("decisions.create", "key", (n) => ({ ...newDecision(n), accept: true }));
const document = made("documents.create", "key", newDocument);

async function update(stage: Stagehand, n: number): Promise<string> {
  const key = await initiative(stage, n);
  return String((await stage.call("initiatives.post_update", { initiative: key, health: "at_risk", body: TEXT })).id);
}

async function superseding(stage: Stagehand, n: number) {
  return { decision: await accepted(stage, n), by: await accepted(stage, n) };
}

async function stale(stage: Stagehand, n: number) {
  const pair = await superseding(stage, n);
  await stage.call("decisions.supersede", pair);
  return { decision: pair.decision, issue: "MAIN-3" };
}

async function revised(stage: Stagehand, n: number) {
  const key = await document(stage, n);
  await stage.call("documents.update", { document: key, body: `${TEXT} More.` });
  return key;
}

/** A file on an issue; its content is not looked at. */
async function attachment({ call, write, me }: Stagehand): Promise<string> {
  const { id: subjectId } = await call("issues.get", { issue: "MAIN-7" });
  const id = newId();
  const data = {
    ...{ id, createdAt: new Date(), subjectKind: "issue" as const, subjectId: String(subjectId), name: "shot.png" },
    ...{ mediaType: "image/png", size: 1000, hash: "0".repeat(64), authorId: me },
  };
  await write((tx) => tx.attachment.createMany({ data: [data] }));
  return id;
}

async function notice({ call, write, me }: Stagehand): Promise<string> {
  const subjectId = String((await call("issues.get", { issue: "MAIN-7" })).id);
  const id = newId();
  const data = {
    ...{ id, createdAt: new Date(), userId: me, kind: "mention" as const, subjectKind: "issue" as const },
    ...{ subjectId, sourceId: id, actor: {}, excerpt: "Look at this." },
  };
  await write((tx) => tx.inboxItem.createMany({ data: [data] }));
  return id;
}

const TARGET = { project: "OPS", source: "bench" };
const many = <Item>(make: (place: number) => Item) => ({
  ...TARGET,
  items: Array.from({ length: 100 }, (_, place) => make(place)),
});
const common = (place: number) => ({
  id: `OLD-${newId()}`,
  number: null,
  title: `Imported as number ${place}`,
  createdAt: null,
  updatedAt: null,
  archived: false,
});
const importedMilestone = (place: number) => ({
  ...common(place),
  ...{ description: TEXT, status: "planned", startDate: null, dueDate: "2027-01-31", completedAt: null },
});

async function schedule({ call }: Stagehand) {
  const milestone = { ...TARGET, items: [importedMilestone(0)] };
  const issue = importedIssue(0);
  await call("imports.milestones", milestone);
  await call("imports.issues", issue);
  return { ...TARGET, items: [{ id: issue.items[0]?.id, milestone: milestone.items[0]?.id }] };
}

async function importedNames({ call }: Stagehand) {
  const input = many(importedMilestone);
  await call("imports.milestones", input);
  return { ...TARGET, kind: "milestone", ids: input.items.map((item) => item.id) };
}

/** One scenario per operation of the planning model, by the operation's name. */
export const PLANNING_SCENARIOS: Readonly<Record<string, Scenario>> = {
  "initiatives.list": () => ({}),
  "initiatives.get": async (stage, n) => ({ initiative: await initiative(stage, n) }),
  "initiatives.create": (_, n) => newInitiative(n),
  "initiatives.update": async (stage, n) => ({
    initiative: await initiative(stage, n),
    title: `Renamed in call ${n}`,
    description: `${TEXT} More of MAIN-5.`,
    owner: "cleo",
    status: "in_progress",
    projects: ["API", "WEB"],
  }),
  "initiatives.archive": async (stage, n) => ({ initiative: await initiative(stage, n) }),
  "initiatives.bin": async (stage, n) => ({ initiative: await initiative(stage, n) }),
  "initiatives.restore": async (stage, n) => ({
    initiative: await binned(initiative, "initiatives.bin", "initiative")(stage, n),
  }),
  "initiatives.updates": async (stage, n) => ({ initiative: await initiative(stage, n) }),
  "initiatives.post_update": async (stage, n) => ({
    initiative: await initiative(stage, n),
    health: "at_risk",
    body: TEXT,
  }),
  "initiatives.edit_update": async (stage, n) => ({ update: await update(stage, n), body: `${TEXT} More.` }),
  "initiatives.bin_update": async (stage, n) => ({ update: await update(stage, n) }),
  "initiatives.restore_update": async (stage, n) => ({
    update: await binned(update, "initiatives.bin_update", "update")(stage, n),
  }),
  "milestones.list": () => ({ project: "MAIN" }),
  "milestones.get": async (stage, n) => ({ milestone: await milestone(stage, n) }),
  "milestones.create": (_, n) => newMilestone(n),
  "milestones.update": async (stage, n) => ({
    milestone: await milestone(stage, n),
    title: `Renamed in call ${n} ${newId()}`,
    description: `${TEXT} More of MAIN-5.`,
    status: "completed",
    dueDate: "2027-02-28",
  }),
  "milestones.archive": async (stage, n) => ({ milestone: await milestone(stage, n) }),
  "milestones.bin": async (stage, n) => ({ milestone: await milestone(stage, n) }),
  "milestones.restore": async (stage, n) => ({
    milestone: await binned(milestone, "milestones.bin", "milestone")(stage, n),
  }),
  "timeline.list": () => ({}),
  "decisions.list": () => ({ project: "MAIN" }),
  "decisions.for": () => ({ project: "MAIN", path: "src/auth/keys.ts", issue: "MAIN-3" }),
  "decisions.get": async (stage, n) => ({ decision: await decision(stage, n) }),
  "decisions.create": (_, n) => newDecision(n),
  "decisions.update": async (stage, n) => ({
    decision: await decision(stage, n),
    title: `Renamed in call ${n}`,
    context: `${TEXT} More of MAIN-5.`,
    governs: { issues: ["MAIN-5"], labels: ["design"], paths: ["src/**/*.ts"] },
  }),
  "decisions.accept": async (stage, n) => ({ decision: await decision(stage, n), option: "One" }),
  "decisions.reject": async (stage, n) => ({ decision: await decision(stage, n), reason: "Too early." }),
  "decisions.implement": async (stage, n) => ({ decision: await accepted(stage, n) }),
  "decisions.supersede": superseding,
  "decisions.recheck": stale,
  "decisions.markdown": async (stage, n) => ({ decision: await decision(stage, n) }),
  "decisions.import_markdown": (_, n) => ({
    project: "MAIN",
    markdown: `# Record of call ${n}\n\n## Context and Problem Statement\n\n${TEXT}\n\n## Decision Outcome\n\nYes.\n`,
  }),
  "decisions.archive": async (stage, n) => ({ decision: await accepted(stage, n) }),
  "decisions.bin": async (stage, n) => ({ decision: await decision(stage, n) }),
  "decisions.restore": async (stage, n) => ({
    decision: await binned(decision, "decisions.bin", "decision")(stage, n),
  }),
  "documents.list": () => ({ project: "MAIN" }),
  "documents.tree": () => ({ project: "MAIN" }),
  "documents.get": async (stage, n) => ({ document: await document(stage, n) }),
  "documents.create": (_, n) => newDocument(n),
  "documents.update": async (stage, n) => ({
    document: await document(stage, n),
    title: `Renamed in call ${n}`,
    body: `${TEXT} More of MAIN-5.`,
    labels: ["ux"],
    note: "Said more.",
  }),
  "documents.upload": (_, n) => ({
    project: "MAIN",
    path: `bench/${newId()}.md`,
    text: `---\ntitle: File ${n}\ndoc_type: design\ntags: [backend, ux]\n---\n${TEXT}`,
  }),
  "documents.check": async (stage, n) => ({ document: await document(stage, n) }),
  "documents.check_text": () => ({ text: `${TEXT} MAIN-5 (done) and MAIN-DOC1.` }),
  "documents.archive": async (stage, n) => ({ document: await document(stage, n) }),
  "documents.bin": async (stage, n) => ({ document: await document(stage, n) }),
  "documents.restore": async (stage, n) => ({
    document: await binned(document, "documents.bin", "document")(stage, n),
  }),
  "documents.revisions": async (stage, n) => ({ document: await revised(stage, n) }),
  "documents.get_revision": async (stage, n) => ({ document: await revised(stage, n), revision: 1 }),
  "documents.diff": async (stage, n) => ({ document: await revised(stage, n), from: 1, to: 2 }),
  "documents.restore_revision": async (stage, n) => ({ document: await revised(stage, n), revision: 1 }),
  "templates.list": () => ({}),
  "templates.get": () => ({ template: "specification" }),
  "attachments.list": () => ({ on: "MAIN-7" }),
  "attachments.get": async (stage) => ({ attachment: await attachment(stage) }),
  "attachments.bin": async (stage) => ({ attachment: await attachment(stage) }),
  "attachments.restore": async (stage, n) => ({
    attachment: await binned(attachment, "attachments.bin", "attachment")(stage, n),
  }),
  "references.list": () => ({ on: "MAIN-3" }),
  "inbox.list": () => ({}),
  "inbox.count": () => ({}),
  "inbox.settings": () => ({}),
  "inbox.set": (_, n) => ({ mention: n % 2 === 0 }),
  "inbox.mark": () => ({ all: true, as: "read" }),
  "inbox.snooze": async (stage) => ({ item: await notice(stage), until: "2099-01-01T00:00:00Z" }),
  "imports.milestones": () => many(importedMilestone),
  "imports.decisions": () =>
    many((place) => ({
      ...common(place),
      ...{ status: "accepted", kind: "technical", context: TEXT, outcome: "Yes.", rationale: "", consequences: "" },
      ...{ decider: "ada", decidedAt: null },
    })),
  "imports.documents": () =>
    many((place) => ({
      ...common(place),
      ...{
        body: TEXT,
        kind: "note",
        status: "draft",
        parent: null,
        labels: ["backend"],
        author: "ada",
        properties: {},
      },
    })),
  "imports.schedule": schedule,
  "imports.references": importedNames,
  "sessions.list": () => ({}),
  "issues.move": async (stage, n) => ({ issue: await issue(stage, n), project: "WEB" }),
  "issues.similar": () => ({ project: "MAIN", title: "The server connection answers late" }),
};
