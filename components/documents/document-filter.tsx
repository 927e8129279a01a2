"use client";

import { useRouter } from "next/navigation";
import { useRef, useTransition } from "react";
import { SHORTCUTS, useShortcut } from "#components/shell/shortcuts";
import { useAddressText } from "#components/shell/use-address-text";
import { Tooltip } from "#components/ui/tooltip";

/** Finds documents by their titles; the address keeps what was typed. */
export function DocumentFilter({ path, text }: { path: string; text: string }) {
  const router = useRouter();
  const field = useRef<HTMLInputElement>(null);
  const [, startTransition] = useTransition();
  const [typed, setTyped] = useAddressText(text, (next) =>
    startTransition(() => router.replace(next ? `${path}?q=${encodeURIComponent(next)}` : path)),
  );
  useShortcut("filter", () => field.current?.focus());
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
