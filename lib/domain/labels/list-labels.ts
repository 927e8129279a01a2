import { readCursor, writeCursor } from "#lib/core/cursor";
import { pageOf } from "#lib/core/fields";
import { fold } from "#lib/core/fold";
import { anyone, defineOperation } from "#lib/core/operation";
import type { KeysetCondition } from "#lib/db/keyset";
import { Label, LabelFilter } from "./schema.ts";

const ORDER = ["nameFold", "id"] as const;

export const listLabels = defineOperation({
  name: "labels.list",
  summary: "List labels by name.",
  access: "read",
  reach: "workspace",
  rest: "GET /labels",
  input: LabelFilter,
  output: pageOf(Label),
  authorize: anyone,
  async handle(ctx, filter) {
    const where: KeysetCondition[] = [{ column: "shelf", is: "live" }];
    if (filter.text) where.push({ columns: ["nameFold"], contains: fold(filter.text) });
    const after = readCursor("labels", filter.cursor, ORDER);
    const page = await ctx.database.keyset(ctx.db, {
      table: "Label",
      where,
      order: ORDER,
      descending: false,
      after,
      limit: filter.limit,
    });
    const rows = await ctx.db.label.findMany({ where: { id: { in: page.ids } } });
    const labels = new Map(rows.map((row) => [row.id, row]));
    return {
      items: page.ids.flatMap((id) => labels.get(id) ?? []),
      nextCursor: writeCursor("labels", page.next),
      ...(filter.total ? { total: await ctx.database.count(ctx.db, { table: "Label", where }) } : {}),
    };
  },
});
