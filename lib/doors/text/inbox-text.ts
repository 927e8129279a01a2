import { inQuotes, shorten } from "#lib/core/one-line";
import type { InboxItem } from "#lib/domain/inbox/schema";
import { minute } from "#lib/domain/people/quoted";

/** `mention  TURBO-12  @ben  2026-11-21T09:30Z  Title`, and the words as data. */
export function inboxLine({ kind, on, actor, excerpt, dueDate, read, createdAt }: InboxItem): string {
  const who = actor && `@${actor.handle}${actor.kind === "person" ? "" : ` (${actor.kind})`}`;
  const cells = [kind, on.key, who, dueDate ? `due ${dueDate}` : minute(createdAt), !read && "unread"];
  const said = excerpt && excerpt !== on.title ? `\n> ${shorten(excerpt, 160)}` : "";
  return `${cells.filter(Boolean).join("  ")}  ${inQuotes(on.title, 60)}${said}`;
}
