import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { createIssue } from "#lib/domain/issues/create-issue";
import { createLabel } from "#lib/domain/labels/create-label";
import { createProject } from "#lib/domain/projects/create-project";
import { countStatements } from "#lib/testing/count-statements";
import { refusal } from "#lib/testing/refusal";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { acceptDecision } from "./accept-decision.ts";
import { createDecision } from "./create-decision.ts";
import { getDecision } from "./get-decision.ts";
import { implementDecision } from "./implement-decision.ts";
import { listDecisions } from "./list-decisions.ts";
import { rejectDecision } from "./reject-decision.ts";
import { updateDecision } from "./update-decision.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
  await run(createProject, world.as(), { name: "Turbo", key: "TUR" });
  await run(createProject, world.as(), { name: "Other", key: "OTH" });
  await run(createIssue, world.as(), { project: "TUR", title: "Sign in" });
  await run(createIssue, world.as(), { project: "OTH", title: "Elsewhere" });
  await run(createLabel, world.as(), { name: "auth" });
});
afterEach(() => world.close());

const propose = (input: object = {}, actor = world.owner) =>
  run(createDecision, world.as(actor), { project: "TUR", title: "Sessions in rows", ...input });
const limited = async (kind: "script" | "agent" = "script") => {
  const { id } = await world.database.reader.project.findUniqueOrThrow({ where: { key: "TUR" } });
  return withKey(world.owner, { projectIds: [id], kind });
};
const lastEvent = () => world.database.reader.event.findFirstOrThrow({ orderBy: { number: "desc" } });

const WHOLE = {
  context: "Where do sign-ins live?",
  options: [
    { name: "Rows", pros: ["can be revoked"], cons: ["a read per request"], chosen: true },
    { name: "Only a JWT", cons: ["cannot be revoked"], whyNot: "A stolen one works for weeks." },
  ],
  outcome: "Each sign-in is a row.",
  rationale: "It has to be revocable.",
  consequences: "One more read.",
  kind: "technical",
  impactAreas: ["Security", "security"],
  governs: { issues: ["tur-1"], labels: ["AUTH"], paths: ["./src/auth/**", "docs/"] },
};

test("a decision is proposed with all that belongs to it, numbered by project or workspace", async () => {
  const made = await propose(WHOLE);
  expect(made).toMatchObject({
    key: "TUR-DEC1",
    project: "TUR",
    status: "proposed",
    impactAreas: ["security"],
    decidedBy: null,
    proposer: { handle: "ada" },
    governs: { labels: [{ name: "auth" }], paths: ["docs", "src/auth/**"] },
  });
  expect(made.governs.issues.map(({ key }) => key)).toEqual(["TUR-1"]);
  expect(made.options.map(({ name, chosen }) => [name, chosen])).toEqual([
    ["Rows", true],
    ["Only a JWT", false],
  ]);
  expect(await run(getDecision, world.as(), { decision: "tur-dec1" })).toEqual(made);
  expect((await propose({ project: null })).key).toBe("DEC-1");
  expect((await propose({ project: undefined })).key).toBe("DEC-2");
  expect((await propose()).key).toBe("TUR-DEC2");
});

test("what a decision names has to be there, and each wrong name is named", async () => {
  expect((await refusal(propose({ project: "TURR" }))).message).toContain('Did you mean "TUR"');
  expect((await refusal(propose({ governs: { issues: ["TUR-9"] } }))).fields[0]?.path).toBe("governs.issues.0");
  expect((await refusal(propose({ governs: { documents: ["TUR-1"] } }))).message).toContain("TUR-1 is of another kind");
  expect((await refusal(propose({ governs: { labels: ["aut"] } }))).message).toContain('Did you mean "auth"');
  expect((await refusal(propose({ governs: { paths: ["/etc/*"] } }))).message).toContain("relative");
  expect((await refusal(propose({ governs: { paths: ["a*b*c*d*"] } }))).message).toContain("at most three *");
  expect(
    (
      await refusal(
        propose({
          options: [
            { name: "A", chosen: true },
            { name: "B", chosen: true },
          ],
        }),
      )
    ).message,
  ).toContain("one option");
});

