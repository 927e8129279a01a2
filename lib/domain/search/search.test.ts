import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { createComment } from "#lib/domain/comments/create-comment";
import { binComment } from "#lib/domain/comments/shelf";
import { createIssue } from "#lib/domain/issues/create-issue";
import { binIssue } from "#lib/domain/issues/shelf";
import { updateIssue } from "#lib/domain/issues/update-issue";
import { createProject } from "#lib/domain/projects/create-project";
import { binProject } from "#lib/domain/projects/shelf";
import { countStatements } from "#lib/testing/count-statements";
import { HOSTILE_LINE } from "#lib/testing/hostile-text";
import { refusal } from "#lib/testing/refusal";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import type { SearchResult } from "./schema.ts";
import { search } from "./search.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
  await run(createProject, world.as(), { name: "Turbo", key: "TUR" });
  await run(createProject, world.as(), { name: "Other place", key: "OTH" });
});
afterEach(() => world.close());

const file = (title: string, more: object = {}) => run(createIssue, world.as(), { project: "TUR", title, ...more });
const find = (q: string, more: object = {}, actor = world.owner) => run(search, world.as(actor), { q, ...more });
const name = (result: SearchResult) => {
  if (result.kind === "project") return result.project.key;
  if (result.kind === "issue") return result.issue.key;
  return `${result.kind === "comment" ? "on " : ""}${result.on.key}`;
};
const found = async (q: string, more: object = {}, actor = world.owner) => (await find(q, more, actor)).items.map(name);

test("issues, comments and projects are found by their words, with an excerpt", async () => {
  await file("Lease expires", { description: "The **claim** ends quietly" });
  await run(createComment, world.as(), { issue: "TUR-1", body: "Seen while claiming" });
  expect((await found("claim")).sort()).toEqual(["TUR-1", "on TUR-1"]);
  expect(await found("claim", { kind: "comment" })).toEqual(["on TUR-1"]);
  expect(await found("place")).toEqual(["OTH"]);
  const [issue] = (await find("claim", { kind: ["issue"] })).items;
  expect(issue).toMatchObject({ excerpt: "The claim ends quietly", issue: { key: "TUR-1", comments: 1 } });
  expect((await find("place")).items[0]).toMatchObject({ project: { name: "Other place" }, excerpt: "Other place" });
});

test("phrases, accents and beginnings are understood; nothing is found by signs alone", async () => {
  await file("Übergabe der grünen Kiste");
  await file("Kiste der Übergabe");
  expect(await found('"der grunen"')).toEqual(["TUR-1"]);
  expect((await found("uberg")).sort()).toEqual(["TUR-1", "TUR-2"]);
  for (const nothing of ["", "   ", '"', "*", "-- ; '", "\u0000", "\ud800", 'a" OR "b'])
    expect(await found(nothing)).toEqual([]);
});

test("a key, an old key or an id typed exactly comes first", async () => {
  const first = await file("Plain");
  await file("About TUR-1 and LEGACY-7", { description: "TUR-1 TUR-1" });
  const { id: projectId } = await world.database.reader.project.findUniqueOrThrow({ where: { key: "TUR" } });
  await world.database.write((tx) =>
    tx.issueAlias.createMany({
      data: [{ id: "a", createdAt: new Date(), key: "LEGACY-7", issueId: first.id, projectId }],
    }),
  );
  for (const exact of ["TUR-1", "tur-1", " tur-1 ", "legacy-7", first.id])
    expect((await found(exact, { order: "newest" }))[0]).toBe("TUR-1");
  expect((await found("tur-1")).filter((key) => key === "TUR-1")).toHaveLength(1);
  expect(await found("TUR-1", { kind: "comment" })).toEqual([]);
  expect((await found("oth"))[0]).toBe("OTH");
});

test("closed issues and their comments are left out when asked for", async () => {
  await file("Lease one");
  await file("Lease two");
  await run(createComment, world.as(), { issue: "TUR-1", body: "The lease" });
  await run(updateIssue, world.as(), { issue: "TUR-1", status: "done" });
  expect((await found("lease")).sort()).toEqual(["TUR-1", "TUR-2", "on TUR-1"]);
  expect(await found("lease", { closed: "false" })).toEqual(["TUR-2"]);
});

test("pages follow one another without gaps, past what is left out", async () => {
  for (let place = 1; place <= 30; place++) await file(`Lease ${place}`, place > 8 ? { status: "done" } : {});
  const pages: string[] = [];
  for (let offset = 0; ; offset += 3) {
    const page = await find("lease", { closed: false, limit: 3, offset, order: "newest" });
    pages.push(...page.items.map(name));
    if (!page.more) break;
  }
  expect(pages).toEqual([8, 7, 6, 5, 4, 3, 2, 1].map((number) => `TUR-${number}`));
});

test("what lies in the bin, or under something that does, is not found", async () => {
  await file("Lease one");
  await file("Lease two");
  const comment = await run(createComment, world.as(), { issue: "TUR-1", body: "The lease" });
  const hidden = await run(createComment, world.as(), { issue: "TUR-2", body: "The lease" });
  await run(binComment, world.as(), { comment: comment.id });
  await run(binIssue, world.as(), { issue: "TUR-2" });
  expect(await found("lease")).toEqual(["TUR-1"]);
  for (const exact of ["TUR-2", comment.id, hidden.id]) expect(await found(exact)).toEqual([]);
  await run(binProject, world.as(), { project: "TUR" });
  expect(await found("lease")).toEqual([]);
  expect(await found("tur")).toEqual([]);
});

test("a key limited to projects finds only what lies there", async () => {
  await file("Lease one");
  const other = await run(createIssue, world.as(), { project: "OTH", title: "Lease two" });
  const { id } = await world.database.reader.project.findUniqueOrThrow({ where: { key: "OTH" } });
  const limited = withKey(world.owner, { projectIds: [id] });
  expect(await found("lease", {}, limited)).toEqual(["OTH-1"]);
  expect(await found("TUR-1", {}, limited)).toEqual([]);
  expect(await found(other.id, {}, limited)).toEqual(["OTH-1"]);
  expect(await found("lease", { project: "OTH" })).toEqual(["OTH-1"]);
  expect(await refusal(find("lease", { project: "TUR" }, limited))).toMatchObject({ code: "not_found" });
  expect(await found("lease", {}, withKey(world.owner, { projectIds: [] }))).toEqual([]);
});

test("a hostile query is only words", async () => {
  await file(HOSTILE_LINE.slice(0, 200));
  expect(await found(HOSTILE_LINE)).toEqual(["TUR-1"]);
  expect(await found("DROP TABLE")).toEqual(["TUR-1"]);
});

test("a search takes few statements", async () => {
  for (let place = 1; place <= 12; place++) {
    await file(`Lease ${place}`);
    await run(createComment, world.as(), { issue: `TUR-${place}`, body: "The lease" });
  }
  expect(await countStatements(world, () => find("lease", { limit: 10 }))).toBeLessThanOrEqual(6);
});
