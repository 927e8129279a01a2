import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { listChanges } from "#lib/domain/events/list-changes";
import { createIssue } from "#lib/domain/issues/create-issue";
import { listLabels } from "#lib/domain/labels/list-labels";
import { createProject } from "#lib/domain/projects/create-project";
import { listReferences } from "#lib/domain/references/list-references";
import { countStatements } from "#lib/testing/count-statements";
import { refusal } from "#lib/testing/refusal";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { createDocument } from "./create-document.ts";
import { getDocument } from "./get-document.ts";
import { listDocuments } from "./list-documents.ts";
import { binDocument } from "./shelf.ts";
import { updateDocument } from "./update-document.ts";
import { uploadDocument } from "./upload-document.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
  await run(createProject, world.as(), { name: "Turbo Platform", key: "TUR" });
});
afterEach(() => world.close());

const FILE = `---
doc_type: spec
project_name: Turbo Platform
title: 'Sign in: the plan'
version: '1.0'
author: Ben Okafor
tags: [auth, "web, app"]
status: final
reviewers:
  - ada
---

# Another heading

Text of TUR-1.
`;
const upload = (input: object = {}, actor = world.owner) =>
  run(uploadDocument, world.as(actor), { path: "docs/sign-in.md", text: FILE, ...input });
const get = (document = "TUR-DOC1") => run(getDocument, world.as(), { document });
const last = async () => (await run(listChanges, world.as(), { limit: 200 })).last;

test("front matter gives title, kind, status, labels, author and project; the rest is kept", async () => {
  expect(await upload()).toMatchObject({ outcome: "created", document: { key: "TUR-DOC1" } });
  expect(await get()).toMatchObject({
    title: "Sign in: the plan",
    kind: "specification",
    status: "published",
    labels: [{ name: "auth" }, { name: "web  app" }],
    author: { handle: "ben" },
    source: "docs/sign-in.md",
    properties: { version: "1.0", reviewers: ["ada"] },
    body: "# Another heading\n\nText of TUR-1.\n",
  });
});

test("without front matter the first heading is the title, or the file's name", async () => {
  await upload({ project: "TUR", path: "a.md", text: "Intro\n\n# The title #\n" });
  await upload({ project: "TUR", path: "docs/how_to-start.md", text: "---\n\nOnly text" });
  expect((await run(listDocuments, world.as(), { sort: "createdAt" })).items.map((one) => one.title)).toEqual([
    "The title",
    "How to start",
  ]);
  expect(await refusal(upload({ path: "b.md", text: "x" }))).toMatchObject({ fields: [{ path: "project" }] });
});

test("the same file again changes no row and tells no event, whatever people did meanwhile", async () => {
  await upload();
  await run(updateDocument, world.as(), { document: "TUR-DOC1", body: "Changed here" });
  const before = await last();
  for (const mode of [undefined, "skip", "upsert", "create_new"])
    expect((await upload(mode ? { mode } : {})).outcome).toBe("unchanged");
  expect(await last()).toBe(before);
  expect(await get()).toMatchObject({ body: "Changed here", version: 2 });
});

test("a changed file is a new revision, unless the mode says otherwise", async () => {
  await upload();
  const text = FILE.replace("Text of", "Word of").replace("tags: [auth,", "tags: [sso,");
  expect(await upload({ text, mode: "skip" })).toMatchObject({ outcome: "skipped", document: { version: 1 } });
  expect(await upload({ text })).toMatchObject({ outcome: "updated", document: { revision: 2, key: "TUR-DOC1" } });
  expect((await get()).labels.map((label) => label.name)).toEqual(["sso", "web  app"]);
  const again = text.replace("version:", "update_mode: create new\nversion:");
  expect(await upload({ text: again })).toMatchObject({ outcome: "created", document: { key: "TUR-DOC2" } });
  expect((await run(listLabels, world.as(), {})).items.map((label) => label.name)).toEqual(["auth", "sso", "web  app"]);
});

