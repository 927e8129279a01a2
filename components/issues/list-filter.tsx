"use client";

import { Funnel, Search, X } from "lucide-react";
import { useQueryStates } from "nuqs";
import { useRef, useState, useTransition } from "react";
import { FilterChips } from "#components/issues/filter-chips";
import { FilterPicker } from "#components/issues/filter-picker";
import { ListOrder } from "#components/issues/list-order";
import { LIST_PARAMS } from "#components/issues/list-params";
import { SHORTCUTS, useShortcut } from "#components/shell/shortcuts";
import { useAddressText } from "#components/shell/use-address-text";
import { Button } from "#components/ui/button";
import { Kbd } from "#components/ui/kbd";

/** Text, facets and order of a list; all of it lives in the address. `project` is that of all the list, by key. */
export function ListFilter({ project }: { project?: string | undefined }) {
  const [, startTransition] = useTransition();
  const [params, setParams] = useQueryStates(LIST_PARAMS, { shallow: false, startTransition, clearOnDefault: true });
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [text, setText] = useAddressText(params.text, (next) => void setParams({ text: next }));
  const field = useRef<HTMLInputElement>(null);
  useShortcut("filter", () => field.current?.focus());

  return (
    <div className="flex flex-wrap items-center gap-1.5 border-b px-gutter py-1.5">
      <span className="relative min-w-40 flex-1 sm:max-w-64">
        <Search
          className="pointer-events-none absolute top-1/2 left-2 size-3.5 -translate-y-1/2 text-faint"
          aria-hidden="true"
        />
        <input
          ref={field}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Escape") return;
            setText("");
            event.currentTarget.blur();
          }}
          placeholder="Filter by text"
          aria-label="Filter by text"
          aria-keyshortcuts={SHORTCUTS.filter.keys}
          className="h-control w-full rounded-control border border-transparent bg-hover ps-7 pe-7 text-row outline-none placeholder:text-muted focus:border-focus focus:bg-raised"
        />
        {text ? (
          <button
            type="button"
            aria-label="Clear the text"
            className="absolute inset-y-0 right-0 flex w-7 items-center justify-center text-muted hover:text-ink"
            onClick={() => setText("")}
          >
            <X className="size-3.5" aria-hidden="true" />
          </button>
        ) : (
          <span className="pointer-events-none absolute inset-y-0 right-1.5 flex items-center max-sm:hidden">
            <Kbd keys={SHORTCUTS.filter.keys} />
          </span>
        )}
      </span>
      <Button look="quiet" aria-haspopup="listbox" onClick={(event) => setAnchor(event.currentTarget)}>
        <Funnel className="size-3.5" aria-hidden="true" />
        Filter
      </Button>
      <FilterChips {...{ params, project }} onChange={setParams} />
      <span className="ms-auto">
        <ListOrder sort={params.sort} onChange={(sort) => void setParams({ sort })} />
      </span>
      {anchor ? (
        <FilterPicker {...{ anchor, params, project }} onChange={setParams} onClose={() => setAnchor(null)} />
      ) : null}
    </div>
  );
}
