import type { ReadContext } from "#lib/core/context";
import { jsonSql } from "#lib/core/json-sql";
import { instantOf, jsonOf, type Row } from "#lib/core/row-value";
import { personOf } from "#lib/domain/people/person-of";
import type { Criterion } from "./schema.ts";

/** The criteria of an issue `i` as the column `criteria`, for `criteriaOf`. */
export function criteriaSql(ctx: ReadContext): string {
  const { object, list, instant, json } = jsonSql(ctx);
  const criterion = object({
    ...{ id: `k."id"`, text: `k."text"`, state: `k."state"`, position: `k."position"` },
    ...{ byId: `k."byId"`, byHandle: `ku."handle"`, byName: `ku."name"` },
    ...{ via: json(`k."via"`), at: instant(`k."at"`) },
  });
  const from = `FROM "Criterion" k LEFT JOIN "User" ku ON ku."id" = k."byId" WHERE k."issueId" = i."id"`;
  return `${list(criterion, from)} AS "criteria"`;
}

export function criteriaOf(row: Row): Criterion[] {
  return jsonOf<Row[]>(row.criteria)
    .sort((one, other) => Number(one.position) - Number(other.position))
    .map((criterion) => ({
      id: String(criterion.id),
      text: String(criterion.text),
      done: criterion.state !== "open",
      state: criterion.state as Criterion["state"],
      by: personOf(criterion, "by"),
      via: criterion.via as Criterion["via"],
      at: instantOf(criterion.at),
      evidence: [],
    }));
}
