"use client";

import { useRouter } from "next/navigation";
import { createContext, type ReactNode, use, useEffect, useEffectEvent } from "react";
import { dayIn } from "#lib/core/calendar";

export interface ReadersDay {
  /** Today's date where the reader is, as far as the server knows. */
  today: string;
  timeZone: string;
}

const Context = createContext<ReadersDay | null>(null);

/** What day it is for the one who reads: the same for what the server wrote and what the browser adds. */
export function useReadersDay(): ReadersDay {
  return use(Context) ?? { today: dayIn(new Date(), "UTC"), timeZone: "UTC" };
}

/**
 * Hands the reader's day down, and asks for the page again where it was written for another day: on a first visit, when
 * the server does not know the browser's time zone yet, and after midnight.
 */
export function ReadersDayProvider({ day, children }: { day: ReadersDay; children: ReactNode }) {
  const router = useRouter();
  const look = useEffectEvent(() => {
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    if (dayIn(new Date(), timeZone) !== day.today) router.refresh();
    else delete document.documentElement.dataset.otherDay;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another day is looked at again
  useEffect(() => {
    look();
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [day.today]);
  return <Context value={day}>{children}</Context>;
}
