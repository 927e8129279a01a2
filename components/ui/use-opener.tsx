"use client";

import { useCallback, useEffect, useRef } from "react";

let byKey = false;
function note(event: Event): void {
  byKey = event.type === "keydown";
}

function giveFocus(element: HTMLElement | null): void {
  if (byKey && document.activeElement === document.body) element?.focus({ preventScroll: true });
}

/**
 * A ref for a control that opens something. Once that is closed by a key, the control has the focus again; also where it
 * was away meanwhile, or is another element by now. Who closes by a press elsewhere has the focus there.
 */
export function useOpener(open = false): (element: HTMLElement | null) => void {
  const now = useRef<HTMLElement>(null);
  const had = useRef(false);
  useEffect(() => {
    // Again and again the same listener is one.
    document.addEventListener("keydown", note, true);
    document.addEventListener("pointerdown", note, true);
  }, []);
  useEffect(() => {
    if (open) return () => giveFocus(now.current);
  }, [open]);
  return useCallback((element: HTMLElement | null) => {
    now.current = element;
    if (had.current) giveFocus(element);
    return () => {
      had.current = document.activeElement === element;
      now.current = null;
    };
  }, []);
}
