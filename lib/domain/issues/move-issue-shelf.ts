import type { z } from "zod";
import { lostRace } from "#lib/core/conflict";
import type { WriteContext } from "#lib/core/context";
import type { StoredIssue } from "./issue-row.ts";
import type { Shelf } from "./schema.ts";
import { issueSearchEntry } from "./search-entry.ts";

/** Puts an issue on a shelf and says so; one that stands there already is left as it is. */
export async function moveIssueShelf(
  ctx: WriteContext,
  issue: StoredIssue,
  shelf: z.output<typeof Shelf>,
): Promise<StoredIssue> {
  if (issue.shelf === shelf) {
    ctx.unchanged();
    return issue;
  }
  const archivedAt = shelf === "archived" ? ctx.now : null;
  const binnedAt = shelf === "binned" ? ctx.now : null;
  const { count } = await ctx.db.issue.updateMany({
    where: { id: issue.id, version: issue.version },
    data: { shelf, archivedAt, binnedAt, updatedAt: ctx.now, version: issue.version + 1 },
  });
  if (count === 0) throw lostRace();
  if (shelf === "binned") await ctx.database.search.remove(ctx.db, [issue.id]);
  else if (issue.shelf === "binned")
    await ctx.database.search.put(ctx.db, issueSearchEntry({ ...issue, criteria: issue.criteriaList }));
  ctx.changed({
    kind: "issue",
    id: issue.id,
    key: issue.key,
    projectId: issue.projectId,
    fields: { shelf: [issue.shelf, shelf] },
  });
  return {
    ...issue,
    shelf,
    archivedAt: archivedAt?.toISOString() ?? null,
    binnedAt: binnedAt?.toISOString() ?? null,
    version: issue.version + 1,
    updatedAt: ctx.now.toISOString(),
  };
}
