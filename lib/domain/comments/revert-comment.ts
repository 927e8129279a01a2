import type { Change } from "#lib/core/context";
import { idsOf } from "#lib/core/ids";
import { differences } from "#lib/domain/field-table";
import { touchSubjects } from "#lib/domain/subjects/touch-subjects";
import type { Reverter, Unrestored } from "#lib/domain/undo/reverter";
import { saveWords } from "#lib/domain/undo/save-words";
import { updateRows } from "#lib/domain/undo/update-rows";
import { COMMENT_FIELDS } from "./fields.ts";
import { findComments, type StoredComment, whyNotOwn } from "./queries.ts";
import { commentSearchEntry } from "./search-entry.ts";

/** Puts comments back. */
export const revertComment: Reverter = {
  kind: "comment",
  async restore(ctx, rows) {
    const found = await findComments(ctx, idsOf(rows));
    const unrestored: Unrestored[] = [];
    const pairs = rows.flatMap(({ id, values }) => {
      const was = found.find((comment) => comment.id === id);
      const why = was ? whyNotOwn(ctx.actor, was) : "This comment is gone.";
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
    await saveWords(ctx, pairs, { kind: "comment", texts: ({ body }) => [body], entry: commentSearchEntry });
    await touchSubjects(
      ctx,
      after.map(({ subject }) => subject),
    );
    return { changes: pairs.map(({ was, is }) => changeOf(was, is)), unrestored };
  },
};

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
