import { afterEach, beforeEach, expect, test } from "vitest";
import { LIMITS } from "#lib/core/fields";
import { run } from "#lib/core/operation";
import { createDecision } from "#lib/domain/decisions/create-decision";
import { supersedeDecision } from "#lib/domain/decisions/supersede-decision";
import { createInitiative } from "#lib/domain/initiatives/create-initiative";
import { createIssue } from "#lib/domain/issues/create-issue";
import { moveIssue } from "#lib/domain/issues/move-issue";
import { binIssue } from "#lib/domain/issues/shelf";
import { updateIssue } from "#lib/domain/issues/update-issue";
import { createMilestone } from "#lib/domain/milestones/create-milestone";
import { createProject } from "#lib/domain/projects/create-project";
import { refusal } from "#lib/testing/refusal";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { checkDocument } from "./check-document.ts";
import { checkText } from "./check-text.ts";
import { createDocument } from "./create-document.ts";
import { getDocument } from "./get-document.ts";
import { archiveDocument } from "./shelf.ts";
import { updateDocument } from "./update-document.ts";

let world: World;
let project: string;
beforeEach(async () => {
  world = await makeWorld();
  project = (await run(createProject, world.as(), { name: "Turbo", key: "TUR" })).id;
  await run(createProject, world.as(), { name: "Hidden", key: "HID" });
  for (const title of ["Sign in", "Sign out", "Rotate the keys"])
    await run(createIssue, world.as(), { project: "TUR", title, confirm: true });
  await run(createIssue, world.as(), { project: "HID", title: "Secret plan" });
  await run(updateIssue, world.as(), { issue: "TUR-1", status: "done" });
});
afterEach(() => world.close());

const write = (body: string, more: object = {}) =>
  run(createDocument, world.as(), { project: "TUR", title: "Plan", body, confirm: true, ...more });
const check = async (body: string, actor = world.owner, more: object = {}) =>
  (await run(checkText, world.as(actor), { text: body, ...more })).items;
const messages = async (body: string, actor = world.owner) => (await check(body, actor)).map(({ message }) => message);
const limited = () => withKey(world.owner, { scope: "read", projectIds: [project] });

test("a document is held against what is so, and says where it is not", async () => {
  const { key } = await write("# Plan\n\nWe build it.\n\n- TUR-2 (done)\n- [x] TUR-1\n- TUR-44 and UTF-8\n");
  const checked = await run(checkDocument, world.as(), { document: key });
  expect(checked).toMatchObject({ document: "TUR-DOC1", version: 1, total: 2 });
  expect(checked.items).toEqual([
    {
      ...{ rule: "truth/stale_status", level: "warning", line: 5, column: 10, start: 31, end: 35 },
      ...{ message: "TUR-2 is in the backlog, not done.", snippet: "- TUR-2 (done)", entry: "TUR-2", confidence: 0.95 },
      edit: {
        ...{ start: 31, end: 35, before: "done", after: "in the backlog" },
        replace: { find: "done", replace: "in the backlog" },
      },
    },
    expect.objectContaining({ rule: "truth/dead_key", line: 7, entry: "TUR-44", edit: null }),
  ]);
});

test("a change is accepted as any change of a document, guarded by its version, and the next check is quiet", async () => {
  const { key, version } = await write("TUR-2 (done) and TUR-3 (done).");
  const { items } = await run(checkDocument, world.as(), { document: key });
  const replace = items.flatMap(({ edit }) => edit?.replace ?? []);
  await run(updateDocument, world.as(), { document: key, replace, version });
  const after = await run(getDocument, world.as(), { document: key });
  expect(after).toMatchObject({ body: "TUR-2 (in the backlog) and TUR-3 (in the backlog).", revision: 2 });
  expect((await run(checkDocument, world.as(), { document: key })).items).toEqual([]);
  const again = run(updateDocument, world.as(), { document: key, replace, version });
  expect(await refusal(again)).toMatchObject({ code: "conflict" });
});

test("all that has a key is looked up as it is", async () => {
  await run(createMilestone, world.as(), { project: "TUR", title: "Beta", dueDate: "2026-12-01" });
  await run(createInitiative, world.as(), { title: "Reach" });
  await run(binIssue, world.as(), { issue: "TUR-3" });
  await run(moveIssue, world.as(), { issue: "TUR-2", project: "HID" });
  const text = [
    "TUR-MS1 is due 2026-11-30. TUR-MS2 follows. I-1 is completed. I-9 is a road.",
    "TUR-3 waits. TUR-2 is done. DEC-9 is unknown to a workspace without decisions.",
  ];
  expect(await messages(text.join("\n"))).toEqual([
    "TUR-MS1 is due 2026-12-01, not 2026-11-30.",
    "TUR-MS2 does not exist. Correct the key, or take it out.",
    "I-1 is planning, not completed.",
    "TUR-3 lies in the bin. Restore it, or take it out here.",
    "TUR-2 is in the backlog, not done.",
  ]);
});

