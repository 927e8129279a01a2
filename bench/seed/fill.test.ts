import { afterEach, describe, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { createIssue } from "#lib/domain/issues/create-issue";
import { getIssue } from "#lib/domain/issues/get-issue";
import type { Issue } from "#lib/domain/issues/schema";
import { rebuildSearch } from "#lib/domain/search/rebuild-search";
import { ENGINES, makeWorld, type World } from "#lib/testing/world";
import { fill } from "./fill.ts";
import { planIssues } from "./plan.ts";

const SIZE = 40;

/** What an issue has of its own: not its names, its times, nor what others say of it. */
function ownPart(issue: Issue): object {
  const { title, description, type, status, priority, estimate, assignee, labels, parentIssue, dueDate } = issue;
  return {
    ...{ title, description, type, status, priority, estimate, assignee, labels, parentIssue, dueDate },
    ...{ creator: issue.creator, shelf: issue.shelf, version: issue.version, counts: issue.criteria },
    criteria: issue.criteriaList.map(({ text, done }) => ({ text, done })),
    blockedBy: issue.links.filter((link) => link.kind === "blocked_by").map((link) => link.issue.key),
    times: [issue.startedAt !== null, issue.completedAt !== null],
  };
}

async function filedFields(world: World, subjectId: string): Promise<unknown> {
  const event = await world.database.reader.event.findFirstOrThrow({
    where: { subjectId, operation: "issues.create" },
  });
  const fields = (event.changes as { fields: object }[]).map((change) => change.fields);
  // Criteria have ids and times of their own.
  return JSON.parse(JSON.stringify(fields).replace(/"(id|at)":"[0-9a-fTZ:.-]+"/g, '"$1":""'));
}

const foundBy = (world: World, text: string) =>
  world.database.search.find(world.database.reader, { text, order: "newest", limit: 100, offset: 0 });

describe.each(ENGINES)("on %s", (engine) => {
  let world: World;
  afterEach(() => world.close());

  test("an issue that was filled in is stored and told as if it had been filed", async () => {
    world = await makeWorld(engine);
    await fill(world.as, world.url, SIZE);
    for (const { input, number } of planIssues(SIZE)) {
      const filled = await run(getIssue, world.as(), { issue: `${input.project}-${number}` });
      const filed = await run(createIssue, world.as(), input);
      expect(ownPart(filled)).toEqual(ownPart(filed));
      expect(await filedFields(world, filled.id)).toEqual(await filedFields(world, filed.id));
    }
  });

  test("what was filled in is found as after a rebuild of the search", async () => {
    world = await makeWorld(engine);
    await fill(world.as, world.url, SIZE);
    const texts = [...planIssues(SIZE)].map((planned) => planned.input.title);
    const before = await Promise.all(texts.map((text) => foundBy(world, text)));
    for (const hits of before) expect(hits.length).toBeGreaterThan(0);
    await rebuildSearch(world.as());
    const after = await Promise.all(texts.map((text) => foundBy(world, text)));
    const subjects = (found: typeof before) => found.map((hits) => hits.map((hit) => hit.subject).sort());
    expect(subjects(after)).toEqual(subjects(before));
  });
});
