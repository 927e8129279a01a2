import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { listActivity } from "#lib/domain/events/list-activity";
import { createIssue } from "#lib/domain/issues/create-issue";
import { getIssue } from "#lib/domain/issues/get-issue";
import { listIssues } from "#lib/domain/issues/list-issues";
import { createLabel } from "#lib/domain/labels/create-label";
import { createProject } from "#lib/domain/projects/create-project";
import { updateProject } from "#lib/domain/projects/update-project";
import { countStatements } from "#lib/testing/count-statements";
import { refusal } from "#lib/testing/refusal";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { acceptDecision } from "./accept-decision.ts";
import { createDecision } from "./create-decision.ts";
import { getDecision } from "./get-decision.ts";
import { listDecisions } from "./list-decisions.ts";
import { recheckDecision } from "./recheck-decision.ts";
import { rejectDecision } from "./reject-decision.ts";
import { archiveDecision } from "./shelf.ts";
import { supersedeDecision } from "./supersede-decision.ts";
import { whatHolds } from "./what-holds.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
  await run(createProject, world.as(), { name: "Turbo", key: "TUR" });
  await run(createProject, world.as(), { name: "Other", key: "OTH" });
  await run(createLabel, world.as(), { name: "auth" });
  await run(createIssue, world.as(), { project: "TUR", title: "Named" });
  await run(createIssue, world.as(), { project: "TUR", title: "Labelled", labels: ["auth"] });
  await run(createIssue, world.as(), { project: "OTH", title: "Elsewhere", labels: ["auth"] });
  await run(createIssue, world.as(), { project: "TUR", title: "Closed", labels: ["auth"], status: "done" });
  await world.database.write(async (tx) => {
    const stamp = { createdAt: new Date(), updatedAt: new Date() };
    await tx.initiative.create({ data: { id: "in-1", ...stamp, number: 3, title: "Safety", titleFold: "safety" } });
    await tx.issue.updateMany({ where: { title: { in: ["Named", "Elsewhere"] } }, data: { initiativeId: "in-1" } });
    const project = await tx.project.findUniqueOrThrow({ where: { key: "TUR" } });
    const document = {
      id: "do-1",
      ...stamp,
      projectId: project.id,
      number: 4,
      title: "Notes",
      titleFold: "notes",
      rank: "a0",
    };
    await tx.document.create({ data: document });
    const label = await tx.label.findFirstOrThrow();
    await tx.documentLabel.create({ data: { documentId: "do-1", labelId: label.id } });
  });
});
afterEach(() => world.close());

const decide = (input: object = {}) =>
  run(createDecision, world.as(), { project: "TUR", title: "A", outcome: "So be it.", accept: true, ...input });
const held = async (where: object, actor = world.owner) =>
  (await run(whatHolds, world.as(actor), where)).items.map(({ key, why }) => [key, ...why]);
const stale = async () =>
  (await run(listIssues, world.as(), { stale: true, sort: "title" })).items.map(({ key }) => key);

