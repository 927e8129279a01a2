import type { z } from "zod";
import type { WriteContext } from "#lib/core/context";
import type { StoredLabel } from "./require-label.ts";
import { saveLabel } from "./save-label.ts";
import type { Label } from "./schema.ts";

/** Puts a label in the bin or takes it out. Issues keep it meanwhile, without showing it. */
export async function moveLabelShelf(
  ctx: WriteContext,
  before: StoredLabel,
  shelf: "live" | "binned",
): Promise<z.input<typeof Label>> {
  if (before.shelf === shelf) {
    ctx.unchanged();
    return before;
  }
  const binnedAt = shelf === "binned" ? ctx.now : null;
  return saveLabel(ctx, before, { shelf, binnedAt }, { shelf: [before.shelf, shelf] });
}
