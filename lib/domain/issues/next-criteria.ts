import { invalidField } from "#lib/core/errors";
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

/** The criterion of an id, a text or a number, counted from 1. */
function meant(ref: string, criteria: readonly Criterion[], place: number): Criterion {
  const found =
    criteria.find(({ id }) => id === ref) ??
    criteria.find(({ text }) => text.trim() === ref.trim()) ??
    (/^\s*\d+\s*$/.test(ref) ? criteria[Number(ref) - 1] : undefined);
  if (found) return found;
  const there =
    criteria.length === 0 ? "There are none." : `Give its number, 1–${criteria.length}, its text or its id.`;
  throw invalidField(`removeCriteria.${place}`, `There is no criterion "${ref.slice(0, 80)}". ${there}`);
}
