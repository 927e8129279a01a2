import { bindings } from "#lib/core/bindings";
import { readCursor, writeCursor } from "#lib/core/cursor";
import { pageOf } from "#lib/core/fields";
import { defineOperation } from "#lib/core/operation";
import type { Row } from "#lib/core/row-value";
import { requireSubject } from "#lib/domain/subjects/require-subject";
import { subjectOf, subjectSql } from "#lib/domain/subjects/subject-sql";
import { Reference, ReferenceFilter } from "./schema.ts";

export const listReferences = defineOperation({
  name: "references.list",
  summary: "What names something by its key in a text, comments and status updates included; or what it names.",
  access: "read",
  rest: "GET /references",
  input: ReferenceFilter,
  output: pageOf(Reference),
  authorize: (ctx, { on }) => requireSubject(ctx, on, "on"),
  async handle(ctx, { direction, cursor, limit }, { id }) {
    const list = `references:${direction}:${id}`;
    const after = readCursor(list, cursor, ["id"]);
    const [own, other] = direction === "from" ? ["toId", "fromId"] : ["fromId", "toId"];
    const subject = subjectSql(ctx, `r."${other}"`);
    const { values, bind } = bindings(ctx.database.engine);
    // Ids begin with their time: the latest come first without a column for it.
    const rows = await ctx.db.$queryRawUnsafe<Row[]>(
      `SELECT r."${other}" AS "otherId", CASE WHEN sc."id" IS NOT NULL THEN 'comment' WHEN su."id" IS NOT NULL THEN 'status_update' END AS "sourceKind", ${subject.columns}
       FROM "Reference" r ${subject.joins} WHERE r."${own}" = ${bind(id)}${after ? ` AND r."${other}" < ${bind(String(after[0]))}` : ""}
         AND COALESCE(CAST(sc."shelf" AS TEXT), CAST(su."shelf" AS TEXT), 'live') = 'live'${subject.seen}${subject.usable}
       ORDER BY r."${other}" DESC LIMIT ${limit + 1}`,
      ...values,
    );
    const items = rows.slice(0, limit).map(toReference);
    const last = rows[limit - 1];
    return { items, nextCursor: writeCursor(list, rows.length > limit && last ? [String(last.otherId)] : null) };
  },
});

function toReference(row: Row): Reference {
  const { kind, id, key, title, status } = subjectOf(row);
  const source = row.sourceKind as "comment" | "status_update" | null;
  return {
    source: source && { kind: source, id: String(row.otherId) },
    on: { kind, id, key, title, status },
  };
}
