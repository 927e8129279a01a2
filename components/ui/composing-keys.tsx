"use client";

import { useEffect } from "react";

/**
 * Keeps the keys of an input method from everybody: while words are being converted, Enter, Escape, Tab and letters are
 * its own. It stands before every other listener, so that no field has to think of it.
 */
export function ComposingKeys() {
  useEffect(() => {
    window.addEventListener("keydown", keepForInputMethod, true);
    return () => window.removeEventListener("keydown", keepForInputMethod, true);
  }, []);
  return null;
}

function keepForInputMethod(event: KeyboardEvent): void {
  // Safari ends the composition before it tells of the key that ended it; the code 229 still marks that key.
  if (!event.isComposing && event.keyCode !== 229) return;
  // The editor of documents has its own rules for input methods.
  if (event.target instanceof Element && event.target.closest(".cm-content")) return;
  event.stopImmediatePropagation();
}
