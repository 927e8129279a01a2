import type { WriteContext } from "#lib/core/context";
import type { StoredQuestion } from "./queries.ts";

/** Lets an issue back into the queue whose leases ran out, once a person said why, or that nobody needs to know. */
export async function forgetLapses(ctx: WriteContext, { issueId, by }: StoredQuestion): Promise<void> {
  if (by === null) await ctx.db.issue.updateMany({ where: { id: issueId }, data: { lapses: 0 } });
}
