"use client";

import { useSyncExternalStore } from "react";

const STEP = 15_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function onStep(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const tell of listeners) tell();
  }, STEP);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

const stepOf = () => Math.floor(Date.now() / STEP) * STEP;

/** Now, to a quarter of a minute; null until the page came to life, so that it begins as the server drew it. */
export function useNow(): number | null {
  return useSyncExternalStore<number | null>(onStep, stepOf, () => null);
}
