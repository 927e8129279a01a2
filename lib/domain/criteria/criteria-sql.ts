import type { ReadContext } from "#lib/core/context";
import { jsonSql } from "#lib/core/json-sql";
import { instantOf, jsonOf, type Row } from "#lib/core/row-value";
import { personOf } from "#lib/domain/people/person-of";
import { projectInUse } from "#lib/domain/subjects/in-use";
import { seenOnly } from "#lib/domain/subjects/seen-only";
import { type StoredEvidence, toStoredEvidence } from "./evidence.ts";
import type { Criterion } from "./schema.ts";

/** The criteria of an issue `i` and their evidence as the columns `criteria` and `evidence`, for `criteriaOf`. */
export function criteriaSql(ctx: ReadContext): string {
  const { object, list, instant, json } = jsonSql(ctx);
  const by = (own: string) => ({ byId: `${own}."byId"`, byHandle: `u."handle"`, byName: `u."name"` });
  const criterion = object({
    ...{ id: `k."id"`, text: `k."text"`, state: `k."state"`, position: `k."position"` },
    ...{ ...by("k"), via: json(`k."via"`), at: instant(`k."at"`) },
  });
  const seen = `e."documentId" IS NULL OR (d."shelf" <> 'binned'${projectInUse("d")}${seenOnly(ctx, "d")})`;
  const evidence = object({
    ...{ id: `e."id"`, criterionId: `e."criterionId"`, kind: `e."kind"`, ref: `e."ref"`, note: `e."note"` },
    ...{ ...by("e"), via: json(`e."via"`), createdAt: instant(`e."createdAt"`) },
    ...{ documentId: `e."documentId"`, seen: `CASE WHEN ${seen} THEN 1 ELSE 0 END` },
  });
  const own = `WHERE k."issueId" = i."id"`;
  return `${list(criterion, `FROM "Criterion" k LEFT JOIN "User" u ON u."id" = k."byId" ${own}`)} AS "criteria",
    ${list(
      evidence,
      `FROM "Criterion" k JOIN "Evidence" e ON e."criterionId" = k."id" LEFT JOIN "Document" d ON d."id" = e."documentId"
       LEFT JOIN "User" u ON u."id" = e."byId" ${own}`,
    )} AS "evidence"`;
}

/** Criteria with the evidence that the actor may see, and all evidence. */
export interface Criteria {
  criteria: Criterion[];
  evidence: StoredEvidence[];
}

export function criteriaOf(row: Row): Criteria {
  const evidence = jsonOf<Row[]>(row.evidence)
    .map(toStoredEvidence)
    .sort((one, other) => (one.createdAt + one.id < other.createdAt + other.id ? -1 : 1));
  const criteria = jsonOf<Row[]>(row.criteria)
    .sort((one, other) => Number(one.position) - Number(other.position))
    .map((criterion) => ({
      id: String(criterion.id),
      text: String(criterion.text),
      done: criterion.state !== "open",
      state: criterion.state as Criterion["state"],
      by: personOf(criterion, "by"),
      via: (criterion.via ?? null) as Criterion["via"],
      at: instantOf(criterion.at),
      evidence: [],
    }));
  return { criteria: withEvidence(criteria, evidence), evidence };
}

/** The criteria, each with the evidence of it that the actor may see. */
export function withEvidence(criteria: readonly Criterion[], evidence: readonly StoredEvidence[]): Criterion[] {
  return criteria.map((one) => ({
    ...one,
    evidence: evidence.filter(({ criterionId, isSeen }) => isSeen && criterionId === one.id),
  }));
}
