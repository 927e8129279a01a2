import type { WriteContext } from "#lib/core/context";
import type { Unrestored } from "#lib/domain/undo/reverter";
import { mayVerify, reported } from "./policy.ts";
import type { Criterion, ToldCriterion } from "./schema.ts";
import { criteriaAsTold } from "./told.ts";

/** The criteria of an issue as an event told them, for undo; what only a person may verify again is reported then. */
export function criteriaAgain(
  ctx: WriteContext,
  { id, key, criteria }: { id: string; key: string; criteria: readonly Criterion[] },
  told: readonly ToldCriterion[],
  unrestored: Unrestored[],
): Criterion[] {
  const now = new Map(criteria.map((one) => [one.id, one]));
  const again = criteriaAsTold(told).map((one) => ({ ...one, evidence: now.get(one.id)?.evidence ?? [] }));
  if (mayVerify(ctx.actor)) return again;
  return again.map((one) => {
    if (one.state !== "verified" || now.get(one.id)?.state === "verified") return one;
    unrestored.push({ id, field: "criteria", why: `${key}: only a person verifies, so "${one.text}" is reported.` });
    return { ...one, ...reported(ctx) };
  });
}
