import { readCursor, writeCursor } from "#lib/core/cursor";
import { pageOf } from "#lib/core/fields";
import { anyone, defineOperation } from "#lib/core/operation";
import { instantOf, type Row } from "#lib/core/row-value";
import { binSql } from "./bin-sql.ts";
import { BIN_KINDS, BinEntry, BinFilter } from "./schema.ts";

export const listBin = defineOperation({
  name: "bin.list",
  summary: "List what is in the bin, latest first.",
  access: "read",
  reach: "projects",
  rest: "GET /bin",
  input: BinFilter,
  output: pageOf(BinEntry),
  authorize: anyone,
  async handle(ctx, { kind, cursor, limit }) {
    const after = readCursor("bin", cursor, ["binnedAt", "id"]);
    const { sql, values } = binSql(ctx, {
      kinds: kind && kind.length > 0 ? BIN_KINDS.filter((one) => kind.includes(one)) : BIN_KINDS,
      after,
      limit,
    });
    const rows = await ctx.db.$queryRawUnsafe<Row[]>(sql, ...values);
    const items = rows.slice(0, limit).map(toBinEntry);
    const last = items.at(-1);
    return {
      items,
      nextCursor: writeCursor("bin", rows.length > limit && last ? [new Date(last.binnedAt), last.id] : null),
    };
  },
});

function toBinEntry(row: Row): BinEntry {
  return {
    kind: row.kind as BinEntry["kind"],
    id: String(row.id),
    key: String(row.key),
    title: String(row.title),
    binnedAt: instantOf(row.binnedAt) ?? "",
  };
}
