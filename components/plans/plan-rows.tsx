"use client";

import { type ReactNode, useRef } from "react";
import { useShortcut } from "#components/shell/shortcuts";

/** Rows that J and K go through and Enter opens; each has one link with `data-open`. */
export function PlanRows({ children }: { children: ReactNode }) {
  const list = useRef<HTMLDivElement>(null);

  function move(step: 1 | -1) {
    const links = [...(list.current?.querySelectorAll<HTMLElement>("a[data-open]") ?? [])];
    const here = links.indexOf(document.activeElement as HTMLElement);
    const next = here < 0 ? (step === 1 ? links[0] : links.at(-1)) : links[here + step];
    next?.focus({ focusVisible: true } as FocusOptions);
  }
  useShortcut("next", () => move(1));
  useShortcut("previous", () => move(-1));

  return <div ref={list}>{children}</div>;
}
