"use client";

import type { ExternalToast, toast as Sonner } from "sonner";

type Toast = (sonner: typeof Sonner) => void;

let sonner: typeof Sonner | null = null;
let waiting: Toast[] = [];

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
  for (const early of waiting) early(by);
  waiting = [];
}

function say(one: Toast): void {
  if (sonner) one(sonner);
  else waiting.push(one);
}
