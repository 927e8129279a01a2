import type { WriteContext } from "#lib/core/context";
import type { Subject } from "./find-subjects.ts";

/** Notes that something happened on a thing, without a new version of it. */
export async function touchSubject(ctx: WriteContext, { kind, id }: Pick<Subject, "kind" | "id">): Promise<void> {
  const update = { where: { id }, data: { updatedAt: ctx.now } };
  if (kind === "issue") await ctx.db.issue.updateMany(update);
  else if (kind === "initiative") await ctx.db.initiative.updateMany(update);
  else if (kind === "milestone") await ctx.db.milestone.updateMany(update);
  else if (kind === "decision") await ctx.db.decision.updateMany(update);
  else if (kind === "document") await ctx.db.document.updateMany(update);
  else await ctx.db.project.updateMany(update);
}
