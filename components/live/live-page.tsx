"use client";

import { useRouter } from "next/navigation";
import { startTransition } from "react";
import { useEvents } from "#components/live/use-events";
import type { Event } from "#lib/domain/events/schema";

interface Props {
  /** Kinds of subjects whose changes concern this page; absent means all. */
  kinds?: readonly string[];
  /** Keys of issues: a change of one of them, or one that names the first, concerns this page. */
  keys?: readonly [string, ...string[]];
}

/** Reads the page again when something happened that it shows. What a person is typing stays. */
export function LivePage({ kinds, keys }: Props) {
  const router = useRouter();
  useEvents((events) => {
    const changes = events.flatMap((event) => event.changes);
    if (changes.some((change) => concerns(change, kinds, keys))) startTransition(() => router.refresh());
  });
  return null;
}

function concerns(change: Event["changes"][number], kinds: Props["kinds"], keys: Props["keys"]): boolean {
  if (kinds && !kinds.includes(change.kind)) return false;
  if (!keys) return true;
  return keys.includes(change.key) || JSON.stringify(change.fields).includes(`"${keys[0]}"`);
}
