import type { z } from "zod";
import { lostRace } from "#lib/core/conflict";
import type { FieldChanges, WriteContext } from "#lib/core/context";
import type { StoredLabel } from "./require-label.ts";
import type { Label } from "./schema.ts";

interface Columns {
  name?: string;
  nameFold?: string;
  colour?: string;
  description?: string;
  shelf?: "live" | "binned";
  binnedAt?: Date | null;
}

/** Writes the next version of a label and says what changed. */
export async function saveLabel(
  ctx: WriteContext,
  before: StoredLabel,
  columns: Columns,
  fields: FieldChanges,
): Promise<z.input<typeof Label>> {
  const next = { ...columns, updatedAt: ctx.now, version: before.version + 1 };
  try {
    const { count } = await ctx.db.label.updateMany({
      where: { id: before.id, version: before.version },
      data: next,
    });
    if (count === 0) throw lostRace();
  } catch (error) {
    throw ctx.database.isDuplicate(error) ? lostRace() : error;
  }
  ctx.changed({ kind: "label", id: before.id, key: before.name, projectId: null, fields });
  return { ...before, ...next };
}
