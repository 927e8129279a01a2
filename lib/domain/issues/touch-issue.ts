import type { WriteContext } from "#lib/core/context";

/** Notes that something happened on an issue, without a new version of it. */
export async function touchIssue(ctx: WriteContext, issueId: string): Promise<void> {
  await ctx.db.issue.updateMany({ where: { id: issueId }, data: { updatedAt: ctx.now } });
}
