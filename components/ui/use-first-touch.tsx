"use client";

import { useEffect, useEffectEvent } from "react";

const TOUCHES = ["pointermove", "pointerdown", "keydown"] as const;

/** Runs once, when somebody first moves, presses or types in the page: what only they can ask for is loaded then. */
export function useFirstTouch(run: () => void): void {
  const perform = useEffectEvent(run);
  useEffect(() => {
    const stop = () => {
      for (const touch of TOUCHES) window.removeEventListener(touch, touched, true);
    };
    const touched = () => {
      stop();
      perform();
    };
    for (const touch of TOUCHES) window.addEventListener(touch, touched, true);
    return stop;
  }, []);
}