test("decisions hold by name, path, label and initiative, the nearest first, with what was rejected", async () => {
  await decide({ governs: { initiatives: ["i-3"] } });
  await decide({
    governs: { labels: ["auth"] },
    options: [
      { name: "Yes", chosen: true },
      { name: "No", whyNot: "Slow." },
    ],
  });
  await decide({ governs: { paths: ["src/auth/**"] } });
  await decide({ governs: { issues: ["TUR-1"], documents: ["TUR-DOC4"] } });
  await run(createDecision, world.as(), { project: "TUR", title: "Only proposed", governs: { issues: ["TUR-1"] } });
  expect(await held({ issue: "TUR-1", path: "src/auth/a.ts" })).toEqual([
    ["TUR-DEC4", "governs TUR-1"],
    ["TUR-DEC3", "governs src/auth/**"],
    ["TUR-DEC1", "governs initiative I-3"],
  ]);
  expect(await held({ issue: "TUR-2" })).toEqual([["TUR-DEC2", "governs label auth"]]);
  expect(await held({ document: "tur-doc4" })).toEqual([
    ["TUR-DEC4", "governs TUR-DOC4"],
    ["TUR-DEC2", "governs label auth"],
  ]);
  expect((await held({ project: "TUR" })).map(([key]) => key).sort()).toHaveLength(4);
  const { items } = await run(whatHolds, world.as(), { issue: "TUR-2" });
  expect(items[0]).toMatchObject({
    outcome: "So be it.",
    chosen: "Yes",
    rejected: [{ name: "No", whyNot: "Slow." }],
    decidedBy: { handle: "ada" },
  });
  const issue = await run(getIssue, world.as(), { issue: "TUR-1" });
  expect(issue.decisions).toMatchObject([
    { key: "TUR-DEC4", why: ["governs TUR-1"], stale: false },
    { key: "TUR-DEC1", why: ["governs initiative I-3"] },
  ]);
});

test("a label binds in the decision's project, a path in its repository, and workspace decisions everywhere", async () => {
  await decide({ governs: { labels: ["auth"], paths: ["src/**"] } });
  await decide({ project: null, governs: { labels: ["auth"], paths: ["**/*.ts"] } });
  expect((await held({ issue: "OTH-1" })).map(([key]) => key)).toEqual(["DEC-1"]);
  expect((await held({ path: "./src/a.ts", project: "OTH" })).map(([key]) => key)).toEqual(["DEC-1"]);
  expect((await held({ path: "src/a.ts", project: "TUR" })).map(([key]) => key).sort()).toEqual(["DEC-1", "TUR-DEC1"]);
  expect((await held({ path: "src/a.md" })).map(([key]) => key)).toEqual(["TUR-DEC1"]);
  const other = await world.database.reader.project.findUniqueOrThrow({ where: { key: "OTH" } });
  const limited = withKey(world.owner, { projectIds: [other.id] });
  expect((await held({ path: "src/a.ts" }, limited)).map(([key]) => key)).toEqual(["DEC-1"]);
  expect((await refusal(held({ issue: "TUR-1" }, limited))).code).toBe("not_found");
  await run(archiveDecision, world.as(), { decision: "DEC-1" });
  expect(await held({ issue: "OTH-1" })).toEqual([]);
});

test("what holds asks for a place, and for a path inside of the repository", async () => {
  expect((await refusal(held({}))).message).toContain("Name a path");
  expect((await refusal(held({ path: "/etc/passwd" }))).message).toContain("relative");
  expect((await refusal(held({ path: "a/../../b" }))).message).toContain("relative");
  expect((await refusal(held({ document: "TUR-1" }))).message).toContain("no document");
});

test("superseding links both ways and flags every open issue and document that leaned on it", async () => {
  await decide({ governs: { issues: ["TUR-1"], labels: ["auth"], initiatives: ["I-3"], paths: ["src/**"] } });
  const next = await decide({ title: "B" });
  const old = await run(supersedeDecision, world.as(), { decision: "TUR-DEC1", by: "TUR-DEC2" });
  expect(old).toMatchObject({ status: "superseded", supersededBy: { key: "TUR-DEC2" }, version: 2 });
  expect(await run(getDecision, world.as(), { decision: next.key })).toMatchObject({
    supersedes: [{ key: "TUR-DEC1" }],
  });
  expect(await stale()).toEqual(["OTH-1", "TUR-2", "TUR-1"]);
  const whole = await run(getDecision, world.as(), { decision: "TUR-DEC1" });
  expect(whole.stale.map(({ key }) => key)).toEqual(["OTH-1", "TUR-1", "TUR-2", "TUR-DOC4"]);
  expect(whole).toMatchObject({ warnings: 4, governs: { issues: [{ key: "TUR-1" }] } });
  expect((await run(listDecisions, world.as(), { stale: true })).items).toMatchObject([
    { key: "TUR-DEC1", warnings: 4 },
  ]);

  const issue = await run(getIssue, world.as(), { issue: "TUR-2" });
  expect(issue).toMatchObject({
    stale: true,
    decisions: [{ key: "TUR-DEC1", stale: true, why: ["governs label auth"], supersededBy: { key: "TUR-DEC2" } }],
  });
  const holds = await run(whatHolds, world.as(), { issue: "TUR-1", path: "src/a.ts" });
  expect(holds).toMatchObject({
    items: [],
    superseded: [{ key: "TUR-DEC1", supersededBy: { key: "TUR-DEC2", outcome: "So be it." } }],
  });
  for (const key of ["TUR-1", "TUR-2"]) {
    const { items } = await run(listActivity, world.as(), { issue: key });
    expect(items[0]).toMatchObject({ operation: "decisions.supersede" });
  }
});

