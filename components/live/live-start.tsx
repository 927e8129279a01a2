"use client";

import { useEffect } from "react";
import { eventStream } from "#components/live/event-stream";

/** Tells the live events where this page begins, so that nothing between its rendering and the stream is missed. */
export function LiveStart({ number }: { number: number }) {
  useEffect(() => {
    eventStream.startFrom(number);
    return eventStream.listen(() => undefined);
  }, [number]);
  return null;
}
