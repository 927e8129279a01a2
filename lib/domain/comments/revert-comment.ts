import type { Change } from "#lib/core/context";
import { differences } from "#lib/domain/field-table";
import { mayChangeWorkOf } from "#lib/domain/people/may-change-work-of";
import { saveManyReferences } from "#lib/domain/references/save-many-references";
import { touchSubjects } from "#lib/domain/subjects/touch-subjects";
import type { Reverter, Unrestored } from "#lib/domain/undo/reverter";
import { updateRows } from "#lib/domain/undo/update-rows";
import { COMMENT_FIELDS } from "./fields.ts";
import { findComments, type StoredComment } from "./queries.ts";
import { commentSearchEntry } from "./search-entry.ts";

/** Puts comments back. */
export const revertComment: Reverter = {
  kind: "comment",
  async restore(ctx, rows) {
    const found = await findComments(
      ctx,
      rows.map((row) => row.id),
    );
    const unrestored: Unrestored[] = [];
    const pairs = rows.flatMap(({ id, values }) => {
      const was = found.find((comment) => comment.id === id);
      const why = was ? notOwn(was, mayChangeWorkOf(ctx.actor, was.author?.id ?? null)) : "This comment is gone.";
      if (why) unrestored.push({ id, field: null, why });
      if (!was || why) return [];
      const is: StoredComment = { ...was, ...values };
      return is.body === was.body && is.shelf === was.shelf ? [] : [{ was, is }];
    });
    const after = pairs.map(({ is }) => is);
    await updateRows(
      ctx,
      "Comment",
      after.map(({ id, version, body, shelf }) => {
        return { id, version, body, shelf, binnedAt: shelf === "binned" ? ctx.now : null };
      }),
    );
    const [gone, shown] = [after.filter(isBinned), after.filter((comment) => !isBinned(comment))];
    await ctx.database.search.remove(
      ctx.db,
      gone.map(({ id }) => id),
    );
    await ctx.database.search.putMany(ctx.db, shown.map(commentSearchEntry));
    await saveManyReferences(
      ctx,
      pairs
        .filter(({ was, is }) => was.body !== is.body)
        .map(({ is }) => ({ kind: "comment", id: is.id, texts: [is.body] })),
    );
    await touchSubjects(
      ctx,
      after.map(({ subject }) => subject),
    );
    return { changes: pairs.map(({ was, is }) => changeOf(was, is)), unrestored };
  },
};

function isBinned({ shelf }: StoredComment): boolean {
  return shelf === "binned";
}

function notOwn({ author }: StoredComment, mayChange: boolean): string | null {
  if (mayChange) return null;
  return `This comment is by ${author ? `@${author.handle}` : "nobody here"}. Only its author and the owner may change it.`;
}

function changeOf(was: StoredComment, is: StoredComment): Change {
  return {
    kind: "comment",
    id: is.id,
    key: is.on,
    projectId: is.projectId,
    fields: { ...differences(COMMENT_FIELDS, was, is), shelf: [was.shelf, is.shelf] },
    about: [{ kind: is.subject.kind, id: is.subject.id }],
  };
}
