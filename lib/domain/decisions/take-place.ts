import { bindings } from "#lib/core/bindings";
import { lostRace } from "#lib/core/conflict";
import type { FieldChanges, WriteContext } from "#lib/core/context";
import { invalidField } from "#lib/core/errors";
import { aboutDecision, toldOf } from "./columns.ts";
import { DECISION_KEPT } from "./fields.ts";
import { flagWhatLeaned } from "./flag-what-leaned.ts";
import type { DecisionChip } from "./schema.ts";

/** A decision that another is to take the place of. */
export interface Old extends DecisionChip {
  projectId: string | null;
  /** Key of the proposal that was to take its place. */
  pending?: string | null;
}

/**
 * Makes decisions superseded by one that holds, and flags every open issue and document that leaned on them by name,
 * label or initiative. Says what changed on them.
 */
export async function takePlace(
  ctx: WriteContext,
  by: { id: string; key: string },
  olds: readonly Old[],
): Promise<void> {
  if (olds.length === 0) return;
  const ids = olds.map(({ id }) => id);
  const { count } = await ctx.db.decision.updateMany({
    where: { id: { in: ids }, status: { in: ["accepted", "implemented"] } },
    data: {
      ...DECISION_KEPT.status.columns("superseded"),
      supersededById: by.id,
      updatedAt: ctx.now,
      version: { increment: 1 },
    },
  });
  if (count < olds.length) throw lostRace();
  const flagged = await flagWhatLeaned(ctx, ids);
  for (const old of olds) {
    const leaned = flagged.filter((row) => row.decisionId === old.id);
    const fields: FieldChanges = { status: [old.status, "superseded"], supersededBy: [old.pending ?? null, by.key] };
    ctx.changed(toldOf(old, fields, aboutDecision(old.id, leaned)));
  }
}

/**
 * Marks that proposed decision `by` will take the place of others, and no longer that of those it dropped, in one statement.
 * Throws `invalid` for one that is taken.
 */
export async function claimPlaces(
  ctx: WriteContext,
  by: { id: string },
  olds: readonly Old[],
  dropped: readonly { id: string }[] = [],
): Promise<void> {
  if (olds.length + dropped.length === 0) return;
  const { values, bind, bindAll } = bindings(ctx.database.engine);
  const among = (list: readonly { id: string }[]) =>
    list.length === 0 ? "1 = 0" : `"id" IN (${bindAll(list.map(({ id }) => id))})`;
  const free = await ctx.db.$queryRawUnsafe<{ id: string }[]>(
    `UPDATE "Decision" SET "supersededById" = CASE WHEN ${among(olds)} THEN ${bind(by.id)} END
     WHERE (${among(dropped)} AND "supersededById" = ${bind(by.id)})
       OR (${among(olds)} AND "status" IN ('accepted', 'implemented') AND ("supersededById" IS NULL OR "supersededById" = ${bind(by.id)}
         OR EXISTS (SELECT 1 FROM "Decision" s LEFT JOIN "Project" sp ON sp."id" = s."projectId" WHERE s."id" = "Decision"."supersededById"
           AND (s."status" = 'rejected' OR s."shelf" = 'binned' OR sp."shelf" = 'binned'))))
     RETURNING "id"`,
    ...values,
  );
  const taken = olds.findIndex((old) => !free.some(({ id }) => id === old.id));
  if (taken < 0) return;
  throw invalidField(
    `supersedes.${taken}`,
    `Another proposed decision is to take the place of ${olds[taken]?.key} already. Work on that one, or reject it first.`,
  );
}

/** Refuses to supersede what does not hold. */
export function requireHolding(old: DecisionChip, path: string): void {
  if (old.status === "accepted" || old.status === "implemented") return;
  const next = {
    proposed: "It was never accepted: reject it, or edit it while it is proposed.",
    rejected: "It was rejected, so nothing leans on it.",
    superseded: "Another decision took its place already: supersede that one.",
  }[old.status];
  throw invalidField(path, `${old.key} is ${old.status}. ${next}`);
}
