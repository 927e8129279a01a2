import { newId } from "#lib/core/ids";
import type { Transaction } from "#lib/db/transaction";
import { importedIssue } from "./imported-issue.ts";
import { PLANNING_SCENARIOS } from "./planning-scenarios.ts";
import { signInScenarios } from "./sign-in-scenarios.ts";
import { WORKING_SCENARIOS } from "./working-scenarios.ts";

/** What a scenario sets its stage with; none of it is timed. */
export interface Stagehand {
  /** Performs another operation and answers its output. */
  call(operation: string, input: unknown): Promise<Record<string, unknown>>;
  /** Writes what no operation makes. */
  write(work: (tx: Transaction) => Promise<unknown>): Promise<void>;
  /** Id of the person who asks. */
  me: string;
}

/** The input of the n-th call of an operation, after making what it needs. */
export type Scenario = (stage: Stagehand, n: number) => unknown;

const PASSWORD = "correct horse battery staple";

const made =
  (operation: string, name: string, input: (n: number) => object) =>
  async ({ call }: Stagehand, n: number) =>
    String((await call(operation, input(n)))[name]);

const issue = made("issues.create", "key", (n) => ({ project: "MAIN", title: `Made for call ${n}` }));
const comment = made("comments.create", "id", (n) => ({ issue: "MAIN-7", body: `Said before call ${n}` }));
const workLog = made("worklogs.create", "id", () => ({ issue: "MAIN-7", minutes: 5 }));
const question = made("questions.ask", "id", (n) => ({ issue: "MAIN-7", text: `Asked before call ${n}` }));
const proposal = made("proposals.propose", "key", (n) => ({
  project: "MAIN",
  title: `Proposed for call ${n}`,
  items: [{ make: "issue", title: `Step of call ${n}` }],
}));
const label = made("labels.create", "name", () => ({ name: `label ${newId()}` }));
const project = made("projects.create", "key", () => ({ name: `Project ${newId()}` }));
const user = made("users.create", "handle", () => newUser());
const invitation = made("users.invite", "id", () => ({}));
const key = made("keys.create", "id", (n) => ({ name: `Key ${n}` }));

/** Makes something, puts it in the bin and answers its name. */
const binned = (make: typeof issue, operation: string, field: string) => async (stage: Stagehand, n: number) => {
  const name = await make(stage, n);
  await stage.call(operation, { [field]: name });
  return name;
};

const newUser = () => ({ handle: `u${newId().slice(-12)}`, name: "New person", password: PASSWORD });

async function criterion({ call }: Stagehand, n: number) {
  const made = await call("issues.create", { project: "MAIN", title: `Ticked in call ${n}`, criteria: ["One", "Two"] });
  const [first] = made.criteriaList as { id: string }[];
  return { issue: made.key, criterion: first?.id, done: true };
}

async function linked(stage: Stagehand, n: number) {
  const link = { issue: await issue(stage, n), kind: "blocked_by", other: "MAIN-3" };
  await stage.call("issues.link", link);
  return link;
}

async function signIn({ write, me }: Stagehand) {
  const id = newId();
  const now = new Date();
  const expiresAt = new Date(now.getTime() + 3_600_000);
  const data = { id, createdAt: now, lastSeenAt: now, expiresAt, userId: me, userAgent: "bench" };
  await write((tx) => tx.signIn.createMany({ data: [data] }));
  return id;
}

async function importedLinks({ call }: Stagehand, n: number) {
  const [child, parent] = [importedIssue(n), importedIssue(n)];
  await call("imports.issues", child);
  await call("imports.issues", parent);
  const id = parent.items[0]?.id;
  return { project: "OPS", source: "bench", items: [{ id: child.items[0]?.id, parent: id, blockedBy: [id] }] };
}

async function lastEvent({ write }: Stagehand): Promise<number> {
  let last = 0;
  await write(async (tx) => {
    last = (await tx.event.findFirstOrThrow({ orderBy: { number: "desc" }, select: { number: true } })).number;
  });
  return last;
}

async function tenWrites(stage: Stagehand, n: number) {
  const key = await issue(stage, n);
  return {
    items: Array.from({ length: 10 }, (_, place) => ({
      operation: "issues.update",
      input: { issue: key, title: `Renamed ${place} times in call ${n}` },
    })),
  };
}

