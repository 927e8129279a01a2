"use client";

import { useEffect, useState } from "react";
import type { z } from "zod";
import { get } from "#components/api";
import { useEvents } from "#components/live/use-events";
import type { InboxCount } from "#lib/domain/inbox/schema";

type Count = z.output<typeof InboxCount>;

/** Told when an item was marked here, of which no event tells. */
const CHANGED = "turbo:inbox";
const REST_MS = 800;

/** Says that what is unread may be another number now. */
export function inboxChanged(): void {
  window.dispatchEvent(new window.Event(CHANGED));
}

/** How much of the inbox is unread, kept current; null until it is known. */
export function useUnread(): Count | null {
  const [count, setCount] = useState<Count | null>(null);
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    let stale = false;
    const timer = setTimeout(
      () =>
        get<Count>("/inbox/count").then(
          (now) => !stale && setCount(now),
          () => undefined,
        ),
      asked === 0 ? 0 : REST_MS,
    );
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [asked]);
  useEvents(() => setAsked((times) => times + 1));
  useEffect(() => {
    const again = () => setAsked((times) => times + 1);
    window.addEventListener(CHANGED, again);
    return () => window.removeEventListener(CHANGED, again);
  }, []);
  return count;
}
