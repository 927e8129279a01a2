import type { ReadContext } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";
import { isId } from "#lib/core/ids";
import { requireWholeWorkspace } from "#lib/domain/comments/require-commentable";
import { mayChangeWorkOf } from "#lib/domain/people/may-change-work-of";
import type { Subject } from "#lib/domain/subjects/find-subjects";
import { requireInUse } from "#lib/domain/subjects/in-use";
import { requireSubject } from "#lib/domain/subjects/require-subject";

/** What files are attached to: something with a key, or a comment on it. */
export interface Carrier {
  subject: Subject;
  comment: { id: string; authorId: string | null; binned: boolean } | null;
}

/** What a key, or the id of a comment, stands for; what lies in the bin included. Throws `not_found`. */
export async function requireCarrier(ctx: ReadContext, ref: string): Promise<Carrier> {
  const comment = isId(ref) ? await findComment(ctx, ref.toLowerCase()) : null;
  return { subject: await requireSubject(ctx, comment?.subjectId ?? ref, "on"), comment };
}

/** The same for who wants to change its files. Throws `refused` and `forbidden` as well. */
export async function requireUsableCarrier(ctx: ReadContext, ref: string): Promise<Carrier> {
  const carrier = await requireCarrier(ctx, ref);
  requireUsable(ctx, carrier);
  return carrier;
}

/** Refuses to change the files of what lies in the bin, of somebody else's comment, and of the workspace by a limited key. */
export function requireUsable(ctx: ReadContext, { subject, comment }: Carrier): void {
  requireInUse(subject);
  if (subject.kind === "decision" && subject.projectId === null) requireWholeWorkspace(ctx, subject.key);
  if (!comment) return;
  if (comment.binned)
    throw new TurboError("refused", `This comment on ${subject.key} is in the bin. Restore it first.`);
  if (!mayChangeWorkOf(ctx.actor, comment.authorId)) {
    throw new TurboError("forbidden", "Only the author of a comment, an owner or an admin may change its files.");
  }
}

async function findComment(ctx: ReadContext, id: string) {
  const found = await ctx.db.comment.findUnique({
    where: { id },
    select: { id: true, subjectId: true, authorId: true, shelf: true },
  });
  return found && { ...found, binned: found.shelf === "binned" };
}
