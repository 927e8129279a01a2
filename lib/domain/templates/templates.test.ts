import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { readTemplates } from "#lib/core/read-templates";
import { createDocument } from "#lib/domain/documents/create-document";
import { createProject } from "#lib/domain/projects/create-project";
import { refusal } from "#lib/testing/refusal";
import { makeWorld, type World } from "#lib/testing/world";
import { getTemplate } from "./get-template.ts";
import { listTemplates } from "./list-templates.ts";
import { settleTemplates } from "./template-source.ts";

const bundled = path.resolve(import.meta.dirname, "../../../templates");

let world: World;
beforeEach(async () => {
  world = await makeWorld();
  settleTemplates(() => readTemplates({ bundled, own: "/nowhere" }));
});
afterEach(() => world.close());

const names = async () => (await run(listTemplates, world.as(), {})).items.map((one) => one.name);

test("those that come with Turbo say what they are for", async () => {
  const { items } = await run(listTemplates, world.as(), {});
  expect(items.map((one) => one.name)).toEqual([
    "decision-record",
    "design",
    "meeting-notes",
    "requirements",
    "research",
    "runbook",
    "specification",
  ]);
  for (const { name, title, description } of items)
    expect([name, title !== name, description !== ""]).toEqual([name, true, true]);
});

test("one of the workspace's own comes first and takes the place of one of the same name", async () => {
  const own = { name: "design", text: "---\ntitle: Our design\nkind: design\n---\n# {{title}}", own: true };
  settleTemplates(() => [
    ...readTemplates({ bundled, own: "/nowhere" }),
    own,
    { name: "plain", text: "Only text", own: true },
  ]);
  expect((await names()).slice(0, 2)).toEqual(["design", "plain"]);
  expect((await names()).filter((name) => name === "design")).toHaveLength(1);
  expect(await run(getTemplate, world.as(), { template: "Plain" })).toMatchObject({
    title: "plain",
    kind: "note",
    body: "Only text",
  });
});

test("a document begins with a template, its words filled in", async () => {
  await run(createProject, world.as(), { name: "Turbo", key: "TUR" });
  const create = (input: object) =>
    run(createDocument, world.as(), { project: "TUR", title: "Retry $& rules", ...input });
  const made = await create({ template: "meeting-notes" });
  expect(made).toMatchObject({ kind: "meeting_notes", status: "draft" });
  expect(made.body).toMatch(/^# Retry \$& rules\n\n\*\*Date:\*\* \d{4}-\d\d-\d\d\n\*\*Present:\*\* Ada Lindqvist/);
  const wrong = await refusal(create({ template: "desing" }));
  expect(wrong).toMatchObject({ code: "invalid", fields: [{ path: "template" }] });
  expect(wrong.message).toContain('Did you mean "design"');
  expect(await refusal(create({ template: "design", body: "x" }))).toMatchObject({ fields: [{ path: "template" }] });
  expect((await refusal(run(getTemplate, world.as(), { template: "none" }))).code).toBe("not_found");
});
