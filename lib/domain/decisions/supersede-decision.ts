import { bindings } from "#lib/core/bindings";
import type { WriteContext } from "#lib/core/context";
import { invalidField } from "#lib/core/errors";
import { defineOperation } from "#lib/core/operation";
import { seenOf } from "#lib/domain/subjects/seen-only";
import { subjectKeySql } from "#lib/domain/subjects/subject-key";
import { toldOf } from "./columns.ts";
import { publicDecision, type StoredDecision } from "./decision-row.ts";
import { requireMayDecide } from "./policy.ts";
import { requireUsableDecision } from "./queries.ts";
import { Decision, Supersession } from "./schema.ts";
import { claimPlaces, requireHolding, takePlace } from "./take-place.ts";

export const supersedeDecision = defineOperation({
  name: "decisions.supersede",
  summary:
    "Let another decision take the place of one; what leaned on it is flagged. While the other is only proposed, it happens when that is accepted.",
  access: "write",
  reach: "projects",
  rest: "POST /decisions/:decision/supersede",
  input: Supersession,
  output: Decision,
  async authorize(ctx, { decision }) {
    // Two that take each other's place at once would both be gone.
    await ctx.database.oneAtATime(ctx.db, "links");
    return requireUsableDecision(ctx, decision);
  },
  async handle(ctx, input, old) {
    const by = await requireUsableDecision(ctx, input.by, "by");
    await requireNoCircle(ctx, old, by);
    if (old.supersededById === by.id && (old.status === "superseded" || by.status === "proposed")) {
      ctx.unchanged();
      return publicDecision(old);
    }
    requireHolding(old, "decision");
    if (by.status === "proposed") return publicDecision(await later(ctx, old, by));
    if (by.status === "superseded" || by.status === "rejected") {
      const other = by.supersededBy ? `: name ${by.supersededBy.key}, which took its place` : "";
      throw invalidField("by", `${by.key} is ${by.status} and cannot take the place of ${old.key}${other}.`);
    }
    requireMayDecide(ctx.actor, "superseded");
    await takePlace(ctx, by, [{ ...old, pending: old.supersededBy?.key ?? null }]);
    return publicDecision({
      ...old,
      status: "superseded",
      supersededById: by.id,
      supersededBy: { id: by.id, key: by.key, title: by.title, status: by.status },
      version: old.version + 1,
      updatedAt: ctx.now.toISOString(),
    });
  },
});

/** Keeps that a proposed decision will take the place of one that holds. */
async function later(ctx: WriteContext, old: StoredDecision, by: StoredDecision): Promise<StoredDecision> {
  await claimPlaces(ctx, by, [old]);
  const keys = by.supersedes.map(({ key }) => key);
  ctx.changed(
    toldOf(by, { supersedes: [keys, [...keys, old.key]] }, [
      { kind: "decision", id: by.id },
      { kind: "decision", id: old.id },
    ]),
  );
  return {
    ...old,
    supersededById: by.id,
    supersededBy: { id: by.id, key: by.key, title: by.title, status: by.status },
  };
}

/** Refuses that decisions take each other's place in a circle; the error shows it. */
async function requireNoCircle(ctx: WriteContext, old: StoredDecision, by: StoredDecision): Promise<void> {
  if (by.id !== old.id && by.supersededById === null) return;
  const { values, bind } = bindings(ctx.database.engine);
  const name = `CASE WHEN 1 = 1${seenOf(ctx, "decision", "d")} THEN ${subjectKeySql("decision", "d", "p")} ELSE 'a decision elsewhere' END`;
  const from = `"Decision" d LEFT JOIN "Project" p ON p."id" = d."projectId"`;
  const rows = await ctx.db.$queryRawUnsafe<{ id: string; trail: string }[]>(
    `WITH RECURSIVE up("id", "next", "trail", "depth") AS (
       SELECT d."id", d."supersededById", ${name}, 0 FROM ${from} WHERE d."id" = ${bind(by.id)}
       UNION ALL
       SELECT d."id", d."supersededById", up."trail" || ' → ' || ${name}, up."depth" + 1
       FROM up JOIN "Decision" d ON d."id" = up."next" LEFT JOIN "Project" p ON p."id" = d."projectId" WHERE up."depth" < 200
     ) SELECT "id", "trail" FROM up`,
    ...values,
  );
  const back = rows.find(({ id }) => id === old.id);
  if (!back) return;
  throw invalidField("by", `Decisions cannot take each other's place in a circle: ${old.key} → ${back.trail}.`);
}
