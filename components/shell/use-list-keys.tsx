"use client";

import type { RefObject } from "react";
import { useShortcut } from "#components/shell/shortcuts";

/** J and K move the focus over what opens a list's rows, which carries `data-open`. */
export function useListKeys(list: RefObject<HTMLElement | null>): void {
  function move(step: 1 | -1) {
    const links = [...(list.current?.querySelectorAll<HTMLElement>("[data-open]") ?? [])];
    const here = links.indexOf(document.activeElement as HTMLElement);
    const next = here < 0 ? links.at(step === 1 ? 0 : -1) : links[here + step];
    next?.focus({ preventScroll: true, focusVisible: true } as FocusOptions);
    next?.scrollIntoView({ block: "nearest" });
  }
  useShortcut("next", () => move(1));
  useShortcut("previous", () => move(-1));
}
