"use client";

import { useEffect, useEffectEvent } from "react";
import { eventStream } from "#components/live/event-stream";
import type { Event } from "#lib/domain/events/schema";

/** Calls with what happened, at most about three times a second. */
export function useEvents(onEvents: (events: Event[]) => void): void {
  const tell = useEffectEvent(onEvents);
  useEffect(() => eventStream.listen((events) => tell(events)), []);
}
