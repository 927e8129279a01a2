import type { FieldChanges, WriteContext } from "#lib/core/context";
import { touchSubjects } from "#lib/domain/subjects/touch-subjects";
import { updateRows } from "#lib/domain/undo/update-rows";
import type { QuestionState } from "./fields.ts";
import type { StoredQuestion } from "./queries.ts";
import { settleQuestion } from "./settle-question.ts";

interface Columns {
  state?: QuestionState;
  choice?: string | null;
  answer?: string;
  answererId?: string | null;
  answeredAt?: Date | null;
  shelf?: "live" | "binned";
  binnedAt?: Date | null;
}

/** Writes the next version of a question, tells what changed, and takes it out of the inbox or puts it back. */
export async function saveQuestion(
  ctx: WriteContext,
  before: StoredQuestion,
  columns: Columns,
  fields: FieldChanges,
): Promise<StoredQuestion> {
  const { id, version, issueId } = before;
  await updateRows(ctx, "Question", [{ id, version, ...columns }]);
  await touchSubjects(ctx, [{ kind: "issue", id: issueId }]);
  ctx.changed({
    kind: "question",
    id,
    key: before.issue,
    projectId: before.projectId,
    fields,
    about: [{ kind: "issue", id: issueId }],
  });
  const { answererId: _, binnedAt: __, answeredAt = before.answeredAt, ...told } = columns;
  const after: StoredQuestion = {
    ...before,
    ...told,
    answeredAt: answeredAt instanceof Date ? answeredAt.toISOString() : answeredAt,
    updatedAt: ctx.now.toISOString(),
    version: version + 1,
  };
  await settleQuestion(ctx, after);
  return after;
}
