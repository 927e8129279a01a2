import type { ReadContext } from "#lib/core/context";
import { INBOX_KINDS, type InboxKind, type InboxSettings } from "./schema.ts";

/** The kinds of items that the person wants to see. */
export async function wantedKinds(ctx: ReadContext): Promise<Set<InboxKind>> {
  const settings = await readSettings(ctx);
  return new Set(INBOX_KINDS.filter((kind) => settings[kind]));
}

export async function readSettings(ctx: ReadContext): Promise<InboxSettings> {
  const { inboxOff } = await ctx.db.user.findUniqueOrThrow({
    where: { id: ctx.actor.user.id },
    select: { inboxOff: true },
  });
  const off = Array.isArray(inboxOff) ? inboxOff : [];
  const wants = (kind: InboxKind) => !off.includes(kind);
  return {
    question: wants("question"),
    answer: wants("answer"),
    proposal: wants("proposal"),
    settled: wants("settled"),
    mention: wants("mention"),
    assignment: wants("assignment"),
    decision: wants("decision"),
    due_soon: wants("due_soon"),
  };
}
