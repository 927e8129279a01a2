import type { z } from "zod";
import { bindings } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { readCursor, writeCursor } from "#lib/core/cursor";
import type { Row } from "#lib/core/row-value";
import { findSeenRows } from "#lib/domain/subjects/seen-rows";
import { subjectOf, subjectSql } from "#lib/domain/subjects/subject-sql";
import type { Reference, ReferenceFilter } from "./schema.ts";

/** One page of what names a subject, or of what it names, by its id. */
export async function referencePage(
  ctx: ReadContext,
  { direction, cursor, limit }: Omit<z.output<typeof ReferenceFilter>, "on">,
  id: string,
): Promise<{ items: Reference[]; nextCursor: string | null }> {
  const list = `references:${direction}:${id}`;
  const after = readCursor(list, cursor, ["id"]);
  const [own, other] = direction === "from" ? ["toId", "fromId"] : ["fromId", "toId"];
  const subject = subjectSql(ctx, `r."${other}"`);
  const shelf = `COALESCE(CAST(sc."shelf" AS TEXT), CAST(su."shelf" AS TEXT), 'live')`;
  const rows = await findSeenRows<Row>(limit + 1, (behind, take) => {
    const { values, bind } = bindings(ctx.database.engine);
    const last = behind ? String(behind.otherId) : after && String(after[0]);
    // Ids begin with their time: the latest come first without a column for it.
    return ctx.db.$queryRawUnsafe<Row[]>(
      `SELECT r."${other}" AS "otherId", CASE WHEN sc."id" IS NOT NULL THEN 'comment' WHEN su."id" IS NOT NULL THEN 'status_update' END AS "sourceKind", ${subject.columns},
         CASE WHEN ${shelf} = 'live'${subject.seen}${subject.usable} THEN 1 ELSE 0 END AS "seen"
       FROM (SELECT r."${other}" FROM "Reference" r WHERE r."${own}" = ${bind(id)}${last === null ? "" : ` AND r."${other}" < ${bind(last)}`}
         ORDER BY r."${own}" DESC, r."${other}" DESC LIMIT ${take}) r ${subject.joins} ORDER BY r."${other}" DESC`,
      ...values,
    );
  });
  const items = rows.slice(0, limit).map(toReference);
  const last = rows[limit - 1];
  return { items, nextCursor: writeCursor(list, rows.length > limit && last ? [String(last.otherId)] : null) };
}

function toReference(row: Row): Reference {
  const { kind, id, key, title, status } = subjectOf(row);
  const source = row.sourceKind as "comment" | "status_update" | null;
  return {
    source: source && { kind: source, id: String(row.otherId) },
    on: { kind, id, key, title, status },
  };
}
