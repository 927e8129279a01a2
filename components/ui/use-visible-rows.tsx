"use client";

import { type RefObject, useLayoutEffect, useState } from "react";

/** Rows that are kept ready on either side of what is in sight. */
const AHEAD = 14;

/** The rows change by so many at once, so that not every pixel of scrolling renders. */
const STEP = 7;

interface Rows {
  from: number;
  to: number;
}

/**
 * Which of `total` rows of equal height are in sight or near it, from `from` up to but without `to`. The list must be as high
 * as all of them and lie in the page's `main`. Until it is measured these are the `first` ones.
 */
export function useVisibleRows(list: RefObject<HTMLElement | null>, total: number, first: number): Rows {
  const [rows, setRows] = useState<Rows>({ from: 0, to: first });
  useLayoutEffect(() => {
    const element = list.current;
    const main = element?.closest("main");
    if (!element || !main) return;
    function measure() {
      if (!element || !main || element.offsetHeight === 0) return;
      const height = element.offsetHeight / total;
      const above = main.getBoundingClientRect().top - element.getBoundingClientRect().top;
      const within = (row: number) => Math.min(total, Math.max(0, row));
      const from = within(Math.floor(above / height / STEP) * STEP - AHEAD);
      const to = within(Math.ceil((above + main.clientHeight) / height / STEP) * STEP + AHEAD);
      setRows((now) => (now.from === from && now.to === to ? now : { from, to }));
    }
    measure();
    main.addEventListener("scroll", measure, { passive: true });
    const sizes = new ResizeObserver(measure);
    for (const part of [main, ...main.children]) sizes.observe(part);
    return () => {
      main.removeEventListener("scroll", measure);
      sizes.disconnect();
    };
  }, [list, total]);
  return rows;
}
