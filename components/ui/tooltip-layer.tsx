"use client";

import { useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { Kbd } from "#components/ui/kbd";
import type { Side } from "#components/ui/tooltip";

const DELAY_MS = 500;
/** Whoever looked at one tooltip until just now sees the next one at once. */
const AGAIN_MS = 200;
const EDGE = 2;
const OPPOSITE: Record<Side, Side> = { top: "bottom", bottom: "top", left: "right", right: "left" };

/** Shows the tooltip of the control that the pointer rests on, or that the focus came to. */
export function TooltipLayer() {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const bubble = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => watchAnchors(setAnchor), []);
  useLayoutEffect(() => {
    if (!anchor || !bubble.current) return;
    place(bubble.current, anchor);
    anchor.setAttribute("aria-describedby", id);
    return () => anchor.removeAttribute("aria-describedby");
  }, [anchor, id]);
  if (!anchor) return null;
  const { tooltip, tooltipKeys } = anchor.dataset;
  return (
    // The padding is the way from the control to the words, so that the pointer can come to them.
    <div ref={bubble} id={id} role="tooltip" className="fixed z-50 p-1.5">
      <div className="flex max-w-72 animate-appear items-center gap-2 rounded-control bg-raised px-2 py-1 text-ink text-row shadow-float">
        {tooltip}
        {tooltipKeys ? <Kbd keys={tooltipKeys} /> : null}
      </div>
    </div>
  );
}

/** Tells which control's tooltip is to be seen, and null when none is. */
function watchAnchors(show: (anchor: HTMLElement | null) => void): () => void {
  let over: HTMLElement | null = null;
  let shown: HTMLElement | null = null;
  let hiddenAt = Number.NEGATIVE_INFINITY;
  let pressed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function open(anchor: HTMLElement) {
    clearTimeout(timer);
    shown = anchor;
    show(anchor);
  }
  function close() {
    clearTimeout(timer);
    if (shown) hiddenAt = performance.now();
    shown = null;
    show(null);
  }

  const listening = new AbortController();
  const on = <Name extends keyof DocumentEventMap>(name: Name, hear: (event: DocumentEventMap[Name]) => void) =>
    document.addEventListener(name, hear, { capture: true, signal: listening.signal });
  on("pointerover", ({ target, pointerType }) => {
    if (pointerType === "touch" || closest(target, '[role="tooltip"]')) return;
    const at = closest(target, "[data-tooltip]");
    if (at === over) return;
    over = at;
    const soon = shown !== null || performance.now() - hiddenAt < AGAIN_MS;
    close();
    if (at) timer = setTimeout(open, soon ? 0 : DELAY_MS, at);
  });
  on("pointerout", ({ relatedTarget }) => {
    if (relatedTarget) return;
    over = null;
    close();
  });
  on("pointerdown", () => {
    pressed = true;
    close();
  });
  on("pointerup", () => {
    pressed = false;
  });
  on("pointercancel", () => {
    pressed = false;
  });
  on("focusin", ({ target }) => {
    const at = closest(target, "[data-tooltip]");
    if (at && !pressed) open(at);
  });
  on("focusout", close);
  on("keydown", close);
  on("scroll", ({ target }) => {
    if (shown && target instanceof Node && target.contains(shown)) close();
  });
  return () => {
    clearTimeout(timer);
    listening.abort();
  };
}

function closest(target: EventTarget | null, selector: string): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>(selector) : null;
}

/** Beside the control, on the other side where there is no room, and never out of the window. */
function place(bubble: HTMLElement, anchor: HTMLElement): void {
  const at = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = bubble;
  const { innerWidth, innerHeight } = window;
  const wanted = (anchor.dataset.tooltipSide ?? "bottom") as Side;
  const room = { top: at.top, bottom: innerHeight - at.bottom, left: at.left, right: innerWidth - at.right };
  const needed = (wanted === "left" || wanted === "right" ? width : height) + EDGE;
  const side = room[wanted] < needed && room[OPPOSITE[wanted]] > room[wanted] ? OPPOSITE[wanted] : wanted;
  const middle = { left: at.left + (at.width - width) / 2, top: at.top + (at.height - height) / 2 };
  const places = {
    top: { ...middle, top: at.top - height },
    bottom: { ...middle, top: at.bottom },
    left: { ...middle, left: at.left - width },
    right: { ...middle, left: at.right },
  };
  const within = (start: number, size: number, all: number) => Math.max(EDGE, Math.min(start, all - size - EDGE));
  bubble.style.left = `${within(places[side].left, width, innerWidth)}px`;
  bubble.style.top = `${within(places[side].top, height, innerHeight)}px`;
}
