import { lostRace } from "#lib/core/conflict";
import type { WriteContext } from "#lib/core/context";
import type { Subject } from "./find-subjects.ts";

/** Notes that something happened on a thing, without a new version of it. */
export async function touchSubject(
  ctx: WriteContext,
  { kind, id, projectId }: Pick<Subject, "kind" | "id" | "projectId">,
): Promise<void> {
  const update = { where: { id }, data: { updatedAt: ctx.now } };
  if (kind === "issue") {
    const { count } = await ctx.db.issue.updateMany({ ...update, where: { id, projectId: projectId ?? "" } });
    // It moved to another project since it was looked up, and what happened would be kept as if it were still here.
    if (count === 0) throw lostRace();
  } else if (kind === "initiative") await ctx.db.initiative.updateMany(update);
  else if (kind === "milestone") await ctx.db.milestone.updateMany(update);
  else if (kind === "decision") await ctx.db.decision.updateMany(update);
  else if (kind === "document") await ctx.db.document.updateMany(update);
  else await ctx.db.project.updateMany(update);
}
