import type { z } from "zod";
import type { WriteContext } from "#lib/core/context";
import type { StoredWorkLog } from "./queries.ts";
import { saveWorkLog } from "./save-work-log.ts";
import type { WorkLog } from "./schema.ts";

/** Puts a work log in the bin or takes it out; one that stands there already is left as it is. */
export async function moveWorkLogShelf(
  ctx: WriteContext,
  before: StoredWorkLog,
  shelf: "live" | "binned",
): Promise<z.input<typeof WorkLog>> {
  if (before.shelf === shelf) {
    ctx.unchanged();
    return before;
  }
  const binnedAt = shelf === "binned" ? ctx.now : null;
  return saveWorkLog(ctx, before, { shelf, binnedAt }, { shelf: [before.shelf, shelf] });
}
