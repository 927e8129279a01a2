"use client";

import { type ReactNode, useRef } from "react";
import { useListKeys } from "#components/shell/use-list-keys";

/** Rows that J and K go through and Enter opens; each has one link or button with `data-open`. */
export function PlanRows({ children }: { children: ReactNode }) {
  const list = useRef<HTMLDivElement>(null);
  useListKeys(list);
  return (
    <div ref={list} className="@container">
      {children}
    </div>
  );
}
