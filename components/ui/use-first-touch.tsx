"use client";

import { useEffect, useEffectEvent } from "react";

const TOUCHES = ["pointermove", "pointerdown", "keydown"] as const;
/** What the touch itself asks for goes first. */
const AFTER_MS = 100;

/** Runs once, right after somebody first moves, presses or types in the page: what only they can ask for is loaded then. */
export function useFirstTouch(run: () => void): void {
  const perform = useEffectEvent(run);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = () => {
      clearTimeout(timer);
      for (const touch of TOUCHES) window.removeEventListener(touch, touched, true);
    };
    const touched = () => {
      stop();
      timer = setTimeout(perform, AFTER_MS);
    };
    for (const touch of TOUCHES) window.addEventListener(touch, touched, true);
    return stop;
  }, []);
}
