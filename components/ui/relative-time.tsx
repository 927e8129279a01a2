"use client";

import { useSyncExternalStore } from "react";
import { useReadersDay } from "#components/ui/readers-day";
import { relativeTime } from "#components/ui/time-words";

const listeners = new Set<() => void>();
let minute: ReturnType<typeof setInterval> | undefined;

function onMinute(listener: () => void): () => void {
  listeners.add(listener);
  minute ??= setInterval(() => {
    for (const tell of listeners) tell();
  }, 60_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(minute);
    minute = undefined;
  };
}

/** An instant in words that keep up with the clock; the exact one shows on hover (see ExactTimes). */
export function RelativeTime({ at, className }: { at: string; className?: string }) {
  const { timeZone } = useReadersDay();
  const words = useSyncExternalStore(
    onMinute,
    () => relativeTime(at, Date.now(), timeZone),
    () => relativeTime(at, Date.now(), timeZone),
  );
  return (
    <time dateTime={at} data-instant="" className={className} suppressHydrationWarning>
      {words}
    </time>
  );
}
