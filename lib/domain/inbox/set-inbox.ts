import { defineOperation } from "#lib/core/operation";
import { requireNoAgent } from "#lib/domain/people/policy";
import { readSettings } from "./inbox-settings.ts";
import { INBOX_KINDS, InboxSettings, InboxSettingsChanges } from "./schema.ts";

export const setInbox = defineOperation({
  name: "inbox.set",
  summary: "Choose which kinds of items your inbox shows.",
  access: "write",
  reach: "account",
  rest: "PATCH /inbox/settings",
  input: InboxSettingsChanges,
  output: InboxSettings,
  authorize: ({ actor }) => requireNoAgent(actor, "What a person's inbox shows"),
  async handle(ctx, changes) {
    const before = await readSettings(ctx);
    const after = { ...before, ...changes };
    // As in inbox.mark, no event tells of it.
    ctx.unchanged();
    const inboxOff = INBOX_KINDS.filter((kind) => !after[kind]);
    await ctx.db.user.updateMany({ where: { id: ctx.actor.user.id }, data: { inboxOff } });
    return after;
  },
});
