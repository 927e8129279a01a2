import type { ReadContext } from "#lib/core/context";
import type { HeldClaim, StoredIssue } from "#lib/domain/issues/issue-row";
import type { Person } from "#lib/domain/people/schema";

/** Whose an issue is once its holder no longer works on it: who had it before the claim, unless somebody gave it to another since. */
export async function formerAssignee(
  ctx: ReadContext,
  issue: Pick<StoredIssue, "assignee">,
  { holder, formerId }: HeldClaim,
): Promise<Person | null> {
  if (issue.assignee?.id !== holder.id) return issue.assignee;
  if (formerId === null || formerId === holder.id) return formerId === null ? null : holder;
  return ctx.db.user.findFirst({
    where: { id: formerId, disabledAt: null },
    select: { id: true, handle: true, name: true },
  });
}
