"use client";

import type { ExternalToast, toast as Sonner } from "sonner";

type Toast = (sonner: typeof Sonner) => void;

let sonner: typeof Sonner | null = null;
let waiting: Toast[] = [];
let early: (() => void) | null = null;

/** Says something beside the page for a while. */
export function toast(words: string, options?: ExternalToast): void {
  say((by) => by(words, options));
}

/** Says that something was not done. */
export function toastFailure(words: string, options?: ExternalToast): void {
  say((by) => by.error(words, options));
}

/** What shows toasts is there (or is gone): it says what was said before, too. */
export function beginToasts(by: typeof Sonner | null): void {
  sonner = by;
  if (!by) return;
  for (const one of waiting) one(by);
  waiting = [];
}

/** Hears that something is said and nothing shows it yet: a file may be dropped on a page that nobody touched. */
export function onEarlyToast(listener: () => void): () => void {
  early = listener;
  if (waiting.length > 0) listener();
  return () => {
    early = null;
  };
}

function say(one: Toast): void {
  if (sonner) one(sonner);
  else {
    waiting.push(one);
    early?.();
  }
}
