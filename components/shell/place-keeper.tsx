"use client";

import { useRouter } from "next/navigation";
import { useEffect, useLayoutEffect } from "react";
import { eventStream } from "#components/live/event-stream";
import { type Place, placeOf, storePlaces } from "#components/shell/places";
import { leaveList, storeTrail } from "#components/shell/trail";
import { useHref } from "#components/shell/use-href";

/** What is put back appears within this time, or not at all. */
const PATIENCE_MS = 4000;

/** Remembers where each page in the history was left, and shows it so when one comes back. */
export function PlaceKeeper() {
  const href = useHref();
  const router = useRouter();
  useLayoutEffect(() => {
    const main = document.getElementById("main");
    if (!main) return;
    const place = placeOf(href);
    let restoring = true;
    // What happened while one was elsewhere is not in what the browser kept of the page.
    if (((place.held.get("number") as number | undefined) ?? Number.POSITIVE_INFINITY) < eventStream.number)
      router.refresh();
    const stop = restore(main, place, () => {
      restoring = false;
    });
    const scrolled = () => {
      if (!restoring) place.scroll = main.scrollTop;
    };
    const focused = (event: FocusEvent) => {
      const row = rowOf(event.target);
      if (row) place.focus = row.getAttribute("href");
    };
    const pressed = (event: MouseEvent) => {
      const row = event.target instanceof Element ? event.target.closest("a[data-open]") : null;
      if (row && !event.metaKey && !event.ctrlKey) leaveList(href, row.getAttribute("href") ?? "", place);
    };
    main.addEventListener("scroll", scrolled, { passive: true });
    main.addEventListener("focusin", focused);
    main.addEventListener("click", pressed, { capture: true });
    return () => {
      place.held.set("number", eventStream.number);
      stop();
      main.removeEventListener("scroll", scrolled);
      main.removeEventListener("focusin", focused);
      main.removeEventListener("click", pressed, { capture: true });
    };
  }, [href, router]);

  useEffect(() => {
    const store = () => {
      storePlaces();
      storeTrail();
    };
    window.addEventListener("pagehide", store);
    return () => window.removeEventListener("pagehide", store);
  }, []);
  return null;
}

/** What opens the row that has the focus; in a tree the row itself has it. */
function rowOf(target: EventTarget | null): Element | null {
  if (!(target instanceof Element)) return null;
  return target.matches('[role="treeitem"]') ? target.querySelector("a[data-open]") : target.closest("a[data-open]");
}

/** Scrolls and focuses as soon as what was there is there again; gives up once the person does something. */
function restore(main: HTMLElement, { scroll, focus, held }: Place, onEnd: () => void): () => void {
  const seen = new MutationObserver(attempt);
  const timer = setTimeout(end, PATIENCE_MS);
  function end() {
    seen.disconnect();
    clearTimeout(timer);
    for (const kind of ["wheel", "pointerdown", "keydown"]) main.ownerDocument.removeEventListener(kind, end, true);
    onEnd();
  }
  function attempt() {
    main.scrollTop = scroll;
    const row = focus ? main.querySelector<HTMLElement>(`a[data-open][href="${CSS.escape(focus)}"]`) : null;
    if (focus && !row) return;
    const target = row?.closest<HTMLElement>('[role="treeitem"]') ?? row;
    target?.focus({ preventScroll: true, focusVisible: true } as FocusOptions);
    if (Math.abs(main.scrollTop - scroll) > 1) return;
    if (held.delete("moved")) row?.scrollIntoView({ block: "nearest" });
    end();
  }
  if (scroll === 0 && !focus) {
    end();
    return () => undefined;
  }
  for (const kind of ["wheel", "pointerdown", "keydown"]) main.ownerDocument.addEventListener(kind, end, true);
  seen.observe(main, { childList: true, subtree: true });
  attempt();
  return end;
}
