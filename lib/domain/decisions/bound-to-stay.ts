import { limitOf } from "#lib/core/actor";
import type { ReadContext } from "#lib/core/context";
import type { Subject } from "#lib/domain/subjects/find-subjects";
import type { Past, Restorable } from "#lib/domain/undo/reverter";
import type { StoredDecision } from "./decision-row.ts";

export const HOLDING: ReadonlySet<unknown> = new Set(["accepted", "implemented"]);

interface Named {
  subjects: ReadonlyMap<string, Subject>;
  away: Past["away"];
}

/**
 * Decisions that an undo leaves whole, with the reason. That one takes the place of another is one act on both: who may not
 * change the one leaves the other as it is too, so that never both hold, nor neither.
 */
export function boundToStay(
  ctx: ReadContext,
  rows: readonly Restorable[],
  found: readonly StoredDecision[],
  named: Named,
): Map<string, string> {
  const bound = new Map<string, string>();
  const moves = rows.flatMap(({ id, values }) => {
    const was = found.find((decision) => decision.id === id);
    return was && changesPlace(was, values) ? [{ was, values }] : [];
  });
  for (const { was, values } of moves) {
    const why = isSuperseding(was, values)
      ? whyNotUnder(ctx, was, values, named)
      : whyNotAbove(ctx, was, values, named);
    if (why !== null) bound.set(was.id, why);
  }
  for (const { was, values } of moves) {
    const by = found.find(({ id, key }) => bound.has(id) && (id === was.supersededById || key === values.supersededBy));
    if (by && isSuperseding(was, values) && !bound.has(was.id))
      bound.set(was.id, `${was.key} stays ${was.status}, because ${by.key} stays ${by.status}.`);
  }
  return bound;
}

type Values = Restorable["values"];

/** Does it begin or cease to hold? */
function changesPlace({ status, shelf }: StoredDecision, values: Values): boolean {
  const leaves = values.shelf === "binned" && shelf !== "binned";
  const will = values.status ?? status;
  return HOLDING.has(status) !== (HOLDING.has(will) && !leaves);
}

/** Is it the one whose place is taken, or given back? */
function isSuperseding({ status }: StoredDecision, values: Values): boolean {
  return (status === "superseded") !== ((values.status ?? status) === "superseded");
}

/** Why one whose place was taken, or is taken again, stays as it is. */
function whyNotUnder(ctx: ReadContext, was: StoredDecision, values: Values, { subjects, away }: Named): string | null {
  const ref = was.status === "superseded" ? was.supersededById : (values.supersededBy ?? was.supersededById);
  const by = typeof ref === "string" ? subjects.get(ref) : undefined;
  if (ctx.actor.projectIds !== null && (!by || by.projectId === null))
    return `Another decision takes the place of ${was.key}, ${beyond(ctx)}`;
  const why = by ? away(by) : null;
  return why && `${was.key} stays ${was.status}. ${why}`;
}

/** Why one that takes the place of others, or is to give it back, stays as it is. */
function whyNotAbove(ctx: ReadContext, was: StoredDecision, values: Values, { away }: Named): string | null {
  const enters = !HOLDING.has(was.status) && HOLDING.has(values.status);
  const olds = was.supersedes.filter(({ status }) => (enters ? HOLDING.has(status) : status === "superseded"));
  if (ctx.actor.projectIds !== null && olds.some((old) => !old.seen || old.projectId === null))
    return `${was.key} takes the place of others, ${beyond(ctx)}`;
  for (const old of olds) {
    const why = away({ ...old, shelf: "live" });
    if (why !== null) return `${was.key} stays ${was.status}. ${why}`;
  }
  return null;
}

function beyond({ actor }: ReadContext): string {
  const { who, way } = limitOf(actor);
  return `beyond the projects of ${who}. ${way} to undo it.`;
}
