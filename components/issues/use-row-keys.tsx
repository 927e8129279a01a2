"use client";

import { type RefObject, useEffect, useRef } from "react";
import { useShortcut } from "#components/shell/shortcuts";

interface RowKeys {
  list: RefObject<HTMLElement | null>;
  onSelect: (id: string) => void;
  onField: (field: "status" | "priority" | "assignee" | "labels", row: HTMLElement) => void;
}

/** J and K move the focus over the rows, the other keys act on the row that has it, or that the pointer is on. */
export function useRowKeys({ list, onSelect, onField }: RowKeys) {
  const pointed = useRef<string | null>(null);

  function rows(): HTMLElement[] {
    return [...(list.current?.querySelectorAll<HTMLElement>("[data-issue]") ?? [])];
  }

  function current(): HTMLElement | undefined {
    const focused = document.activeElement?.closest<HTMLElement>("[data-issue]");
    if (focused && list.current?.contains(focused)) return focused;
    return rows().find((row) => row.dataset.issue === pointed.current);
  }

  function move(step: 1 | -1) {
    const all = rows();
    const here = current();
    const next = here ? all[all.indexOf(here) + step] : step === 1 ? all[0] : all.at(-1);
    const link = next?.querySelector<HTMLElement>("a[data-open]");
    link?.focus({ preventScroll: true, focusVisible: true } as FocusOptions);
    next?.scrollIntoView({ block: "nearest" });
    if (next) pointed.current = next.dataset.issue ?? null;
  }

  function onCurrent(act: (row: HTMLElement) => void) {
    const row = current();
    if (row) act(row);
  }

  useShortcut("next", () => move(1));
  useShortcut("previous", () => move(-1));
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
}
