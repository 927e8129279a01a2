"use client";

import { useReadersDay } from "#components/ui/readers-day";

/** An instant to come, where the reader is: "Fri, 27 Nov, 03:17". */
export function DueTime({ at, className }: { at: string; className?: string }) {
  const { timeZone } = useReadersDay();
  const words = new Intl.DateTimeFormat("en-GB", {
    ...{ timeZone, weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" },
  } as const).format(new Date(at));
  return (
    <time dateTime={at} data-instant="" className={className} suppressHydrationWarning>
      {words}
    </time>
  );
}
