"use client";

import { useUnread } from "#components/inbox/use-unread";
import { WaitingSign } from "#components/questions/waiting-sign";

/** The numbers beside the inbox: questions whose issues wait, and what is unread; nothing where there is neither. */
export function UnreadCount() {
  const count = useUnread();
  if (!count || count.unread + count.questions === 0) return null;
  return (
    <span className="ms-auto flex items-center gap-1.5 font-medium text-accent-ink text-mini tabular-nums">
      {count.questions > 0 ? (
        <span className="flex items-center gap-1">
          <WaitingSign />
          {count.questions}
        </span>
      ) : null}
      {count.unread > 0 ? (
        <span>
          {count.unread}
          {count.more ? "+" : ""}
          <span className="sr-only"> unread</span>
        </span>
      ) : null}
    </span>
  );
}
