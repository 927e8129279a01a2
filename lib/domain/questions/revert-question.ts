import { briefValue } from "#lib/core/brief-value";
import type { Change, WriteContext } from "#lib/core/context";
import { idsOf } from "#lib/core/ids";
import { dateOf } from "#lib/core/row-value";
import { isNothing } from "#lib/domain/field-table";
import type { Person } from "#lib/domain/people/schema";
import { maySeeProject } from "#lib/domain/projects/policy";
import { touchSubjects } from "#lib/domain/subjects/touch-subjects";
import type { Restorable, Reverter, Unrestored } from "#lib/domain/undo/reverter";
import { updateRows } from "#lib/domain/undo/update-rows";
import { whyNotOwn } from "./policy.ts";
import { findQuestions, type StoredQuestion } from "./queries.ts";
import { settleQuestion } from "./settle-question.ts";

/** Puts questions back: open again, answered again, or in the bin. */
export const revertQuestion: Reverter = {
  kind: "question",
  async restore(ctx, rows) {
    const found = await findQuestions(ctx, idsOf(rows));
    const people = await answerers(ctx, rows);
    const unrestored: Unrestored[] = [];
    const pairs = rows.flatMap(({ id, values }) => {
      const was = found.find((question) => question.id === id && maySeeProject(ctx.actor, question.projectId));
      const why = was ? whyNot(ctx, was, values) : "This question is gone.";
      if (why) unrestored.push({ id, field: null, why });
      if (!was || why) return [];
      const { answeredBy = was.answeredBy?.handle, ...own } = values;
      const is: StoredQuestion = { ...was, ...own, answeredBy: people.get(String(answeredBy)) ?? null };
      if (typeof answeredBy === "string" && answeredBy === was.answeredBy?.handle) is.answeredBy = was.answeredBy;
      return isNothing(fieldsOf(was, is)) ? [] : [{ was, is }];
    });
    await updateRows(
      ctx,
      "Question",
      pairs.map(({ is: { id, version, state, choice, answer, answeredBy, answeredAt, shelf } }) => ({
        ...{ id, version, state, choice, answer, shelf },
        answererId: answeredBy?.id ?? null,
        answeredAt: dateOf(answeredAt),
        binnedAt: shelf === "binned" ? ctx.now : null,
      })),
    );
    for (const { is } of pairs) await settleQuestion(ctx, is);
    await touchSubjects(
      ctx,
      pairs.map(({ is }) => ({ kind: "issue", id: is.issueId })),
    );
    const changes = pairs.map(
      ({ was, is }): Change => ({
        kind: "question",
        id: is.id,
        key: is.issue,
        projectId: is.projectId,
        fields: fieldsOf(was, is),
        about: [{ kind: "issue", id: is.issueId }],
      }),
    );
    return { changes, unrestored };
  },
};

/** Who answered, as the old values name them, by handle. */
async function answerers(ctx: WriteContext, rows: readonly Restorable[]): Promise<Map<string, Person>> {
  const handles = rows.flatMap(({ values }) => (typeof values.answeredBy === "string" ? values.answeredBy : []));
  if (handles.length === 0) return new Map();
  const people = await ctx.db.user.findMany({
    where: { handle: { in: handles } },
    select: { id: true, handle: true, name: true },
  });
  return new Map(people.map((person) => [person.handle, person]));
}

/** Why a question stays as it is; null where the actor may put it back. */
function whyNot({ actor }: WriteContext, was: StoredQuestion, values: Restorable["values"]): string | null {
  const isAgent = actor.key?.kind === "agent";
  if (isAgent && (was.state === "answered" || values.state === "answered"))
    return `${was.issue}: a person's answer is not for the agent key "${actor.key?.name}" to take back.`;
  return whyNotOwn(actor, was);
}

function fieldsOf(was: StoredQuestion, is: StoredQuestion): Change["fields"] {
  return {
    state: [was.state, is.state],
    choice: [was.choice, is.choice],
    answer: [briefValue(was.answer), briefValue(is.answer)],
    answeredBy: [was.answeredBy?.handle ?? null, is.answeredBy?.handle ?? null],
    answeredAt: [was.answeredAt, is.answeredAt],
    shelf: [was.shelf, is.shelf],
  };
}
