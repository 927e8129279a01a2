import { lostRace } from "#lib/core/conflict";
import type { WriteContext } from "#lib/core/context";
import type { Subject } from "./find-subjects.ts";
import { touchSubjects } from "./touch-subjects.ts";

/** Notes that something happened on a thing, without a new version of it. */
export async function touchSubject(
  ctx: WriteContext,
  { kind, id, projectId }: Pick<Subject, "kind" | "id" | "projectId">,
): Promise<void> {
  if (kind !== "issue") return touchSubjects(ctx, [{ kind, id }]);
  const where = { id, projectId: projectId ?? "" };
  const { count } = await ctx.db.issue.updateMany({ where, data: { updatedAt: ctx.now } });
  // It moved to another project since it was looked up, and what happened would be kept as if it were still here.
  if (count === 0) throw lostRace();
}
