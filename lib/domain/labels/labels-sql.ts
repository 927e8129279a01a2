import type { ReadContext } from "#lib/core/context";
import { jsonSql } from "#lib/core/json-sql";
import { offIndex } from "#lib/domain/subjects/off-index";

/** The labels of a row as a JSON list of chips, by name: those that a table of joins says `own` has. */
export function labelsSql(ctx: ReadContext, joins: "IssueLabel" | "DocumentLabel", own: string): string {
  const { object, list } = jsonSql(ctx);
  const chip = object({ name: `lb."name"`, colour: `lb."colour"` });
  return list(
    chip,
    `FROM (SELECT x."name", x."colour" FROM "${joins}" j JOIN "Label" x ON x."id" = j."labelId" AND ${offIndex(ctx, `x."shelf"`, "live")}
      WHERE j.${own} ORDER BY x."nameFold") lb`,
  );
}
