import { limitOf } from "#lib/core/actor";
import type { WriteContext } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";
import type { Subject } from "#lib/domain/subjects/find-subjects";
import { onRef } from "#lib/domain/subjects/on-ref";
import { requireUsableSubject } from "#lib/domain/subjects/require-subject";

/** What a comment is to be put on. Throws `not_found`, `refused` or `forbidden`. */
export async function requireCommentable(
  ctx: WriteContext,
  input: { on?: string | undefined; issue?: string | undefined },
): Promise<Subject> {
  const { ref, path } = onRef(input);
  const subject = await requireUsableSubject(ctx, ref, path);
  if (subject.kind === "decision" && subject.projectId === null) requireWholeWorkspace(ctx, subject.key);
  return subject;
}

/** Refuses who is limited to projects: what belongs to the workspace it may only read. */
export function requireWholeWorkspace({ actor }: Pick<WriteContext, "actor">, key: string): void {
  if (actor.projectIds === null) return;
  const { who, way } = limitOf(actor);
  throw new TurboError(
    "forbidden",
    `${key} belongs to the whole workspace, and ${who} is limited to some projects. ${way}.`,
  );
}
