import type { z } from "zod";
import type { ReadContext } from "#lib/core/context";
import type { KeysetCondition } from "#lib/db/keyset";
import { listPage } from "#lib/domain/lists/list-page";
import { requirePerson } from "#lib/domain/people/queries";
import { findWorkLogs } from "./queries.ts";
import type { WorkLogFilter } from "./schema.ts";

/** One page of work logs, latest start first. `within` narrows to an issue or to projects. */
export async function workLogPage(
  ctx: ReadContext,
  filter: Omit<z.output<typeof WorkLogFilter>, "issue">,
  within: readonly KeysetCondition[],
) {
  const where: KeysetCondition[] = [...within, { column: "shelf", is: "live" }];
  if (filter.user) where.push({ column: "userId", is: (await requirePerson(ctx, filter.user, "user")).id });
  if (filter.running !== undefined) where.push({ column: "endedAt", isNull: filter.running });
  const list = { name: "worklogs", table: "WorkLog", where, order: ["startedAt", "id"], descending: true };
  return listPage(ctx, list, filter, (ids) => findWorkLogs(ctx, ids));
}
