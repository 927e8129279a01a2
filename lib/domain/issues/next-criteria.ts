import { invalidField } from "#lib/core/errors";
import { findCriterion, noCriterion } from "#lib/domain/criteria/find-criterion";
import type { Criterion, Standing } from "#lib/domain/criteria/schema";
import { withIds } from "./columns.ts";
import { CRITERIA_LIMIT, criteriaFit } from "./fields.ts";
import type { IssueChanges } from "./schema.ts";

const MOST = 100;

/**
 * The criteria as they will be: replaced, then without those to drop, then with those to add that are not there yet.
 * What is said to be met stands as `met` says.
 */
export function nextCriteria(input: IssueChanges, before: readonly Criterion[], met: Standing): Criterion[] {
  const { criteria, addCriteria = [], removeCriteria = [] } = input;
  const replaced = criteria ? withIds(criteria, met, before) : [...before];
  const dropped = new Set(removeCriteria.map((ref, place) => meant(ref, replaced, place)));
  const left = replaced.filter((one) => !dropped.has(one));
  const texts = new Set(left.map(({ text }) => text.trim()));
  const next = [
    ...left,
    ...withIds(
      addCriteria.filter(({ text }) => !texts.has(text.trim())),
      met,
    ),
  ];
  if (next.length > MOST)
    throw invalidField("addCriteria", `There would be ${next.length} criteria; the limit is ${MOST}.`);
  if (!criteriaFit(next)) throw invalidField("addCriteria", CRITERIA_LIMIT);
  return next;
}

function meant(ref: string, criteria: readonly Criterion[], place: number): Criterion {
  const found = findCriterion(criteria, ref);
  if (found) return found;
  throw invalidField(`removeCriteria.${place}`, noCriterion(criteria, ref));
}
