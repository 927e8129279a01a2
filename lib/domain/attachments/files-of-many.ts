import { bindings } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import type { Row } from "#lib/core/row-value";
import { findAttachments } from "./queries.ts";
import type { Attachment } from "./schema.ts";

interface Files {
  /** The first of them, oldest first. */
  attachments: Attachment[];
  /** How many there are in all. */
  attachmentCount: number;
}

/** The first `most` files on each of these carriers, in two statements; carriers without any are left out. */
export async function filesOfMany(
  ctx: ReadContext,
  carriers: readonly string[],
  most: number,
): Promise<Map<string, Files>> {
  if (carriers.length === 0) return new Map();
  const { values, bind, bindAll } = bindings(ctx.database.engine);
  const rows = await ctx.db.$queryRawUnsafe<Row[]>(
    `SELECT f."of", f."id", f."count", f."place" FROM (
       SELECT a."subjectId" AS "of", a."id", count(*) OVER (PARTITION BY a."subjectId") AS "count",
         row_number() OVER (PARTITION BY a."subjectId" ORDER BY a."createdAt", a."id") AS "place"
       FROM "Attachment" a WHERE a."subjectId" IN (${bindAll(carriers)}) AND a."shelf" = 'live'
     ) f WHERE f."place" <= ${bind(most)}`,
    ...values,
  );
  const ids = rows.map((row) => String(row.id));
  const known = new Map((await findAttachments(ctx, ids)).map((attachment) => [attachment.id, attachment]));
  const files = new Map<string, Files>();
  for (const row of rows.toSorted((a, b) => Number(a.place) - Number(b.place))) {
    const attachment = known.get(String(row.id));
    if (!attachment) continue;
    const of = files.get(String(row.of)) ?? { attachments: [], attachmentCount: Number(row.count) };
    of.attachments.push(attachment);
    files.set(String(row.of), of);
  }
  return files;
}
