import { afterEach, beforeEach, expect, test } from "vitest";
import { type Operation, run } from "#lib/core/operation";
import { listBin } from "#lib/domain/bin/list-bin";
import { listActivity } from "#lib/domain/events/list-activity";
import { createIssue } from "#lib/domain/issues/create-issue";
import { createLabel } from "#lib/domain/labels/create-label";
import { createProject } from "#lib/domain/projects/create-project";
import { search } from "#lib/domain/search/search";
import { countStatements } from "#lib/testing/count-statements";
import { HOSTILE_LINE } from "#lib/testing/hostile-text";
import { refusal } from "#lib/testing/refusal";
import { rebuiltContents, searchContents } from "#lib/testing/search-contents";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { createDocument } from "./create-document.ts";
import { getDocument } from "./get-document.ts";
import { listDocuments } from "./list-documents.ts";
import { listTree } from "./list-tree.ts";
import { archiveDocument, binDocument, restoreDocument } from "./shelf.ts";
import { updateDocument } from "./update-document.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
  await run(createProject, world.as(), { name: "Turbo", key: "TUR" });
  await run(createProject, world.as(), { name: "Other", key: "OTH" });
  await run(createLabel, world.as(), { name: "api" });
});
afterEach(() => world.close());

const create = (input: object = {}, actor = world.owner) =>
  run(createDocument, world.as(actor), { project: "TUR", title: "Sign in", ...input });
const update = (input: object, actor = world.owner) =>
  run(updateDocument, world.as(actor), { document: "TUR-DOC1", ...input });
const get = (document = "TUR-DOC1") => run(getDocument, world.as(), { document });
const tree = async (input: object = { project: "TUR" }) =>
  (await run(listTree, world.as(), input)).items.map((one) => one.key);
const readOnly = () => withKey(world.owner, { scope: "read" });
const limited = async () => {
  const { projectId } = (await world.database.reader.document.findFirst()) ?? { projectId: "" };
  const other = await world.database.reader.project.findFirst({ where: { id: { not: projectId } } });
  return withKey(world.owner, { projectIds: [other?.id ?? ""] });
};

test("a document is read as it was written, with its number in the project", async () => {
  const made = await create({ body: "# Hello\n\nText", kind: "design", labels: ["API"] });
  expect(made).toMatchObject({
    key: "TUR-DOC1",
    kind: "design",
    status: "draft",
    body: "# Hello\n\nText",
    length: 13,
    labels: [{ name: "api" }],
    author: { handle: "ada" },
    revision: 1,
    version: 1,
    path: [],
  });
  const { section, outline, ...read } = await get("tur-doc1");
  expect({ section, outline }).toEqual({ section: null, outline: null });
  expect({ ...read, similar: [] }).toEqual(made);
  expect((await create()).key).toBe("TUR-DOC2");
  expect((await create({ project: "OTH" })).key).toBe("OTH-DOC1");
});

test("hostile texts are stored as they are", async () => {
  await create({ title: HOSTILE_LINE, body: HOSTILE_LINE });
  expect(await get()).toMatchObject({ title: HOSTILE_LINE.trim(), body: HOSTILE_LINE });
});

test("a change names only what it changes, and the same again changes nothing", async () => {
  await create({ body: "One" });
  const changed = await update({ status: "in_review", addLabels: ["api"], version: 1 });
  expect(changed).toMatchObject({
    status: "in_review",
    labels: [{ name: "api" }],
    body: "One",
    version: 2,
    revision: 1,
  });
  const again = await update({ status: "in_review", body: "One" });
  expect(again.version).toBe(2);
  expect(await update({ removeLabels: ["api"] })).toMatchObject({ labels: [], version: 3 });
});

