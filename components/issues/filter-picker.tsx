"use client";

import type { inferParserType } from "nuqs";
import { useState } from "react";
import { FACETS, type Facet } from "#components/issues/fields";
import type { LIST_PARAMS } from "#components/issues/list-params";
import { useChoices } from "#components/issues/use-choices";
import { LazyPicker } from "#components/ui/lazy-picker";

export type ListParams = inferParserType<typeof LIST_PARAMS>;
export type ChangeParams = (change: { [Name in keyof ListParams]?: ListParams[Name] | null }) => unknown;

export interface FilterProps {
  params: ListParams;
  onChange: ChangeParams;
  /** Key of the project that all of the list is of. */
  project?: string | undefined;
}

interface Props extends FilterProps {
  anchor: HTMLElement;
  onClose: () => void;
  facet?: Facet;
}

/** First what to filter by, then the values, in one list. */
export function FilterPicker({ anchor, params, project, onChange, onClose, facet: given }: Props) {
  const [facet, setFacet] = useState(given);
  const values = useChoices(facet?.field ?? "status", project);
  const selected = facet ? [params[facet.param]].flat() : [];

  function pick(value: string) {
    if (!facet) return setFacet(FACETS.find((one) => one.value === value));
    const { param, single } = facet;
    if (single) {
      onChange({ [param]: selected.includes(value) ? null : value });
      return onClose();
    }
    const next = selected.includes(value) ? selected.filter((one) => one !== value) : [...selected, value];
    onChange({ [param]: next.length > 0 ? next : null });
  }

  return (
    <LazyPicker
      anchor={anchor}
      title={facet?.words ?? "Filter by"}
      choices={facet ? values : FACETS}
      selected={selected}
      multiple={facet && !facet.single}
      takesBack
      onPick={pick}
      onClose={onClose}
    />
  );
}
