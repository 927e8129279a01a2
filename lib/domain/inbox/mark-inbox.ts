import type { WriteContext } from "#lib/core/context";
import { invalidField } from "#lib/core/errors";
import { anyone, defineOperation } from "#lib/core/operation";
import { findDueItems } from "./due-items.ts";
import { wantedKinds } from "./inbox-settings.ts";
import { requireItem } from "./require-item.ts";
import { saveDueItems } from "./save-due-items.ts";
import { InboxMark, Marked } from "./schema.ts";
import { findStoredItems } from "./stored-items.ts";

/** Marked at once, of what is stored and of what is due. */
const MOST_MARKED = 2_000;

export const markInbox = defineOperation({
  name: "inbox.mark",
  summary: "Mark one item of your inbox, or all that is open, as read, unread, done or open again.",
  access: "write",
  reach: "self",
  rest: "POST /inbox/mark",
  input: InboxMark,
  output: Marked,
  authorize: anyone,
  async handle(ctx, { item: ref, all, as }) {
    if ((ref === undefined) === !all) throw invalidField("item", "Name an item, or say all: true.");
    // What a person has read is nobody else's business: no event tells of it.
    ctx.unchanged();
    const state = {
      read: { readAt: ctx.now },
      unread: { readAt: null },
      done: { readAt: ctx.now, done: true },
      open: { done: false, snoozedUntil: null },
    }[as];
    if (ref === undefined) return { marked: await markAll(ctx, state) };
    const found = await requireItem(ctx, ref);
    if ("due" in found) await saveDueItems(ctx, [found.due], state);
    else await ctx.db.inboxItem.updateMany({ where: { id: found.id }, data: state });
    // What was snoozed stands at the time to come back; it is back now.
    if (as === "open")
      await ctx.db.inboxItem.updateMany({
        where: { id: ref.toLowerCase(), userId: ctx.actor.user.id, createdAt: { gt: ctx.now } },
        data: { createdAt: ctx.now },
      });
    return { marked: 1 };
  },
});

async function markAll(ctx: WriteContext, state: object): Promise<number> {
  const kinds = await wantedKinds(ctx);
  const rows = await findStoredItems(ctx, { view: "open", kinds, limit: MOST_MARKED });
  if (rows.length > 0)
    await ctx.db.inboxItem.updateMany({ where: { id: { in: rows.map(({ id }) => String(id)) } }, data: state });
  const due = kinds.has("due_soon") ? await findDueItems(ctx, { limit: MOST_MARKED }) : [];
  await saveDueItems(ctx, due, state);
  return rows.length + due.length;
}
