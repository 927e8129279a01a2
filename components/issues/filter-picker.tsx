"use client";

import { CircleDashed, Flag, Shapes, SignalHigh, Tag, Target, UserRound } from "lucide-react";
import type { inferParserType } from "nuqs";
import { type ReactNode, useState } from "react";
import type { LIST_PARAMS } from "#components/issues/list-params";
import { type ChoiceField, useChoices } from "#components/issues/use-choices";
import { LazyPicker } from "#components/ui/lazy-picker";

export type ListParams = inferParserType<typeof LIST_PARAMS>;
export type ChangeParams = (change: { [Name in keyof ListParams]?: ListParams[Name] | null }) => unknown;
export type Facet = "status" | "priority" | "assignee" | "label" | "type" | "initiative" | "milestone";

export const FACETS: Record<Facet, { words: string; field: ChoiceField; sign: ReactNode }> = {
  status: { words: "Status", field: "status", sign: <CircleDashed className="size-3.5" aria-hidden="true" /> },
  priority: { words: "Priority", field: "priority", sign: <SignalHigh className="size-3.5" aria-hidden="true" /> },
  assignee: { words: "Assignee", field: "assignee", sign: <UserRound className="size-3.5" aria-hidden="true" /> },
  label: { words: "Label", field: "labels", sign: <Tag className="size-3.5" aria-hidden="true" /> },
  initiative: { words: "Initiative", field: "initiative", sign: <Target className="size-3.5" aria-hidden="true" /> },
  milestone: { words: "Milestone", field: "milestone", sign: <Flag className="size-3.5" aria-hidden="true" /> },
  type: { words: "Type", field: "type", sign: <Shapes className="size-3.5" aria-hidden="true" /> },
};

interface Props {
  anchor: HTMLElement;
  params: ListParams;
  onChange: ChangeParams;
  onClose: () => void;
  facet?: Facet;
}

/** First what to filter by, then the values, in one list. */
export function FilterPicker({ anchor, params, onChange, onClose, facet: given }: Props) {
  const [facet, setFacet] = useState<Facet | null>(given ?? null);
  const values = useChoices(FACETS[facet ?? "status"].field);
  const selected = selectedValues(params, facet);

  function pick(value: string) {
    if (facet === null) return setFacet(value as Facet);
    if (isSingle(facet)) {
      onChange({ [facet]: value === params[facet] ? null : value });
      return onClose();
    }
    const next = selected.includes(value) ? selected.filter((one) => one !== value) : [...selected, value];
    onChange({ [facet]: next.length > 0 ? next : null });
  }

  return (
    <LazyPicker
      anchor={anchor}
      title={facet ? FACETS[facet].words : "Filter by"}
      choices={facet ? values : FACET_CHOICES}
      selected={selected}
      multiple={facet !== null && !isSingle(facet)}
      takesBack
      onPick={pick}
      onClose={onClose}
    />
  );
}

/** Facets of which one value is chosen. */
function isSingle(facet: Facet): facet is "assignee" | "initiative" | "milestone" {
  return facet === "assignee" || facet === "initiative" || facet === "milestone";
}

const FACET_CHOICES = (Object.keys(FACETS) as Facet[]).map((value) => ({
  value,
  words: FACETS[value].words,
  sign: FACETS[value].sign,
}));

function selectedValues(params: ListParams, facet: Facet | null): readonly string[] {
  if (facet === null) return [];
  return isSingle(facet) ? [params[facet]] : params[facet];
}
