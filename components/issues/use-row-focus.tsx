"use client";

import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { LineStore } from "#components/issues/line-store";
import { placeOf } from "#components/shell/places";
import { useHref } from "#components/shell/use-href";

interface RowFocus {
  list: RefObject<HTMLElement | null>;
  store: LineStore;
  /** A picker of a row is open and has the focus meanwhile. */
  away: boolean;
}

/**
 * The row that has the focus, or had it last. It keeps the focus wherever it moves within sight; where it leaves, the row
 * that took its place has it.
 */
export function useRowFocus({ list, store, away }: RowFocus) {
  const href = useHref();
  const [current, setCurrent] = useState<string | null>(null);
  const wanted = useRef(false);
  const stood = useRef<{ status: string; ids: string[] } | null>(null);

  const rowOf = (id: string) => list.current?.querySelector<HTMLElement>(`[data-issue="${id}"]`);

  useLayoutEffect(() => {
    const { focus } = placeOf(href);
    const all = store.groups.flatMap((group) => group.items);
    const issue = focus ? all.find(({ key }) => focus === `/issues/${key}`) : undefined;
    if (issue) setCurrent(issue.id);
  }, [href, store]);

  useEffect(() => {
    function turn(event: Event) {
      const target = event.target instanceof Element ? event.target : null;
      const row = target?.closest<HTMLElement>("[data-issue]");
      if (row && list.current?.contains(row)) {
        wanted.current = true;
        if (event.type === "focusin") setCurrent(row.dataset.issue ?? null);
      } else if (!target?.closest('[role="dialog"], [data-sonner-toaster]')) wanted.current = false;
    }
    document.addEventListener("focusin", turn);
    document.addEventListener("pointerdown", turn);
    return () => {
      document.removeEventListener("focusin", turn);
      document.removeEventListener("pointerdown", turn);
    };
  }, [list]);

  useEffect(() => {
    if (away || current === null) return;
    const shown = store.shown();
    const group = shown.find(({ items }) => items.some(({ id }) => id === current));
    const before = stood.current;
    if (wanted.current && document.activeElement === document.body) {
      const left = !group || (before && before.status !== group.status && !inSight(rowOf(current)));
      const target = left ? neighbourOf(current, before, store) : current;
      if (target === null) return;
      if (target !== current) return setCurrent(target);
      focusOn(rowOf(current));
    }
    if (group) stood.current = { status: group.status, ids: group.items.map(({ id }) => id) };
  });

  return {
    current,
    focusRow(id: string) {
      flushSync(() => setCurrent(id));
      const row = rowOf(id);
      focusOn(row);
      row?.scrollIntoView({ block: "nearest" });
    },
  };
}

function focusOn(row: HTMLElement | null | undefined): void {
  const link = row?.querySelector<HTMLElement>("a[data-open]");
  link?.focus({ preventScroll: true, focusVisible: true } as FocusOptions);
}

function inSight(row: HTMLElement | null | undefined): boolean {
  const page = row?.closest("main")?.getBoundingClientRect();
  const { top, bottom } = row?.getBoundingClientRect() ?? { top: 0, bottom: 0 };
  return page !== undefined && bottom > page.top && top < page.bottom;
}

/** The row that now stands where another one stood. */
function neighbourOf(id: string, stood: { status: string; ids: string[] } | null, store: LineStore): string | null {
  const group = store.shown().find(({ status }) => status === stood?.status);
  const there = new Set(group?.items.map((issue) => issue.id));
  const at = stood?.ids.indexOf(id) ?? -1;
  const after = stood?.ids.slice(at + 1).find((one) => there.has(one) && one !== id);
  const before = stood?.ids.slice(0, Math.max(at, 0)).findLast((one) => there.has(one) && one !== id);
  return after ?? before ?? store.shown()[0]?.items[0]?.id ?? null;
}
