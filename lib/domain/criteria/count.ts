import type { CriteriaCount, Criterion } from "./schema.ts";

export function countCriteria(criteria: readonly Pick<Criterion, "state">[]): CriteriaCount {
  return {
    total: criteria.length,
    done: criteria.filter(({ state }) => state !== "open").length,
    verified: criteria.filter(({ state }) => state === "verified").length,
  };
}
