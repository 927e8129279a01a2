import type { ReadContext } from "#lib/core/context";
import { readCursor, writeCursor } from "#lib/core/cursor";
import { pageOf } from "#lib/core/fields";
import { anyone, defineOperation } from "#lib/core/operation";
import type { KeysetCondition } from "#lib/db/keyset";
import { binnedProjectIds, requireProjectIds } from "#lib/domain/projects/queries";
import { withWords } from "#lib/domain/search/with-words";
import { MILESTONE_STATUSES, type MilestoneStatus } from "./fields.ts";
import { isFinished } from "./milestone-row.ts";
import { findMilestoneLines } from "./queries.ts";
import { MilestoneFilter, MilestoneLine } from "./schema.ts";

/** The order columns of each sort; the id makes every order total. */
const ORDERS: Record<string, readonly string[]> = {
  createdAt: ["createdAt", "id"],
  updatedAt: ["updatedAt", "id"],
  due: ["dueSort", "id"],
  title: ["titleFold", "id"],
};

export const listMilestones = defineOperation({
  name: "milestones.list",
  summary: "List milestones by project, status, title or due date, with progress and forecast.",
  access: "read",
  reach: "projects",
  rest: "GET /milestones",
  input: MilestoneFilter,
  output: pageOf(MilestoneLine),
  authorize: anyone,
  async handle(ctx, filter) {
    const where = await conditions(ctx, filter);
    const descending = filter.sort.startsWith("-");
    const order = ORDERS[descending ? filter.sort.slice(1) : filter.sort] ?? ["id"];
    const list = `milestones:${filter.sort}`;
    const after = readCursor(list, filter.cursor, order);
    const query = { table: "Milestone", where };
    const page = await ctx.database.keyset(ctx.db, { ...query, order, descending, after, limit: filter.limit });
    return {
      items: await findMilestoneLines(ctx, page.ids),
      nextCursor: writeCursor(list, page.next),
      ...(filter.total ? { total: await ctx.database.count(ctx.db, query) } : {}),
    };
  },
});

async function conditions(ctx: ReadContext, filter: MilestoneFilter): Promise<KeysetCondition[]> {
  const where: KeysetCondition[] = [{ column: "shelf", is: filter.shelf }];
  const among = (column: string, values: readonly string[]) => {
    const [only] = values;
    where.push(values.length === 1 && only !== undefined ? { column, is: only } : { column, in: values });
  };
  if (filter.project) among("projectId", await requireProjectIds(ctx, filter.project));
  else {
    if (ctx.actor.projectIds) among("projectId", ctx.actor.projectIds);
    for (const id of await binnedProjectIds(ctx)) where.push({ column: "projectId", isNot: id });
  }
  if (filter.status) among("status", statusesOf(filter.status));
  if (filter.text) where.push(withWords(ctx, "milestone", filter.text));
  if (filter.dueBefore) where.push({ column: "dueSort", below: filter.dueBefore });
  return where;
}

function statusesOf(wanted: NonNullable<MilestoneFilter["status"]>): MilestoneStatus[] {
  return MILESTONE_STATUSES.filter(
    (status) => wanted.includes(status) || wanted.includes(isFinished(status) ? "closed" : "open"),
  );
}
