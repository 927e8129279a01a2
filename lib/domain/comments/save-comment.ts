import type { z } from "zod";
import { lostRace } from "#lib/core/conflict";
import type { FieldChanges, WriteContext } from "#lib/core/context";
import { touchIssue } from "#lib/domain/issues/touch-issue";
import type { StoredComment } from "./queries.ts";
import type { Comment } from "./schema.ts";
import { commentSearchEntry } from "./search-entry.ts";

interface Columns {
  body?: string;
  shelf?: "live" | "binned";
  binnedAt?: Date | null;
}

/** Writes the next version of a comment and says what changed. */
export async function saveComment(
  ctx: WriteContext,
  before: StoredComment,
  columns: Columns,
  fields: FieldChanges,
): Promise<z.input<typeof Comment>> {
  const next = { ...columns, updatedAt: ctx.now, version: before.version + 1 };
  const { count } = await ctx.db.comment.updateMany({ where: { id: before.id, version: before.version }, data: next });
  if (count === 0) throw lostRace();
  const after = { ...before, ...next };
  if (after.shelf === "binned") await ctx.database.search.remove(ctx.db, [before.id]);
  else await ctx.database.search.put(ctx.db, commentSearchEntry(after));
  await touchIssue(ctx, before.issueId);
  ctx.changed({
    kind: "comment",
    id: before.id,
    key: before.issue,
    projectId: before.projectId,
    fields,
    about: [{ kind: "issue", id: before.issueId }],
  });
  return after;
}
