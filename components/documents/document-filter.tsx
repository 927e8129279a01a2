"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState, useTransition } from "react";
import { SHORTCUTS, useShortcut } from "#components/shell/shortcuts";
import { Tooltip } from "#components/ui/tooltip";

/** Finds documents by their titles; the address keeps what was typed. */
export function DocumentFilter({ path, text }: { path: string; text: string }) {
  const router = useRouter();
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(text);
  const asked = useRef(text);
  const [, startTransition] = useTransition();
  useShortcut("filter", () => field.current?.focus());
  useEffect(() => {
    if (typed === asked.current) return;
    const timer = setTimeout(() => {
      asked.current = typed;
      startTransition(() => router.replace(typed ? `${path}?q=${encodeURIComponent(typed)}` : path));
    }, 200);
    return () => clearTimeout(timer);
  }, [typed, path, router]);
  // The address changed by another hand.
  useEffect(() => {
    if (text === asked.current) return;
    asked.current = text;
    setTyped(text);
  }, [text]);
  return (
    <Tooltip text={SHORTCUTS.filter.label} keys={SHORTCUTS.filter.keys}>
      <input
        ref={field}
        type="search"
        dir="auto"
        aria-label="Filter documents by title"
        placeholder="Filter by title"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && (typed ? setTyped("") : event.currentTarget.blur())}
        className="h-control w-60 rounded-control border border-edge bg-raised px-2.5 text-row placeholder:text-faint max-sm:w-full"
      />
    </Tooltip>
  );
}
