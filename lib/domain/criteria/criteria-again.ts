import type { WriteContext } from "#lib/core/context";
import type { Restorable, Unrestored } from "#lib/domain/undo/reverter";
import type { Criteria } from "./criteria-sql.ts";
import { evidenceLeaving } from "./evidence-again.ts";
import { mayVerify, reported } from "./policy.ts";
import type { Criterion, ToldCriterion } from "./schema.ts";
import { criteriaAsTold } from "./told.ts";

/**
 * The criteria of an issue as an event told them, for undo; what only a person may verify again is reported then. One that
 * was not there stays where it has evidence that does not go by this undo.
 */
export function criteriaAgain(
  ctx: WriteContext,
  { id, key, criteria, evidence }: Criteria & { id: string; key: string },
  row: Restorable,
  unrestored: Unrestored[],
): Criterion[] {
  const now = new Map(criteria.map((one) => [one.id, one]));
  const told = criteriaAsTold(row.values.criteria as ToldCriterion[]);
  const were = new Set(told.map((one) => one.id));
  const leaving = evidenceLeaving(ctx.actor, evidence, row);
  const proven = new Set(evidence.filter((one) => !leaving.has(one.id)).map(({ criterionId }) => criterionId));
  const staying = criteria.filter((one) => !were.has(one.id) && proven.has(one.id));
  for (const { text } of staying)
    unrestored.push({ id, field: "criteria", why: `${key}: there is evidence of "${text}" since, so it stays.` });
  const again = [...told.map((one) => ({ ...one, evidence: now.get(one.id)?.evidence ?? [] })), ...staying];
  if (mayVerify(ctx.actor)) return again;
  return again.map((one) => {
    if (one.state !== "verified" || now.get(one.id)?.state === "verified") return one;
    unrestored.push({ id, field: "criteria", why: `${key}: only a person verifies, so "${one.text}" is reported.` });
    return { ...one, ...reported(ctx) };
  });
}
