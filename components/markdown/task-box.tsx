"use client";

import { createContext, type ReactNode, use, useState } from "react";
import { CheckBox } from "#components/ui/check-box";

type Tick = (source: string) => Promise<boolean>;

const Context = createContext<{ source: string; save: Tick } | null>(null);

/** Lets the task boxes of a text be ticked in place. */
export function TickableTasks({ source, save, children }: { source: string; save: Tick; children: ReactNode }) {
  return <Context value={{ source, save }}>{children}</Context>;
}

/** One task box; `at` is where its list item begins in the source. */
export function TaskBox({ at, checked }: { at: number; checked: boolean }) {
  const text = use(Context);
  const [shown, setShown] = useState(checked);
  const [before, setBefore] = useState(checked);
  if (before !== checked) {
    setBefore(checked);
    setShown(checked);
  }
  const next = text && withTick(text.source, at, !shown);
  return (
    <span data-task="">
      <CheckBox
        checked={shown}
        disabled={!next}
        readOnly={!next}
        aria-label={shown ? "Done" : "Not done"}
        onChange={async () => {
          if (!text || !next) return;
          setShown(!shown);
          if (!(await text.save(next))) setShown(shown);
        }}
      />
    </span>
  );
}

const MARKER = /^([-*+]|\d{1,9}[.)])\s+\[[ xX]\]/;

/** The source with the box of the list item at `at` set, or null where there is none. */
export function withTick(source: string, at: number, done: boolean): string | null {
  const marker = at < 0 ? null : MARKER.exec(source.slice(at, at + 40));
  if (!marker) return null;
  const box = at + marker[0].length - 2;
  return `${source.slice(0, box)}${done ? "x" : " "}${source.slice(box + 1)}`;
}
