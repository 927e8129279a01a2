import { defineOperation } from "#lib/core/operation";
import { addBlockers } from "./add-blockers.ts";
import { type FoundIssue, findImported, holdProject } from "./queries.ts";
import { ImportedLinks, ImportLinks } from "./schema.ts";
import { setParents } from "./set-parents.ts";
import type { Edge } from "./without-cycles.ts";

export const importLinks = defineOperation({
  name: "imports.links",
  summary: "Give imported issues their parents and blockers; what is there already stays.",
  access: "write",
  rest: "POST /imports/links",
  input: ImportLinks,
  output: ImportedLinks,
  authorize: (ctx, { project }) => holdProject(ctx, project),
  async handle(ctx, { source, items }, project) {
    const ids = new Set(items.flatMap(namedIn));
    const { found } = await findImported(
      ctx,
      project,
      source,
      [...ids].map((id) => ({ id, number: null })),
    );
    const { parents, blockers } = edgesBetween(items, found);
    const keys = new Map([...found.values()].map((issue) => [issue.id, issue.key]));
    const set = await setParents(ctx, project.id, keys, parents);
    const added = await addBlockers(ctx, project.id, keys, blockers);
    if (set.made === 0 && added.made === 0) ctx.unchanged();
    return {
      parents: set.made,
      blockers: added.made,
      missing: items.flatMap((item) =>
        namedIn(item)
          .filter((other) => !found.has(other))
          .map((other) => ({ id: item.id, other })),
      ),
      refusedParents: set.refused,
      refusedBlockers: added.refused,
    };
  },
});

type Item = ImportLinks["items"][number];

function namedIn({ id, parent, blockedBy }: Item): string[] {
  return [...new Set([id, ...(parent ? [parent] : []), ...blockedBy])];
}

/** Child → parent and blocker → blocked, by row id. A parent that an issue has already stays. */
function edgesBetween(items: readonly Item[], found: ReadonlyMap<string, FoundIssue>) {
  const [parents, blockers]: [Edge[], Edge[]] = [[], []];
  for (const { id, parent, blockedBy } of items) {
    const issue = found.get(id);
    if (!issue) continue;
    const above = parent ? found.get(parent) : undefined;
    if (above && issue.parentId === null) parents.push([issue.id, above.id]);
    for (const other of blockedBy) {
      const blocker = found.get(other);
      if (blocker) blockers.push([blocker.id, issue.id]);
    }
  }
  return { parents, blockers };
}