test("a superseded decision gives its place to the one that holds at last", async () => {
  const decide = (title: string, more: object = {}) =>
    run(createDecision, world.as(), { project: "TUR", title, outcome: "So.", accept: true, ...more });
  for (const title of ["Cookies", "Tokens", "Passkeys"]) await decide(title);
  await run(supersedeDecision, world.as(), { decision: "TUR-DEC1", by: "TUR-DEC2" });
  await run(supersedeDecision, world.as(), { decision: "TUR-DEC2", by: "TUR-DEC3" });
  const [found, ...more] = await check("Sign in as TUR-DEC1 says. TUR-DEC3 holds. TUR-DEC2 was superseded.");
  expect(found).toMatchObject({ rule: "truth/superseded_decision", edit: { after: "TUR-DEC3" } });
  expect(more).toEqual([]);
  await decide("For all", { project: undefined });
  expect(await messages("DEC-1 holds, DEC-2 does not.")).toEqual([expect.stringMatching(/^DEC-2 does not exist/)]);
});

test("who is limited to projects is told nothing of others, neither that something is there nor that it is not", async () => {
  await run(moveIssue, world.as(), { issue: "TUR-2", project: "HID" });
  await run(createInitiative, world.as(), { title: "Secret", projects: ["HID"] });
  const text = "HID-1 is done. HID-2 (done). HID-77, HID-DOC1, TUR-2 (done), I-1 is completed.";
  expect(await messages(text)).toHaveLength(6);
  expect(await messages(text, limited())).toEqual([]);
  // Its own number was never given out, wherever things may have moved.
  expect(await messages("TUR-1 is in review. TUR-44 waits.", limited())).toEqual([
    "TUR-1 is done, not in review.",
    "TUR-44 does not exist. Correct the key, or take it out.",
  ]);
  const { key } = await write("TUR-1 (ready)", { project: "HID" });
  expect(await refusal(run(checkDocument, world.as(limited()), { document: key }))).toMatchObject({
    code: "not_found",
  });
});

test("a decision that took the place of another is not named to who may not see it", async () => {
  const decide = (place: string) =>
    run(createDecision, world.as(), { project: place, title: place, outcome: "So.", accept: true });
  await decide("TUR");
  await decide("HID");
  await run(supersedeDecision, world.as(), { decision: "TUR-DEC1", by: "HID-DEC1" });
  expect(await messages("As TUR-DEC1 says.")).toEqual(["TUR-DEC1 no longer holds: HID-DEC1 took its place."]);
  expect(await messages("As TUR-DEC1 says.", limited())).toEqual(["TUR-DEC1 was superseded, so it does not hold."]);
});

test("rules of form are few unless they are asked for, and what tells of a day is not held to another", async () => {
  const text = "TUR-2 (done)\n\n### Deep\n\nSee [](x.md), `x`  \n\n\n\n\nEnd ";
  expect((await check(text)).map(({ rule }) => rule)).toEqual(["truth/stale_status", "markdown/empty_link_text"]);
  expect((await check(text, world.owner, { profile: "strict" })).length).toBeGreaterThan(4);
  const only = await check(text, world.owner, { rules: "truth,markdown/trailing_whitespace" });
  expect(only.map(({ rule }) => rule)).toEqual(["truth/stale_status", "markdown/trailing_whitespace"]);
  expect((await check(text, world.owner, { kind: "meeting_notes" })).map(({ rule }) => rule)).toEqual([
    "markdown/empty_link_text",
  ]);
  expect(await refusal(check(text, world.owner, { rules: "spelling" }))).toMatchObject({
    code: "invalid",
    message: expect.stringContaining('There is no rule or family "spelling". Families: yaml, markdown'),
  });
});

test("what is archived is not held to what is so now", async () => {
  const { key } = await write("TUR-2 (done)");
  await run(archiveDocument, world.as(), { document: key });
  expect((await run(checkDocument, world.as(), { document: key })).items).toEqual([]);
});

test("a text of thousands of keys is answered, in part", async () => {
  const line = (at: number) => `- TUR-2 (done), TUR-${at + 100}, X${at % 40}-${at + 1}\n`;
  const text = Array.from({ length: 3000 }, (_, at) => line(at)).join("");
  const checked = await run(checkText, world.as(), { text });
  expect(checked.total).toBeGreaterThan(3000);
  expect(checked.items).toHaveLength(500);
  const long = run(checkText, world.as(), { text: "x".repeat(LIMITS.body + 1) });
  expect(await refusal(long)).toMatchObject({ code: "invalid" });
});