test("a recheck clears the flag of one issue or document, once", async () => {
  await decide({ governs: { issues: ["TUR-1"], labels: ["auth"] } });
  await decide({ title: "B", supersedes: ["TUR-DEC1"] });
  expect(await stale()).toEqual(["TUR-2", "TUR-1"]);
  const recheck = (input: object) =>
    run(recheckDecision, world.as(withKey(world.owner)), { decision: "TUR-DEC1", ...input });
  expect((await recheck({ issue: "TUR-1" })).stale.map(({ key }) => key)).toEqual(["TUR-2", "TUR-DOC4"]);
  expect((await recheck({ document: "TUR-DOC4" })).warnings).toBe(1);
  expect(await stale()).toEqual(["TUR-2"]);
  expect((await run(getIssue, world.as(), { issue: "TUR-1" })).decisions).toEqual([]);
  const events = await world.database.reader.event.count();
  await recheck({ issue: "TUR-1" });
  expect(await world.database.reader.event.count()).toBe(events);
  expect((await refusal(recheck({ issue: "OTH-1" }))).message).toContain("nothing to recheck");
  expect((await refusal(recheck({}))).message).toContain("issue or document");
  const reader = withKey(world.owner, { scope: "read" });
  const read = run(recheckDecision, world.as(reader), { decision: "TUR-DEC1", issue: "TUR-2" });
  expect((await refusal(read)).code).toBe("forbidden");
});

test("a proposal takes the place of several once it is accepted", async () => {
  await decide({ governs: { issues: ["TUR-1"] } });
  await decide({ governs: { labels: ["auth"] } });
  await decide({ title: "C", accept: false, supersedes: ["tur-dec1"] });
  const early = await run(supersedeDecision, world.as(withKey(world.owner)), { decision: "TUR-DEC2", by: "TUR-DEC3" });
  expect(early).toMatchObject({ status: "accepted", supersededBy: { key: "TUR-DEC3", status: "proposed" } });
  expect(await stale()).toEqual([]);
  expect((await refusal(decide({ title: "D", accept: false, supersedes: ["TUR-DEC1"] }))).message).toContain(
    "Another proposed decision",
  );
  const accept = () => run(acceptDecision, world.as(), { decision: "TUR-DEC3" });
  expect(await countStatements(world, accept)).toBeLessThanOrEqual(8);
  expect(await stale()).toEqual(["TUR-2", "TUR-1"]);
  expect((await run(listDecisions, world.as(), { status: "superseded", sort: "createdAt" })).items).toMatchObject([
    { key: "TUR-DEC1", supersededBy: { key: "TUR-DEC3" } },
    { key: "TUR-DEC2", supersededBy: { key: "TUR-DEC3" } },
  ]);
});

