"use client";

import { useRouter } from "next/navigation";
import { startTransition, useEffect } from "react";

/** How often the page is read again, in milliseconds: while something is at work, and otherwise. */
const [BUSY, IDLE] = [2_000, 15_000];

/** Reads the page again while it is in sight: how jobs go is in no event. */
export function LiveJobs({ busy }: { busy: boolean }) {
  const router = useRouter();
  useEffect(() => {
    const look = () => {
      if (!document.hidden) startTransition(() => router.refresh());
    };
    const timer = setInterval(look, busy ? BUSY : IDLE);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [router, busy]);
  return null;
}
