import type { z } from "zod";
import type { ReadContext } from "#lib/core/context";
import { readCursor, writeCursor } from "#lib/core/cursor";
import type { KeysetCondition } from "#lib/db/keyset";
import { requirePerson } from "#lib/domain/people/queries";
import { findWorkLogs } from "./queries.ts";
import type { WorkLogFilter } from "./schema.ts";

const ORDER = ["startedAt", "id"] as const;

/** One page of work logs, latest start first. `within` narrows to an issue or to projects. */
export async function workLogPage(
  ctx: ReadContext,
  filter: Omit<z.output<typeof WorkLogFilter>, "issue">,
  within: readonly KeysetCondition[],
) {
  const where: KeysetCondition[] = [...within, { column: "shelf", is: "live" }];
  if (filter.user) where.push({ column: "userId", is: (await requirePerson(ctx, filter.user, "user")).id });
  if (filter.running !== undefined) where.push({ column: "endedAt", isNull: filter.running });
  const after = readCursor("worklogs", filter.cursor, ORDER);
  const page = await ctx.database.keyset(ctx.db, {
    table: "WorkLog",
    where,
    order: ORDER,
    descending: true,
    after,
    limit: filter.limit,
  });
  return {
    items: await findWorkLogs(ctx, page.ids),
    nextCursor: writeCursor("worklogs", page.next),
    ...(filter.total ? { total: await ctx.database.count(ctx.db, { table: "WorkLog", where }) } : {}),
  };
}
