import type { WriteContext } from "#lib/core/context";
import { defineOperation } from "#lib/core/operation";
import { addBlockers } from "./add-blockers.ts";
import { keyed } from "./keyed.ts";
import { type FoundIssue, findTarget } from "./queries.ts";
import { reach } from "./reach.ts";
import { ImportedLinks, ImportLinks } from "./schema.ts";
import { setParents } from "./set-parents.ts";
import type { Edge } from "./without-cycles.ts";

export const importLinks = defineOperation({
  name: "imports.links",
  summary: "Give imported issues their parents and blockers; what is there already stays.",
  access: "write",
  reach: "projects",
  rest: "POST /imports/links",
  input: ImportLinks,
  output: ImportedLinks,
  authorize: targetOfLinks,
  async handle(ctx, { items }, { project, found }) {
    const edges = edgesBetween(items, found);
    const known = await reach(ctx, edges);
    const keys = new Map([...found.values()].map((issue) => [issue.id, issue.key]));
    const place = { projectId: project.id, keys };
    const set = await setParents(ctx, place, { edges: edges.parents, known: known.parents });
    const added = await addBlockers(ctx, place, { edges: edges.blockers, known: known.blockers });
    if (set.made === 0 && added.made === 0) ctx.unchanged();
    const told = await keyed(ctx, [...set.refused, ...added.refused]);
    return {
      parents: set.made,
      blockers: added.made,
      missing: items.flatMap((item) =>
        namedIn(item)
          .filter((other) => !found.has(other))
          .map((other) => ({ id: item.id, other })),
      ),
      refusedParents: set.refused.map(told),
      refusedBlockers: added.refused.map(told),
    };
  },
});

/** What the links name, read once no other write can change the graph. */
async function targetOfLinks(ctx: WriteContext, { project, source, items }: ImportLinks) {
  await ctx.database.oneAtATime(ctx.db, "links");
  const ids = [...new Set(items.flatMap(namedIn))];
  return findTarget(ctx, { project, source, items: ids.map((id) => ({ id, number: null })) });
}

type Item = ImportLinks["items"][number];

function namedIn({ id, parent, blockedBy }: Item): string[] {
  return [...new Set([id, ...(parent ? [parent] : []), ...blockedBy])];
}

/** Child → parent and blocker → blocked, by row id. A parent that an issue has already stays. */
function edgesBetween(items: readonly Item[], found: ReadonlyMap<string, FoundIssue>) {
  const [parents, blockers]: [Map<string, Edge>, Edge[]] = [new Map(), []];
  for (const { id, parent, blockedBy } of items) {
    const issue = found.get(id);
    if (!issue) continue;
    const above = parent ? found.get(parent) : undefined;
    if (above && issue.parentId === null && !parents.has(issue.id)) parents.set(issue.id, [issue.id, above.id]);
    for (const other of blockedBy) {
      const blocker = found.get(other);
      if (blocker) blockers.push([blocker.id, issue.id]);
    }
  }
  return { parents: [...parents.values()], blockers };
}