test("a rejected proposal leaves what it was to supersede", async () => {
  await decide();
  await decide({ title: "B", accept: false, supersedes: ["TUR-DEC1"] });
  await run(rejectDecision, world.as(), { decision: "TUR-DEC2" });
  expect(await run(getDecision, world.as(), { decision: "TUR-DEC1" })).toMatchObject({
    status: "accepted",
    supersededBy: null,
  });
  await decide({ title: "C", supersedes: ["TUR-DEC1"] });
  expect((await run(getDecision, world.as(), { decision: "TUR-DEC1" })).supersededBy?.key).toBe("TUR-DEC3");
});

test("only what holds is superseded, never in a circle, and by a person", async () => {
  await decide();
  await decide({ title: "B" });
  await decide({ title: "C", accept: false });
  const supersede = (decision: string, by: string, actor = world.owner) =>
    refusal(run(supersedeDecision, world.as(actor), { decision, by }));
  expect((await supersede("TUR-DEC1", "TUR-DEC1")).message).toContain("TUR-DEC1 → TUR-DEC1");
  expect((await supersede("TUR-DEC3", "TUR-DEC1")).message).toContain("never accepted");
  expect((await supersede("TUR-DEC1", "TUR-DEC2", withKey(world.owner))).message).toContain("by a person");
  expect((await supersede("TUR-DEC1", "TUR-DEC9")).code).toBe("not_found");
  await run(supersedeDecision, world.as(), { decision: "TUR-DEC1", by: "TUR-DEC2" });
  expect((await supersede("TUR-DEC2", "TUR-DEC1")).message).toContain("TUR-DEC2 → TUR-DEC1 → TUR-DEC2");
  const events = await world.database.reader.event.count();
  await run(supersedeDecision, world.as(), { decision: "TUR-DEC1", by: "TUR-DEC2" });
  expect(await world.database.reader.event.count()).toBe(events);
  expect((await refusal(decide({ supersedes: ["TUR-DEC1"] }))).message).toContain("superseded");
});

test("an absolute path is made relative to the local path of its project, and refused where it lies outside", async () => {
  await run(updateProject, world.as(), { project: "TUR", localPath: "/home/ann/app/" });
  await run(updateProject, world.as(), { project: "OTH", localPath: "C:\\Users\\Ann\\other" });
  for (const [project, title] of [
    ["TUR", "Ours"],
    ["OTH", "Theirs"],
  ]) {
    const { key } = await run(createDecision, world.as(), {
      project,
      title,
      outcome: "So.",
      governs: { paths: ["src/auth/**"] },
    });
    await run(acceptDecision, world.as(), { decision: key });
  }
  const titles = async (where: object) => (await run(whatHolds, world.as(), where)).items.map(({ title }) => title);
  expect(await titles({ path: "/home/ann/app/src/auth/a.ts" })).toEqual(["Ours"]);
  expect(await titles({ path: "/home/ann/app/docs/../src/./auth/a.ts", project: "TUR" })).toEqual(["Ours"]);
  expect(await titles({ path: "c:\\users\\ann\\OTHER\\src\\auth\\a.ts" })).toEqual(["Theirs"]);
  expect(await titles({ path: "src\\auth\\a.ts", project: "OTH" })).toEqual(["Theirs"]);
  expect(
    (await refusal(run(whatHolds, world.as(), { path: "/home/ann/apple/src/a.ts", project: "TUR" }))).message,
  ).toBe("Lies outside /home/ann/app/ (TUR). Name a file below it, or a path that is relative to it.");
  for (const path of ["/home/ann/app/../x.ts", "/etc/passwd"])
    expect((await refusal(run(whatHolds, world.as(), { path }))).message).toContain("/home/ann/app/ (TUR)");
  const { id } = await world.database.reader.project.findUniqueOrThrow({ where: { key: "OTH" } });
  const limited = withKey(world.owner, { projectIds: [id] });
  const refused = await refusal(run(whatHolds, world.as(limited), { path: "/home/ann/app/src/a.ts" }));
  expect(refused.message).not.toContain("/home/ann");
  expect((await refusal(run(whatHolds, world.as(), { path: "../x.ts" }))).message).toContain("Must be relative");
});