test("accepting stamps who and when, asks for an outcome and may name the option", async () => {
  await propose({ ...WHOLE, outcome: "" });
  const accept = (input: object) => run(acceptDecision, world.as(world.member), { decision: "TUR-DEC1", ...input });
  expect((await refusal(accept({}))).message).toContain("Say in outcome what was decided");
  expect((await refusal(accept({ outcome: "x", option: "Row" }))).message).toContain('Did you mean "Rows"');
  const accepted = await accept({ outcome: "A JWT it is.", option: "only a jwt", version: 1 });
  expect(accepted).toMatchObject({
    status: "accepted",
    decidedBy: { handle: "ben" },
    version: 2,
    outcome: "A JWT it is.",
  });
  expect(accepted.options.map(({ chosen }) => chosen)).toEqual([false, true]);
  expect(accepted.decidedAt).not.toBeNull();
  expect(await run(getDecision, world.as(), { decision: "TUR-DEC1" })).toEqual(accepted);
  expect((await refusal(accept({}))).message).toContain("propose a decision that supersedes it");
});

test("an agent proposes and says what is implemented; a person accepts and rejects", async () => {
  const agent = withKey(world.owner);
  await propose({ outcome: "Yes" }, agent);
  const accept = run(acceptDecision, world.as(agent), { decision: "TUR-DEC1" });
  expect((await refusal(accept)).message).toContain("accepted by a person");
  const reject = run(rejectDecision, world.as(agent), { decision: "TUR-DEC1" });
  expect((await refusal(reject)).message).toContain("rejected by a person");
  expect((await refusal(propose({ outcome: "Yes", accept: true }, agent))).code).toBe("forbidden");
  expect((await refusal(run(implementDecision, world.as(agent), { decision: "TUR-DEC1" }))).message).toContain(
    "Accept it first",
  );
  await run(acceptDecision, world.as(), { decision: "TUR-DEC1" });
  expect((await run(implementDecision, world.as(agent), { decision: "TUR-DEC1" })).status).toBe("implemented");
});

test("a proposal waits in the inbox of those who can accept it, until it is decided", async () => {
  await propose({ outcome: "Yes" }, world.member);
  const waiting = () => world.database.reader.inboxItem.findMany({ select: { userId: true, kind: true, done: true } });
  expect(await waiting()).toEqual([{ userId: world.owner.user.id, kind: "decision", done: false }]);
  await run(acceptDecision, world.as(), { decision: "TUR-DEC1" });
  expect(await waiting()).toMatchObject([{ done: true }]);
});

test("rejecting keeps the reason", async () => {
  await propose({ rationale: "Cheap." });
  const rejected = await run(rejectDecision, world.as(), { decision: "TUR-DEC1", reason: "Too slow." });
  expect(rejected).toMatchObject({
    status: "rejected",
    rationale: "Cheap.\n\nToo slow.",
    decidedBy: { handle: "ada" },
  });
  const again = run(acceptDecision, world.as(), { decision: "TUR-DEC1", outcome: "x" });
  expect((await refusal(again)).message).toContain("Propose a new decision");
});

test("a proposal changes field by field; once accepted only what it governs and its areas do", async () => {
  await propose(WHOLE);
  const update = (input: object) => run(updateDecision, world.as(), { decision: "TUR-DEC1", ...input });
  const changed = await update({
    title: "Sign-ins in rows",
    replace: { context: [{ find: "sign-ins", replace: "sessions" }] },
    addGoverns: { issues: ["OTH-1"] },
    removeGoverns: { paths: ["docs"] },
    version: 1,
  });
  expect(changed).toMatchObject({ title: "Sign-ins in rows", context: "Where do sessions live?", version: 2 });
  expect(changed.governs.issues.map(({ key }) => key)).toEqual(["OTH-1", "TUR-1"]);
  expect(changed.governs.paths).toEqual(["src/auth/**"]);
  expect(await run(getDecision, world.as(), { decision: "TUR-DEC1" })).toEqual(changed);
  const { changes } = await lastEvent();
  expect(changes).toMatchObject([
    {
      kind: "decision",
      fields: {
        governsIssues: [["TUR-1"], ["OTH-1", "TUR-1"]],
        governsPaths: [["docs", "src/auth/**"], ["src/auth/**"]],
      },
    },
  ]);
  expect((await refusal(update({ removeGoverns: { paths: ["src/auht/**"] } }))).message).toContain("src/auth/**");
  expect((await refusal(update({ title: "x", version: 1 }))).code).toBe("conflict");
  await run(acceptDecision, world.as(), { decision: "TUR-DEC1" });
  expect((await refusal(update({ outcome: "Another" }))).message).toContain("Propose a decision that supersedes it");
  const narrowed = await update({ governs: { issues: [], paths: ["lib/**"] }, impactAreas: ["cost"] });
  expect(narrowed).toMatchObject({
    governs: { issues: [], paths: ["lib/**"], labels: [{ name: "auth" }] },
    impactAreas: ["cost"],
  });
  const events = await world.database.reader.event.count();
  await update({ impactAreas: ["cost"] });
  expect(await world.database.reader.event.count()).toBe(events);
});

