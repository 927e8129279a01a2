import type { WriteContext } from "#lib/core/context";
import type { Health } from "./fields.ts";

/** Gives an initiative the health that its latest status update tells, and says so. */
export async function setHealth(
  ctx: WriteContext,
  { id, key, health: before }: { id: string; key: string; health: Health | null },
  health: Health,
): Promise<void> {
  await ctx.db.initiative.updateMany({
    where: { id },
    data: { health, updatedAt: ctx.now, ...(health === before ? {} : { version: { increment: 1 } }) },
  });
  ctx.changed({ kind: "initiative", id, key, projectId: null, fields: { health: [before, health] } });
}
