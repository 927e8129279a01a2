import type { z } from "zod";
import type { WriteContext } from "#lib/core/context";
import { stampsOf } from "#lib/domain/shelf/move-shelf";
import { updateRows } from "#lib/domain/undo/update-rows";
import type { ProjectSlot } from "./queries.ts";
import { readProject } from "./read-project.ts";
import type { Project } from "./schema.ts";

/** Puts a project in the bin or takes it out; its issues go with it, because nothing of a binned project is listed. */
export async function moveProjectShelf(
  ctx: WriteContext,
  { id, key }: ProjectSlot,
  shelf: "live" | "binned",
): Promise<z.input<typeof Project>> {
  const { project: before } = await readProject(ctx, id);
  if (before.shelf === shelf) {
    ctx.unchanged();
    return before;
  }
  const { version } = before;
  await updateRows(ctx, "Project", [{ id, version, shelf, binnedAt: stampsOf(ctx, shelf).binnedAt }]);
  ctx.changed({ kind: "project", id, key, projectId: id, fields: { shelf: [before.shelf, shelf] } });
  return { ...before, shelf, version: version + 1, updatedAt: ctx.now, lastActivityAt: ctx.now };
}
