import type { WriteContext } from "#lib/core/context";
import { invalidField } from "#lib/core/errors";
import type { StoredIssue } from "./issue-row.ts";
import { requireUsableIssue } from "./queries.ts";
import { rankBetween } from "./rank.ts";
import type { IssueChanges } from "./schema.ts";

/** The rank that puts an issue right before or after another one of its project; its own where none is asked for. */
export async function newRank(ctx: WriteContext, issue: StoredIssue, input: IssueChanges): Promise<string> {
  const ref = input.before ?? input.after;
  if (!ref) return issue.rank;
  const path = input.before ? "before" : "after";
  if (input.before && input.after) throw invalidField("after", "Give before or after, not both.");
  const other = await requireUsableIssue(ctx, ref, path);
  if (other.projectId !== issue.projectId)
    throw invalidField(path, `${other.key} is in another project; order is within a project.`);
  if (other.id === issue.id) return issue.rank;
  const neighbour = await ctx.db.issue.findFirst({
    where: {
      shelf: "live",
      projectId: issue.projectId,
      id: { not: issue.id },
      rank: input.before ? { lt: other.rank } : { gt: other.rank },
    },
    orderBy: { rank: input.before ? "desc" : "asc" },
    select: { rank: true },
  });
  return input.before
    ? rankBetween(neighbour?.rank ?? null, other.rank)
    : rankBetween(other.rank, neighbour?.rank ?? null);
}
