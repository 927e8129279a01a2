import type { z } from "zod";
import type { WriteContext } from "#lib/core/context";
import type { ProjectSlot } from "./queries.ts";
import { readProject } from "./read-project.ts";
import type { Project } from "./schema.ts";

/** Puts a project in the bin or takes it out; its issues go with it, because nothing of a binned project is listed. */
export async function moveProjectShelf(
  ctx: WriteContext,
  { id, key, shelf: was }: ProjectSlot,
  shelf: "live" | "binned",
): Promise<z.input<typeof Project>> {
  const { project: before } = await readProject(ctx, id);
  if (was === shelf) {
    ctx.unchanged();
    return before;
  }
  const version = before.version + 1;
  await ctx.db.project.updateMany({
    where: { id },
    data: { shelf, binnedAt: shelf === "binned" ? ctx.now : null, updatedAt: ctx.now, version },
  });
  ctx.changed({ kind: "project", id, key, projectId: id, fields: { shelf: [was, shelf] } });
  return { ...before, shelf, version, updatedAt: ctx.now, lastActivityAt: ctx.now };
}