test("a key that is limited to a project sees its decisions and the workspace's, and writes only the first", async () => {
  await propose({ governs: { issues: ["TUR-1", "OTH-1"] } });
  await propose({ project: null, title: "For all" });
  await propose({ project: "OTH" });
  const key = await limited();
  const { items } = await run(listDecisions, world.as(key), {});
  expect(items.map((decision) => decision.key).sort()).toEqual(["DEC-1", "TUR-DEC1"]);
  expect((await refusal(run(getDecision, world.as(key), { decision: "OTH-DEC1" }))).code).toBe("not_found");
  expect((await refusal(propose({ project: null }, key))).message).toContain("limited to some projects");
  expect((await refusal(run(acceptDecision, world.as(key), { decision: "DEC-1", outcome: "x" }))).code).toBe(
    "forbidden",
  );
  const seen = await run(updateDecision, world.as(key), { decision: "TUR-DEC1", governs: { issues: [] } });
  expect(seen.governs.issues).toEqual([]);
  const whole = await run(getDecision, world.as(), { decision: "TUR-DEC1" });
  expect(whole.governs.issues.map((issue) => issue.key)).toEqual(["OTH-1"]);
});

test("a read-only key may not write", async () => {
  const reader = withKey(world.owner, { scope: "read" });
  expect((await refusal(propose({}, reader))).code).toBe("forbidden");
});

test("decisions are listed by project, workspace, status, kind, words, label and area", async () => {
  await propose({ title: "One", governs: { labels: ["auth"] }, impactAreas: ["cost"], kind: "product" });
  await propose({ title: "Two", outcome: "x", accept: true });
  await propose({ title: "Three", project: null });
  const keys = async (filter: object) =>
    (await run(listDecisions, world.as(), { sort: "title", ...filter })).items.map(({ title }) => title);
  expect(await keys({})).toEqual(["One", "Three", "Two"]);
  expect(await keys({ sort: "-createdAt" })).toEqual(["Three", "Two", "One"]);
  expect(await keys({ project: "TUR" })).toEqual(["One", "Two"]);
  expect(await keys({ workspace: true })).toEqual(["Three"]);
  expect(await keys({ status: "accepted" })).toEqual(["Two"]);
  expect(await keys({ kind: "product" })).toEqual(["One"]);
  expect(await keys({ text: "tw" })).toEqual(["Two"]);
  expect(await keys({ label: "auth" })).toEqual(["One"]);
  expect(await keys({ area: "Cost" })).toEqual(["One"]);
  expect(await keys({ stale: true })).toEqual([]);
  const first = await run(listDecisions, world.as(), { limit: 2, total: true });
  expect(first.total).toBe(3);
  const rest = await run(listDecisions, world.as(), { limit: 2, cursor: first.nextCursor ?? "" });
  expect(rest.items.map(({ title }) => title)).toEqual(["One"]);
});

test("no write takes more than eight statements", async () => {
  expect(await countStatements(world, () => propose(WHOLE))).toBeLessThanOrEqual(8);
  const update = {
    decision: "TUR-DEC1",
    context: "New",
    addGoverns: { issues: ["OTH-1"] },
    removeGoverns: { paths: ["docs"] },
  };
  expect(await countStatements(world, () => run(updateDecision, world.as(), update))).toBeLessThanOrEqual(8);
  const accept = () => run(acceptDecision, world.as(), { decision: "TUR-DEC1", outcome: "New", option: "Rows" });
  expect(await countStatements(world, accept)).toBeLessThanOrEqual(8);
  expect(await countStatements(world, () => run(getDecision, world.as(), { decision: "TUR-DEC1" }))).toBe(1);
  expect(await countStatements(world, () => run(listDecisions, world.as(), {}))).toBeLessThanOrEqual(3);
});
