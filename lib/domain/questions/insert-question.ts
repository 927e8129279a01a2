import type { WriteContext } from "#lib/core/context";
import { newId } from "#lib/core/ids";
import { beginnings } from "#lib/domain/field-table";
import { notify } from "#lib/domain/inbox/notify";
import { viaOf } from "#lib/domain/people/queries";
import type { Person } from "#lib/domain/people/schema";
import { excerptAt } from "#lib/domain/search/excerpt";
import { touchSubjects } from "#lib/domain/subjects/touch-subjects";
import { QUESTION_FIELDS, type QuestionValues } from "./fields.ts";
import type { Question } from "./schema.ts";

interface Asked extends QuestionValues {
  of: Person;
  /** Turbo asks by itself, whoever made it notice. */
  byItself?: boolean;
}

/** Writes a new question of the actor, or of Turbo itself, says so, and puts it into the inbox of who is asked. */
export async function insertQuestion(
  ctx: WriteContext,
  issue: { id: string; key: string; projectId: string },
  { of, byItself = false, ...values }: Asked,
): Promise<Question> {
  const [by, via] = byItself ? [null, null] : [ctx.actor.user, viaOf(ctx.actor)];
  const id = newId();
  const { id: issueId, key, projectId } = issue;
  await ctx.db.question.createMany({
    data: [
      {
        ...{ id, createdAt: ctx.now, updatedAt: ctx.now, issueId, askedId: of.id, askerId: by?.id ?? null, ...values },
        ...(via ? { via: { ...via } } : {}),
      },
    ],
  });
  await touchSubjects(ctx, [{ kind: "issue", id: issueId }]);
  const subject = { kind: "issue", id: issueId, projectId } as const;
  const excerpt = excerptAt(values.text, 0);
  notify(ctx, [{ userId: of.id, kind: "question", subject, sourceId: id, excerpt, toSelf: true, byItself }]);
  ctx.changed({
    ...{ kind: "question", id, key, projectId },
    fields: { ...beginnings(QUESTION_FIELDS, values), of: [null, of.handle] },
    about: [{ kind: "issue", id: issueId }],
  });
  const at = ctx.now.toISOString();
  return {
    ...{ id, issue: key, ...values, state: "open", of, by, via },
    ...{ choice: null, answer: "", answeredBy: null, answeredAt: null, version: 1, createdAt: at, updatedAt: at },
  };
}
