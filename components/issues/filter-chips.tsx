"use client";

import { X } from "lucide-react";
import { useState } from "react";
import { FACETS, type Facet, ISSUE_FIELDS } from "#components/issues/fields";
import { FilterPicker, type FilterProps } from "#components/issues/filter-picker";
import { NO_FILTERS } from "#components/issues/list-params";
import { Button } from "#components/ui/button";

/** The filters that are on; each opens to change it and has a cross to drop it. */
export function FilterChips(props: FilterProps) {
  const { params, onChange } = props;
  const [open, setOpen] = useState<{ facet: Facet; anchor: HTMLElement } | null>(null);
  const on = FACETS.filter(({ param }) => params[param].length > 0);
  return (
    <>
      {on.map((facet) => (
        <span
          key={facet.param}
          className="inline-flex h-control max-w-full items-center rounded-control border border-line-strong text-row"
        >
          <button
            type="button"
            onClick={(event) => setOpen({ facet, anchor: event.currentTarget })}
            className="flex h-full min-w-0 items-center gap-1.5 rounded-s-control px-2 hover:bg-hover"
          >
            <span className="text-muted">{facet.words}</span>
            <span className="truncate">{valueWords(facet, params[facet.param])}</span>
          </button>
          <button
            type="button"
            aria-label={`Drop the filter ${facet.words.toLowerCase()}`}
            onClick={() => onChange({ [facet.param]: null })}
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
      {open ? <FilterPicker {...props} {...open} onClose={() => setOpen(null)} /> : null}
    </>
  );
}

function valueWords({ field }: Facet, value: string | readonly string[]): string {
  const { none = "None", words } = ISSUE_FIELDS[field];
  if (typeof value === "string") return value === "none" ? none : value;
  if (value.length > 2) return `${value.length} chosen`;
  return value.map((one) => words?.[one] ?? one).join(", ");
}
