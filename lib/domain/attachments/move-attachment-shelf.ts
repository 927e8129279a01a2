import { lostRace } from "#lib/core/conflict";
import type { WriteContext } from "#lib/core/context";
import { touchSubject } from "#lib/domain/subjects/touch-subject";
import { aboutCarrier } from "./about-carrier.ts";
import type { StoredAttachment } from "./queries.ts";

/** Puts an attachment in the bin or takes it out; one that stands there already is left as it is. */
export async function moveAttachmentShelf(
  ctx: WriteContext,
  before: StoredAttachment,
  shelf: "live" | "binned",
): Promise<StoredAttachment> {
  if (before.shelf === shelf) {
    ctx.unchanged();
    return before;
  }
  const { count } = await ctx.db.attachment.updateMany({
    where: { id: before.id, shelf: before.shelf },
    data: { shelf, binnedAt: shelf === "binned" ? ctx.now : null },
  });
  if (count === 0) throw lostRace();
  await touchSubject(ctx, before.carrier.subject);
  ctx.changed({
    kind: "attachment",
    id: before.id,
    ...aboutCarrier(before.carrier),
    fields: { shelf: [before.shelf, shelf] },
  });
  return { ...before, shelf };
}
