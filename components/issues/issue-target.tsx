"use client";

import { useEffect, useEffectEvent } from "react";
import type { FieldChange } from "#components/issues/field-change";
import type { FieldValues } from "#components/issues/fields";

/** The issues that are open or selected, as what the palette acts on. */
export interface IssueTarget {
  /** "TUR-12", or "3 issues". */
  words: string;
  keys: readonly string[];
  issues: readonly FieldValues[];
  change: (changeOf: (issue: FieldValues) => FieldChange) => void;
  /** They were put away, or came back. */
  onShelved: () => void;
}

type Ask = () => IssueTarget | null;

let asks: readonly Ask[] = [];

/** Offers issues to the palette for as long as the component is there; it is asked when the palette opens. */
export function useIssueTarget(find: Ask): void {
  const ask = useEffectEvent(find);
  useEffect(() => {
    const mine = () => ask();
    asks = [...asks, mine];
    return () => {
      asks = asks.filter((other) => other !== mine);
    };
  }, []);
}

export function currentTarget(): IssueTarget | null {
  return asks.at(-1)?.() ?? null;
}
