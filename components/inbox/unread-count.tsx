"use client";

import { useUnread } from "#components/inbox/use-unread";

/** The number beside the inbox; nothing where all is read. */
export function UnreadCount() {
  const count = useUnread();
  if (!count || count.unread === 0) return null;
  return (
    <span className="ms-auto font-medium text-accent-ink text-mini tabular-nums">
      {count.unread}
      {count.more ? "+" : ""}
      <span className="sr-only"> unread</span>
    </span>
  );
}
