"use client";

import { Search } from "lucide-react";
import { parseAsString, useQueryState } from "nuqs";
import { type KeyboardEvent, useEffect, useRef, useState, useTransition } from "react";
import { useShortcut } from "#components/shell/shortcuts";
import { focusNow } from "#components/ui/focus-now";

/** The words to search for; the address follows the typing. */
export function SearchField() {
  const [pending, startTransition] = useTransition();
  const [query, setQuery] = useQueryState(
    "q",
    parseAsString.withDefault("").withOptions({ shallow: false, startTransition }),
  );
  const [text, setText] = useState(query);
  const field = useRef<HTMLInputElement>(null);
  useShortcut("search", () => field.current?.select());

  useShortcut("toField", () => field.current?.select());

  useEffect(() => {
    if (!document.activeElement?.matches("main [data-open]")) focusNow(field.current);
  }, []);

  /** The field is the row above the first: from it one walks into what was found, or opens the best of it. */
  function press(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing) return;
    const first = document.querySelector<HTMLElement>("main a[data-open]");
    if (event.key === "ArrowDown") first?.focus({ focusVisible: true } as FocusOptions);
    else if (event.key === "Enter" && !pending && text.trim() === query.trim()) first?.click();
    else if (event.key === "Escape" && text) setText("");
    else if (event.key === "Escape") event.currentTarget.blur();
    else return;
    event.preventDefault();
  }

  useEffect(() => {
    const timer = setTimeout(() => void setQuery(text || null), 150);
    return () => clearTimeout(timer);
  }, [text, setQuery]);

  return (
    <span className="relative block" aria-busy={pending}>
      <Search
        className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted"
        aria-hidden="true"
      />
      <input
        ref={field}
        type="search"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={press}
        aria-label="Search everything"
        placeholder={'Words, "an exact phrase", or a key'}
        className="h-10 w-full rounded-card border border-edge bg-raised ps-9.5 pe-3 text-control outline-none focus:border-focus touch:h-11"
      />
    </span>
  );
}