/** One scenario per operation, by the operation's name. */
export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  ...PLANNING_SCENARIOS,
  ...WORKING_SCENARIOS,
  "projects.list": () => ({}),
  "projects.get": () => ({ project: "MAIN" }),
  "projects.create": () => ({ name: `Project ${newId()}`, lead: "ada", members: ["ben"], labels: ["backend"] }),
  "projects.update": (_, n) => ({
    project: "WEB",
    description: `Described in call ${n}`,
    lead: n % 2 === 0 ? "ada" : "ben",
    members: n % 2 === 0 ? ["ada", "ben"] : ["cleo"],
    labels: n % 2 === 0 ? ["backend"] : ["design", "ux"],
  }),
  "projects.bin": async (stage, n) => ({ project: await project(stage, n) }),
  "projects.restore": async (stage, n) => ({ project: await binned(project, "projects.bin", "project")(stage, n) }),
  "issues.list": () => ({ project: "MAIN", sort: "-updatedAt" }),
  "issues.get": (_, n) => ({ issue: `MAIN-${1 + (n % 700)}` }),
  "issues.create": (_, n) => ({
    project: "MAIN",
    title: `Filed in call ${n}`,
    description: "The server answers **late** when the cache is cold.",
    labels: ["backend", "performance"],
    assignee: "ben",
    priority: "high",
    parent: "MAIN-2",
    blockedBy: ["MAIN-3"],
    criteria: ["It is fast", "It stays fast"],
  }),
  "issues.update": (_, n) => ({
    issue: `MAIN-${1 + (n % 700)}`,
    title: `Named in call ${n}`,
    status: n % 2 === 0 ? "in_progress" : "ready",
    assignee: n % 2 === 0 ? "ada" : "cleo",
    labels: n % 2 === 0 ? ["ux"] : ["design"],
    parent: n % 2 === 0 ? "MAIN-750" : "MAIN-751",
  }),
  "issues.tick": criterion,
  "issues.link": async (stage, n) => ({ issue: await issue(stage, n), kind: "blocked_by", other: "MAIN-3" }),
  "issues.unlink": linked,
  "issues.archive": async (stage, n) => ({ issue: await issue(stage, n) }),
  "issues.bin": async (stage, n) => ({ issue: await issue(stage, n) }),
  "issues.similar": () => ({ project: "MAIN", title: "Lease expires while the agent still writes" }),
  "issues.restore": async (stage, n) => ({ issue: await binned(issue, "issues.bin", "issue")(stage, n) }),
  "comments.list": () => ({ issue: "MAIN-7" }),
  "comments.create": (_, n) => ({ issue: "MAIN-8", body: `Said in call ${n}` }),
  "comments.update": async (stage, n) => ({ comment: await comment(stage, n), body: `Corrected in call ${n}` }),
  "comments.bin": async (stage, n) => ({ comment: await comment(stage, n) }),
  "comments.restore": async (stage, n) => ({ comment: await binned(comment, "comments.bin", "comment")(stage, n) }),
  "worklogs.list": () => ({ issue: "MAIN-7" }),
  "worklogs.search": () => ({}),
  "worklogs.create": () => ({ issue: "MAIN-9", minutes: 30, note: "Looked into it" }),
  "worklogs.start": async (stage, n) => ({ issue: await issue(stage, n) }),
  "worklogs.stop": async (stage, n) => {
    const { id } = await stage.call("worklogs.start", { issue: await issue(stage, n) });
    return { worklog: id, note: "Done" };
  },
  "worklogs.update": async (stage, n) => ({ worklog: await workLog(stage, n), note: `Corrected in call ${n}` }),
  "worklogs.bin": async (stage, n) => ({ worklog: await workLog(stage, n) }),
  "worklogs.restore": async (stage, n) => ({ worklog: await binned(workLog, "worklogs.bin", "worklog")(stage, n) }),
  "questions.list": () => ({ of: "me", state: "open" }),
  "questions.get": async (stage, n) => ({ question: await question(stage, n) }),
  "questions.ask": (_, n) => ({ issue: "MAIN-9", text: `Which one in call ${n}?`, options: ["This", "That"] }),
  "questions.answer": async (stage, n) => ({ question: await question(stage, n), answer: `This, in call ${n}` }),
  "questions.withdraw": async (stage, n) => ({ question: await question(stage, n) }),
  "questions.bin": async (stage, n) => ({ question: await question(stage, n) }),
  "questions.restore": async (stage, n) => ({
    question: await binned(question, "questions.bin", "question")(stage, n),
  }),
  "proposals.list": () => ({ project: "MAIN" }),
  "proposals.get": async (stage, n) => ({ proposal: await proposal(stage, n) }),
  "proposals.propose": (_, n) => ({
    ...{ project: "MAIN", title: `Plan of call ${n}` },
    items: [
      { make: "issue", title: `First of ${n}` },
      { make: "issue", title: `Second of ${n}`, parent: "1" },
    ],
  }),
  "proposals.edit": async (stage, n) => ({ proposal: await proposal(stage, n), item: 1, changes: { estimate: 2 } }),
  "proposals.accept": async (stage, n) => ({ proposal: await proposal(stage, n), all: true }),
  "proposals.reject": async (stage, n) => ({ proposal: await proposal(stage, n), all: true }),
  "proposals.withdraw": async (stage, n) => ({ proposal: await proposal(stage, n) }),
  "proposals.archive": async (stage, n) => ({ proposal: await proposal(stage, n) }),
  "proposals.bin": async (stage, n) => ({ proposal: await proposal(stage, n) }),
  "proposals.restore": async (stage, n) => ({
    proposal: await binned(proposal, "proposals.bin", "proposal")(stage, n),
  }),
  "labels.list": () => ({}),
  "labels.create": () => ({ name: `label ${newId()}` }),
  "labels.update": async (stage, n) => ({ label: await label(stage, n), colour: "red" }),
  "labels.bin": async (stage, n) => ({ label: await label(stage, n) }),
  "labels.restore": async (stage, n) => ({ label: await binned(label, "labels.bin", "label")(stage, n) }),
  "changes.activity": () => ({ on: "MAIN-7" }),
  "references.list": () => ({ on: "MAIN-7" }),
  "inbox.list": () => ({}),
  "inbox.count": () => ({}),
  "inbox.settings": () => ({}),
  "inbox.set": () => ({ mention: true }),
  "inbox.mark": () => ({ all: true, as: "read" }),
  "events.revert": async (stage, n) => {
    await stage.call("issues.update", {
      issue: await issue(stage, n),
      title: `Renamed in call ${n}`,
      priority: "high",
    });
    return { event: await lastEvent(stage) };
  },
  "events.undo": async (stage, n) => ({ request: (await stage.call("batch.run", await tenWrites(stage, n))).request }),
  "sessions.list": () => ({}),
  "batch.run": tenWrites,
  "changes.since": () => ({ since: 500, limit: 50 }),
  "search.query": () => ({ q: "server connection" }),
  "bin.list": () => ({}),
  "imports.check": () => ({
    project: "OPS",
    source: "bench",
    items: [{ id: "OLD-1", number: null }],
    handles: ["ada"],
  }),
  "imports.issues": (_, n) => importedIssue(n),
  "imports.links": importedLinks,
  "me.get": () => ({}),
  "me.update": (_, n) => ({ name: `Ada ${n}` }),
  "me.set_password": () => ({ password: PASSWORD, oldPassword: PASSWORD }),
  ...signInScenarios(PASSWORD),
  "users.list": () => ({}),
  "users.create": () => newUser(),
  "users.invite": () => ({}),
  "users.invitations": () => ({}),
  "users.withdraw_invitation": async (stage, n) => ({ invitation: await invitation(stage, n) }),
  "users.reset_link": async (stage, n) => ({ user: await user(stage, n) }),
  "users.update": async (stage, n) => ({ user: await user(stage, n), role: "viewer" }),
  "users.disable": async (stage, n) => ({ user: await user(stage, n) }),
  "users.enable": async (stage, n) => ({ user: await binned(user, "users.disable", "user")(stage, n) }),
  "keys.list": () => ({}),
  "keys.create": (_, n) => ({ name: `Key ${n}` }),
  "keys.rotate": async (stage, n) => ({ key: await key(stage, n) }),
  "keys.revoke": async (stage, n) => ({ key: await key(stage, n) }),
  "sign_ins.list": () => ({}),
  "sign_ins.revoke": async (stage) => ({ signIn: await signIn(stage) }),
};