test("single places of the text are replaced", async () => {
  await create({ body: "One two two" });
  expect((await update({ replace: [{ find: "One", replace: "Three" }] })).body).toBe("Three two two");
  const twice = await refusal(update({ replace: [{ find: "two", replace: "2" }] }));
  expect(twice).toMatchObject({ code: "invalid", fields: [{ path: "replace.0.find" }] });
  const both = await refusal(update({ body: "x", replace: [{ find: "two", replace: "2", all: true }] }));
  expect(both).toMatchObject({ code: "invalid", fields: [{ path: "replace" }] });
});

test("a few words that stand for all memory there is are refused", async () => {
  const { key: document } = await create({ body: "ab".repeat(500_000) });
  const replace = [{ find: "a", replace: "a".repeat(1_000_000), all: true }];
  const refused = await refusal(run(updateDocument, world.as(), { document, replace }));
  expect(refused).toMatchObject({ code: "invalid", fields: [{ path: "replace.0.replace" }] });
});

test("who read an older version gets the text as it is now and loses nothing", async () => {
  await create({ body: "One" });
  await update({ body: "Two", version: 1 }, world.member);
  const refused = await refusal(update({ body: "Mine", version: 1 }));
  expect(refused).toMatchObject({ code: "conflict", current: { body: "Two", version: 2 } });
  expect((await get()).body).toBe("Two");
});

test("documents lie under each other in their order, and never under themselves", async () => {
  await create({ title: "Top" });
  await create({ title: "First", parent: "TUR-DOC1" });
  await create({ title: "Second", parent: "TUR-DOC1" });
  const deep = await create({ title: "Deep", parent: "TUR-DOC2" });
  expect(deep.path.map((one) => one.key)).toEqual(["TUR-DOC1", "TUR-DOC2"]);
  expect(await tree()).toEqual(["TUR-DOC1"]);
  expect(await tree({ parent: "TUR-DOC1" })).toEqual(["TUR-DOC2", "TUR-DOC3"]);
  await update({ document: "TUR-DOC3", before: "TUR-DOC2" });
  expect(await tree({ parent: "TUR-DOC1" })).toEqual(["TUR-DOC3", "TUR-DOC2"]);
  const loop = await refusal(update({ document: "TUR-DOC1", parent: "TUR-DOC4" }));
  expect(loop).toMatchObject({ code: "invalid", fields: [{ path: "parent" }] });
  expect(loop.message + loop.fields[0]?.message).toContain("TUR-DOC1 → TUR-DOC2 → TUR-DOC4 → TUR-DOC1");
  expect(await refusal(update({ parent: "TUR-DOC1" }))).toMatchObject({ fields: [{ path: "parent" }] });
  expect(await update({ document: "TUR-DOC4", parent: null })).toMatchObject({ parent: null, path: [] });
  expect(await tree()).toEqual(["TUR-DOC1", "TUR-DOC4"]);
  await create({ project: "OTH" });
  expect(await refusal(update({ parent: "OTH-DOC1" }))).toMatchObject({ code: "invalid" });
  expect(await refusal(update({ document: "TUR-DOC2", before: "TUR-DOC1" }))).toMatchObject({ code: "invalid" });
});

test("what lies below goes to the bin with a document and comes back with it", async () => {
  await create({ title: "Top" });
  await create({ title: "Below", parent: "TUR-DOC1" });
  await create({ title: "Deep", parent: "TUR-DOC2" });
  await create({ title: "Gone before", parent: "TUR-DOC1" });
  await run(binDocument, world.as(), { document: "TUR-DOC4" });
  await run(binDocument, world.as(), { document: "TUR-DOC1" });
  expect(await tree()).toEqual([]);
  expect((await run(listDocuments, world.as(), {})).items).toEqual([]);
  expect((await run(listBin, world.as(), { kind: ["document"] })).items.map((one) => one.key).sort()).toEqual([
    "TUR-DOC1",
    "TUR-DOC2",
    "TUR-DOC3",
    "TUR-DOC4",
  ]);
  expect((await run(search, world.as(), { q: "deep" })).items).toEqual([]);
  expect(await refusal(update({ title: "No" }))).toMatchObject({ code: "refused" });
  await run(restoreDocument, world.as(), { document: "TUR-DOC1" });
  expect((await run(listDocuments, world.as(), { sort: "title" })).items.map((one) => one.title)).toEqual([
    "Below",
    "Deep",
    "Top",
  ]);
  expect((await run(search, world.as(), { q: "deep" })).items).toHaveLength(1);
  expect(await searchContents(world)).toEqual(await rebuiltContents(world));
});

