import { invalidField } from "#lib/core/errors";
import { defineOperation } from "#lib/core/operation";
import { requireItem } from "./require-item.ts";
import { saveDueItems } from "./save-due-items.ts";
import { InboxSnooze, Marked } from "./schema.ts";

export const snoozeInbox = defineOperation({
  name: "inbox.snooze",
  summary: "Put an item of your inbox away until an instant; then it comes back on top, unread.",
  access: "write",
  reach: "self",
  rest: "POST /inbox/snooze",
  input: InboxSnooze,
  output: Marked,
  authorize: (ctx, { item }) => requireItem(ctx, item),
  async handle(ctx, { until }, found) {
    const snoozedUntil = new Date(until);
    if (snoozedUntil <= ctx.now) throw invalidField("until", "Must lie in the future.");
    // As in inbox.mark, no event tells of it.
    ctx.unchanged();
    // It stands where it comes back.
    const state = { snoozedUntil, createdAt: snoozedUntil, readAt: null, done: false };
    if ("due" in found) await saveDueItems(ctx, [found.due], state);
    else await ctx.db.inboxItem.updateMany({ where: { id: found.id }, data: state });
    return { marked: 1 };
  },
});
