import type { z } from "zod";
import type { FieldChanges, WriteContext } from "#lib/core/context";
import { saveReferences } from "#lib/domain/references/save-references";
import { touchSubject } from "#lib/domain/subjects/touch-subject";
import { updateRows } from "#lib/domain/undo/update-rows";
import type { StoredComment } from "./queries.ts";
import { requireWholeWorkspace } from "./require-commentable.ts";
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
  const { subject, projectId } = before;
  if (subject.kind === "decision" && projectId === null) requireWholeWorkspace(ctx, subject.key);
  const { id, version } = before;
  await updateRows(ctx, "Comment", [{ id, version, ...columns }]);
  const after = { ...before, ...columns, updatedAt: ctx.now, version: version + 1 };
  if (after.shelf === "binned") await ctx.database.search.remove(ctx.db, [id]);
  else {
    const entry = commentSearchEntry(after);
    await saveReferences(ctx, { kind: "comment", id }, [after.body], { before: [before.body], entry });
  }
  await touchSubject(ctx, subject);
  ctx.changed({
    kind: "comment",
    id,
    key: before.on,
    projectId,
    fields,
    about: [{ kind: subject.kind, id: subject.id }],
  });
  return after;
}