test("a document of the same title is taken over once, and a file of the same title elsewhere is its own", async () => {
  await run(createDocument, world.as(), { project: "TUR", title: "Overview", body: "By hand" });
  const file = { project: "TUR", text: "# Overview\n\nFrom a file" };
  expect(await upload({ ...file, path: "a/overview.md" })).toMatchObject({ outcome: "updated" });
  expect(await upload({ ...file, path: "b/overview.md" })).toMatchObject({
    outcome: "created",
    document: { key: "TUR-DOC2" },
  });
});

test("what lies in the bin stays there", async () => {
  await upload();
  await run(binDocument, world.as(), { document: "TUR-DOC1" });
  expect(await upload({ text: `${FILE}More` })).toMatchObject({
    outcome: "skipped",
    why: expect.stringContaining("bin"),
  });
});

test("broken front matter is refused with its line", async () => {
  const refused = await refusal(upload({ text: "---\ntitle: [a\n---\nx" }));
  expect(refused).toMatchObject({ code: "invalid", fields: [{ path: "text" }] });
  expect(refused.fields[0]?.message).toContain("front matter");
  const mode = await refusal(upload({ text: "---\nupdate_mode: replace\n---\n" }));
  expect(mode.fields[0]?.message).toContain("upsert, skip, create_new");
  const bomb = `---\na: &a [x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c]\n---\n`;
  expect((await refusal(upload({ project: "TUR", text: bomb }))).code).toBe("invalid");
});

test("words that objects know by themselves are no kinds, and a long title ends with a whole character", async () => {
  const text = `---\ndoc_type: constructor\nstatus: __proto__\ntitle: ${"x".repeat(199)}\u{1F4A9}\n---\n`;
  await upload({ project: "TUR", text });
  expect(await get()).toMatchObject({
    title: "x".repeat(199),
    kind: "note",
    status: "draft",
    properties: { doc_type: "constructor", status: "__proto__" },
  });
});

test.each([
  ["a NUL in the title", 'title: "a\\0b"', "stored"],
  ["half of a surrogate pair", 'author: "\\ud800"', "stored"],
  ["a NUL in the project", 'project_name: "\\0"', "stored"],
  ["a NUL in a tag", 'tags: ["\\0"]', "stored"],
  ["a NUL in a name of a field", 'more: {"\\0": x}', "stored"],
  ["lists in lists without end", `more: ${"[".repeat(20_000)}`, "deep"],
  ["a circle", "more: &a [*a]", "deep"],
])("front matter with %s is refused", async (_, fields, why) => {
  const refused = await refusal(upload({ project: "TUR", text: `---\n${fields}\n---\nText` }));
  expect(refused).toMatchObject({ code: "invalid", fields: [{ path: "text" }] });
  expect(refused.message).toContain(why);
});

test("a key that may only read, or that sees other projects, uploads nothing", async () => {
  expect((await refusal(upload({}, withKey(world.owner, { scope: "read" })))).code).toBe("forbidden");
  expect((await refusal(upload({}, withKey(world.owner, { projectIds: [] })))).code).toBe("not_found");
});

test("an upload takes at most sixteen statements, also with new labels, an author and references", async () => {
  await run(createIssue, world.as(), { project: "TUR", title: "First" });
  await run(createIssue, world.as(), { project: "TUR", title: "Second" });
  expect(await countStatements(world, () => upload())).toBeLessThanOrEqual(16);
  const text = FILE.replace("TUR-1", "TUR-2 and @ada").replace("tags: [auth,", "tags: [sso,");
  expect(await countStatements(world, () => upload({ text }))).toBeLessThanOrEqual(16);
  expect((await get()).labels.map((label) => label.name)).toEqual(["sso", "web  app"]);
  const names = await run(listReferences, world.as(), { on: "TUR-DOC1", direction: "to" });
  expect(names.items.map(({ on }) => on.key)).toEqual(["TUR-2"]);
  expect(await countStatements(world, () => upload({ text }))).toBeLessThanOrEqual(2);
});