test("a document whose parent is gone comes back at the top", async () => {
  await create({ title: "Top" });
  await create({ title: "Below", parent: "TUR-DOC1" });
  await run(archiveDocument, world.as(), { document: "TUR-DOC1" });
  expect((await get("TUR-DOC2")).shelf).toBe("archived");
  expect(await run(restoreDocument, world.as(), { document: "TUR-DOC2" })).toMatchObject({
    parent: null,
    shelf: "live",
  });
  expect(await tree()).toEqual(["TUR-DOC2"]);
});

test("lists filter and order, page by page, with an exact total", async () => {
  await create({ title: "Beta", kind: "design", labels: ["api"] });
  await create({ title: "alpha", status: "published" });
  await create({ title: "Gamma", parent: "TUR-DOC1", project: "TUR" });
  await create({ project: "OTH", title: "Delta" });
  const keys = async (input: object) => (await run(listDocuments, world.as(), input)).items.map((one) => one.key);
  expect(await keys({ sort: "title" })).toEqual(["TUR-DOC2", "TUR-DOC1", "OTH-DOC1", "TUR-DOC3"]);
  expect(await keys({ kind: "design" })).toEqual(["TUR-DOC1"]);
  expect(await keys({ status: ["published"] })).toEqual(["TUR-DOC2"]);
  expect(await keys({ label: "api" })).toEqual(["TUR-DOC1"]);
  expect(await keys({ parent: "TUR-DOC1" })).toEqual(["TUR-DOC3"]);
  expect(await keys({ parent: "none", project: "TUR", sort: "title" })).toEqual(["TUR-DOC2", "TUR-DOC1"]);
  expect(await keys({ text: "AMM" })).toEqual(["TUR-DOC3"]);
  expect(await keys({ stale: true })).toEqual([]);
  const first = await run(listDocuments, world.as(), { project: "TUR", limit: 2, sort: "title", total: true });
  expect(first.total).toBe(3);
  const rest = await run(listDocuments, world.as(), {
    project: "TUR",
    limit: 2,
    sort: "title",
    cursor: first.nextCursor,
  });
  expect([...first.items, ...rest.items].map((one) => one.key)).toEqual(["TUR-DOC2", "TUR-DOC1", "TUR-DOC3"]);
  expect(rest.nextCursor).toBeNull();
});

test("parts of a document are read by heading, and its outline tells their sizes", async () => {
  const body =
    "Intro\n\n# One\n\ntext\n\n## Risks\n\nfirst\n\n```\n# not a heading\n```\n\nTwo\n===\n\n## Risks\n\nsecond\n";
  await create({ body });
  const { body: none, outline } = await run(getDocument, world.as(), { document: "TUR-DOC1", outline: true });
  expect(none).toBeNull();
  expect(outline?.map(({ level, path }) => [level, path])).toEqual([
    [1, "One"],
    [2, "One > Risks"],
    [1, "Two"],
    [2, "Two > Risks"],
  ]);
  const section = (name: string) => run(getDocument, world.as(), { document: "TUR-DOC1", section: name });
  expect(await section("two > risks")).toMatchObject({ body: "## Risks\n\nsecond", section: "Two > Risks" });
  expect((await section("One")).body).toContain("# not a heading");
  expect(await refusal(section("Risks"))).toMatchObject({
    code: "invalid",
    fields: [{ path: "section", allowed: ["One > Risks", "Two > Risks"] }],
  });
  expect((await refusal(section("Oen"))).fields[0]?.message).toContain('Did you mean "One"');
});

