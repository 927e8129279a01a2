import { LONG_MET, OPEN } from "./policy.ts";
import type { Criterion, ToldCriterion } from "./schema.ts";

export function toldCriteria(criteria: readonly Criterion[]): ToldCriterion[] {
  return criteria.map(({ id, text, done, state, by, via, at }) => ({
    ...{ id, text, done },
    ...(done ? { state, by, via, at } : {}),
  }));
}

/** Criteria as events told them, without their evidence. */
export function criteriaAsTold(told: readonly ToldCriterion[]): Criterion[] {
  return told.map(({ id, text, done, ...standing }) => ({
    ...{ id, text, done },
    ...(done ? { ...LONG_MET, ...standing } : OPEN),
    evidence: [],
  }));
}
