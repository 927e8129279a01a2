"use client";

import { useEffect } from "react";

/** Gives any time the pointer or focus comes to its exact instant, in the reader's own zone, as its title. */
export function ExactTimes() {
  useEffect(() => {
    const format = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "long" });
    function tell(event: Event) {
      const time = event.target instanceof Element ? event.target.closest("time[data-instant]") : null;
      if (time instanceof HTMLTimeElement && !time.title) time.title = format.format(new Date(time.dateTime));
    }
    document.addEventListener("pointerover", tell, { passive: true });
    return () => document.removeEventListener("pointerover", tell);
  }, []);
  return null;
}
