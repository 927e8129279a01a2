"use client";

import { type RefObject, useEffect, useRef } from "react";
import type { RowField } from "#components/issues/selection-bar";
import { useShortcut } from "#components/shell/shortcuts";

interface RowKeys {
  list: RefObject<HTMLElement | null>;
  onMove: (by: 1 | -1) => void;
  onSelect: (id: string) => void;
  onField: (field: RowField, row: HTMLElement) => void;
}

/** J and K move the focus over the rows, the other keys act on the row that has it, or that the pointer is on. */
export function useRowKeys({ list, onMove, onSelect, onField }: RowKeys) {
  const pointed = useRef<string | null>(null);

  function rowAtHand(): HTMLElement | undefined {
    const focused = document.activeElement?.closest<HTMLElement>("[data-issue]");
    if (focused && list.current?.contains(focused)) return focused;
    return list.current?.querySelector<HTMLElement>(`[data-issue="${pointed.current}"]`) ?? undefined;
  }

  function onCurrent(act: (row: HTMLElement) => void) {
    const row = rowAtHand();
    if (row) act(row);
  }

  useShortcut("next", () => onMove(1));
  useShortcut("previous", () => onMove(-1));
  useShortcut("open", () => onCurrent((row) => row.querySelector<HTMLElement>("a[data-open]")?.click()));
  useShortcut("select", () => onCurrent((row) => row.dataset.issue && onSelect(row.dataset.issue)));
  useShortcut("status", () => onCurrent((row) => onField("status", row)));
  useShortcut("priority", () => onCurrent((row) => onField("priority", row)));
  useShortcut("assignee", () => onCurrent((row) => onField("assignee", row)));
  useShortcut("labels", () => onCurrent((row) => onField("labels", row)));

  useEffect(() => {
    const element = list.current;
    function point(event: PointerEvent) {
      const row = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-issue]") : null;
      if (row) pointed.current = row.dataset.issue ?? null;
    }
    element?.addEventListener("pointermove", point, { passive: true });
    return () => element?.removeEventListener("pointermove", point);
  }, [list]);
  return { rowAtHand };
}
