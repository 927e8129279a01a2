import fc from "fast-check";
import { expect, test } from "vitest";
import type { Operation } from "#lib/core/operation";
import { run } from "#lib/core/operation";
import { createComment } from "#lib/domain/comments/create-comment";
import { binComment, restoreComment } from "#lib/domain/comments/shelf";
import { updateComment } from "#lib/domain/comments/update-comment";
import { createIssue } from "#lib/domain/issues/create-issue";
import { archiveIssue, binIssue, restoreIssue } from "#lib/domain/issues/shelf";
import { updateIssue } from "#lib/domain/issues/update-issue";
import { createProject } from "#lib/domain/projects/create-project";
import { binProject, restoreProject } from "#lib/domain/projects/shelf";
import { updateProject } from "#lib/domain/projects/update-project";
import { rebuiltContents, searchContents } from "#lib/testing/search-contents";
import { makeWorld } from "#lib/testing/world";
import { rebuildSearch } from "./rebuild-search.ts";

const words = fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }).map((text) => `w${text.replace(/\s/g, "")}`);
const step = fc.record({ what: fc.nat(11), which: fc.nat(5), text: words });

test("whatever is written, refused or put away, search equals a rebuild", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const world = await makeWorld();
      try {
        const ids: { issues: string[]; comments: string[] } = { issues: [], comments: [] };
        await run(createProject, world.as(), { name: "Turbo", key: "TUR" });
        for (const { what, which, text } of steps) {
          const issue = ids.issues[which % Math.max(1, ids.issues.length)] ?? "TUR-1";
          const comment = ids.comments[which % Math.max(1, ids.comments.length)] ?? "none";
          const writes: [Operation, object][] = [
            [createIssue, { project: "TUR", title: text, description: text, criteria: [text] }],
            [createComment, { issue, body: text }],
            [updateIssue, { issue, title: text, criteria: [text, "two"] }],
            [updateComment, { comment, body: text }],
            [binIssue, { issue }],
            [restoreIssue, { issue }],
            [archiveIssue, { issue }],
            [binComment, { comment }],
            [restoreComment, { comment }],
            [updateProject, { project: "TUR", description: text }],
            [binProject, { project: "TUR" }],
            [restoreProject, { project: "TUR" }],
          ];
          const [operation, input] = writes[what] ?? [createIssue, {}];
          const answer: unknown = await run(operation, world.as(), input).catch(() => null);
          const id = answer && typeof answer === "object" && "id" in answer ? String(answer.id) : null;
          if (id && operation === createIssue) ids.issues.push(id);
          if (id && operation === createComment) ids.comments.push(id);
        }
        expect(await searchContents(world)).toEqual(await rebuiltContents(world));
      } finally {
        await world.close();
      }
    }),
    { numRuns: 12 },
  );
});

test("a rebuild writes more than one batch, oldest first, and says how far it is", async () => {
  const world = await makeWorld();
  try {
    await run(createProject, world.as(), { name: "Turbo", key: "TUR" });
    for (let place = 1; place <= 130; place++) await run(createIssue, world.as(), { project: "TUR", title: "Lease" });
    const before = await searchContents(world);
    const told: number[] = [];
    expect(await rebuildSearch(world.as(), (done) => told.push(done))).toBe(131);
    expect(told).toEqual([100, 131]);
    expect(await searchContents(world)).toEqual(before);
    const newest = { text: "lease", order: "newest", limit: 1, offset: 0 } as const;
    const [hit] = await world.database.search.find(world.database.reader, newest);
    const last = await world.database.reader.issue.findFirst({ orderBy: { number: "desc" } });
    expect(hit?.subject).toBe(last?.id);
  } finally {
    await world.close();
  }
});
