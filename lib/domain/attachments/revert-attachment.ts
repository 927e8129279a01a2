import type { Change } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";
import { idsOf } from "#lib/core/ids";
import type { Reverter, Unrestored } from "#lib/domain/undo/reverter";
import { aboutCarrier } from "./about-carrier.ts";
import { findAttachments } from "./queries.ts";
import { requireUsable } from "./require-carrier.ts";

/** Puts attached files in the bin and takes them out; nothing else of them ever changes. */
export const revertAttachment: Reverter = {
  kind: "attachment",
  async restore(ctx, rows) {
    const changes: Change[] = [];
    const unrestored: Unrestored[] = [];
    const moved: Record<"live" | "binned", string[]> = { live: [], binned: [] };
    const found = new Map((await findAttachments(ctx, idsOf(rows))).map((one) => [one.id, one]));
    for (const { id, values } of rows) {
      const before = found.get(id);
      const shelf = values.shelf === "binned" ? "binned" : "live";
      if (!before) unrestored.push({ id, field: null, why: "This file is gone." });
      if (!before || values.shelf === undefined || before.shelf === shelf) continue;
      const why = whyNot(() => requireUsable(ctx, before.carrier));
      if (why) {
        unrestored.push({ id, field: null, why });
        continue;
      }
      moved[shelf].push(id);
      changes.push({
        kind: "attachment",
        id,
        ...aboutCarrier(before.carrier),
        fields: { shelf: [before.shelf, shelf] },
      });
    }
    for (const shelf of ["live", "binned"] as const) {
      if (moved[shelf].length === 0) continue;
      const data = { shelf, binnedAt: shelf === "binned" ? ctx.now : null };
      await ctx.db.attachment.updateMany({ where: { id: { in: moved[shelf] } }, data });
    }
    return { changes, unrestored };
  },
};

function whyNot(check: () => void): string | null {
  try {
    check();
    return null;
  } catch (error) {
    if (error instanceof TurboError) return error.message;
    throw error;
  }
}
