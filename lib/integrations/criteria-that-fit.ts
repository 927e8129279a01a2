import { criteriaFit } from "#lib/domain/issues/fields";

/** Criteria of one issue. */
const MOST = 100;

/** The first criteria, as many as an issue holds. */
export function criteriaThatFit<Criterion extends { text: string }>(all: readonly Criterion[]): Criterion[] {
  let many = Math.min(all.length, MOST);
  while (!criteriaFit(all.slice(0, many))) many--;
  return all.slice(0, many);
}
