"use client";

import { useRouter } from "next/navigation";
import { startTransition, useEffect } from "react";

/** Reads the page again every so many milliseconds while it is in sight: for what is in no event. */
export function ReadAgain({ every }: { every: number }) {
  const router = useRouter();
  useEffect(() => {
    const look = () => {
      if (!document.hidden) startTransition(() => router.refresh());
    };
    const timer = setInterval(look, every);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [router, every]);
  return null;
}
