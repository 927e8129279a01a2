import { cut } from "#lib/core/cut";
import type { Criterion } from "./schema.ts";

/** The criterion of an id, a text or a number, counted from 1. */
export function findCriterion(criteria: readonly Criterion[], ref: string): Criterion | undefined {
  return (
    criteria.find(({ id }) => id === ref) ??
    criteria.find(({ text }) => text.trim() === ref.trim()) ??
    (/^\s*\d+\s*$/.test(ref) ? criteria[Number(ref) - 1] : undefined)
  );
}

/** Says that there is no such criterion, and how one is named. */
export function noCriterion({ length }: readonly Criterion[], ref: string): string {
  const there = length === 0 ? "There are none." : `Give its number, 1–${length}, its text or its id.`;
  return `There is no criterion "${cut(ref, 80)}". ${there}`;
}