test("what the text names is linked, and what is taken out is not", async () => {
  const { id: issue } = await run(createIssue, world.as(), { project: "TUR", title: "First" });
  const { id } = await create({ body: "See TUR-1" });
  const links = () => world.database.reader.reference.findMany({ where: { fromId: id } });
  expect(await links()).toMatchObject([{ fromKind: "document", toKind: "issue", toId: issue }]);
  await update({ body: "See TUR-1 and TUR-9" });
  expect(await links()).toHaveLength(1);
  await update({ body: "Nothing" });
  expect(await links()).toEqual([]);
});

test("each change is an event of the document, texts by their hash", async () => {
  const { id } = await create({ body: "One" });
  await update({ body: "Two", status: "approved" });
  const { items } = await run(listActivity, world.as(), { on: "TUR-DOC1" });
  expect(items.map((event) => event.operation)).toEqual(["documents.update", "documents.create"]);
  expect(items[0]?.changes[0]).toMatchObject({
    kind: "document",
    id,
    key: "TUR-DOC1",
    fields: { status: ["draft", "approved"], body: [{ length: 3 }, { length: 3 }], revision: [1, 2] },
  });
});

test("a key that may only read, or that sees other projects, changes nothing", async () => {
  await create();
  const writes: [Operation, object][] = [
    [createDocument, { project: "TUR", title: "New" }],
    [updateDocument, { document: "TUR-DOC1", title: "New" }],
    [archiveDocument, { document: "TUR-DOC1" }],
    [binDocument, { document: "TUR-DOC1" }],
    [restoreDocument, { document: "TUR-DOC1" }],
  ];
  for (const [operation, input] of writes) {
    expect((await refusal(run(operation, world.as(readOnly()), input))).code).toBe("forbidden");
    expect((await refusal(run(operation, world.as(await limited()), input))).code).toBe("not_found");
  }
  const elsewhere = world.as(await limited());
  expect((await refusal(run(getDocument, elsewhere, { document: "TUR-DOC1" }))).code).toBe("not_found");
  expect((await refusal(run(listTree, elsewhere, { project: "TUR" }))).code).toBe("not_found");
  expect((await run(listDocuments, elsewhere, {})).items).toEqual([]);
  expect((await get()).version).toBe(1);
});

test("who is named in a document for the first time finds it in the inbox", async () => {
  await create({ body: "Nobody yet" });
  await update({ body: "Ask @ben" });
  await update({ body: "Ask @ben again" });
  const notices = await world.database.reader.inboxItem.findMany({ where: { userId: world.member.user.id } });
  expect(notices).toMatchObject([{ kind: "mention", subjectKind: "document", excerpt: "Ask @ben" }]);
});

test("writes take few statements, however long the text", async () => {
  const body = "A line of the document.\n".repeat(41_000);
  await run(createIssue, world.as(), { project: "TUR", title: "First" });
  expect(await countStatements(world, () => create({ body: `${body}TUR-1`, labels: ["api"] }))).toBeLessThanOrEqual(16);
  expect(await countStatements(world, () => update({ body: `${body}More of TUR-1` }))).toBeLessThanOrEqual(16);
  expect(
    await countStatements(world, () => update({ body: `${body}More TUR-1 TUR-2`, title: "New" })),
  ).toBeLessThanOrEqual(16);
  await run(createLabel, world.as(), { name: "ux" });
  const whole = { title: "All", body: "Now @ben", kind: "design", status: "published", labels: ["ux"], note: "Why" };
  expect(await countStatements(world, () => update(whole))).toBeLessThanOrEqual(16);
  expect(await get()).toMatchObject({ labels: [{ name: "ux" }], revision: 4 });
  expect(await countStatements(world, () => get())).toBeLessThanOrEqual(1);
  expect(await countStatements(world, () => run(listDocuments, world.as(), { project: "TUR" }))).toBeLessThanOrEqual(3);
  expect(await countStatements(world, () => run(listTree, world.as(), { project: "TUR" }))).toBeLessThanOrEqual(3);
});
