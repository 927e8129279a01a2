"use client";

import { X } from "lucide-react";
import { useState } from "react";
import { type ChangeParams, FACETS, type Facet, FilterPicker, type ListParams } from "#components/issues/filter-picker";
import { NO_FILTERS } from "#components/issues/list-params";
import { PRIORITY_WORDS, STATUS_WORDS, TYPE_WORDS } from "#components/issues/words";
import { Button } from "#components/ui/button";

const WORDS: Record<string, string> = { ...STATUS_WORDS, ...PRIORITY_WORDS, ...TYPE_WORDS };

/** The filters that are on; each opens to change it and has a cross to drop it. */
export function FilterChips({ params, onChange }: { params: ListParams; onChange: ChangeParams }) {
  const [open, setOpen] = useState<{ facet: Facet; anchor: HTMLElement } | null>(null);
  const on = (Object.keys(FACETS) as Facet[]).filter((facet) => params[facet].length > 0);
  return (
    <>
      {on.map((facet) => (
        <span
          key={facet}
          className="inline-flex h-control max-w-full items-center rounded-control border border-line-strong text-row"
        >
          <button
            type="button"
            onClick={(event) => setOpen({ facet, anchor: event.currentTarget })}
            className="flex h-full min-w-0 items-center gap-1.5 rounded-s-control px-2 hover:bg-hover"
          >
            <span className="text-muted">{FACETS[facet].words}</span>
            <span className="truncate">{valueWords(facet, params[facet])}</span>
          </button>
          <button
            type="button"
            aria-label={`Drop the filter ${FACETS[facet].words.toLowerCase()}`}
            onClick={() => onChange({ [facet]: null })}
            className="flex h-full w-6 items-center justify-center rounded-e-control border-line border-s text-muted hover:bg-hover hover:text-ink"
          >
            <X className="size-3" aria-hidden="true" />
          </button>
        </span>
      ))}
      {on.length > 1 ? (
        <Button look="quiet" onClick={() => onChange(NO_FILTERS)}>
          Clear
        </Button>
      ) : null}
      {open ? <FilterPicker {...{ params, onChange }} {...open} onClose={() => setOpen(null)} /> : null}
    </>
  );
}

const NONE_WORDS: Partial<Record<Facet, string>> = { assignee: "Nobody" };

function valueWords(facet: Facet, value: string | readonly string[]): string {
  if (typeof value === "string") return value === "none" ? (NONE_WORDS[facet] ?? "None") : value;
  if (value.length > 2) return `${value.length} chosen`;
  return value.map((one) => (facet === "label" ? one : (WORDS[one] ?? one))).join(", ");
}
