import type { ReadContext } from "#lib/core/context";
import { pageOf } from "#lib/core/fields";
import { anyone, defineOperation } from "#lib/core/operation";
import type { KeysetCondition } from "#lib/db/keyset";
import { listPage } from "#lib/domain/lists/list-page";
import { oneOf } from "#lib/domain/lists/one-of";
import { statusesMeant } from "#lib/domain/lists/open-or-closed";
import { orderOf, USUAL_ORDERS } from "#lib/domain/lists/order-of";
import { ofProjects } from "#lib/domain/projects/of-projects";
import { withWords } from "#lib/domain/search/with-words";
import { MILESTONE_STATUSES } from "./fields.ts";
import { isFinished } from "./milestone-row.ts";
import { findMilestoneLines } from "./queries.ts";
import { MilestoneFilter, MilestoneLine } from "./schema.ts";

const ORDERS = { ...USUAL_ORDERS, due: ["dueSort", "id"] };

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
    const list = { name: `milestones:${filter.sort}`, table: "Milestone", where, ...orderOf(ORDERS, filter.sort) };
    return listPage(ctx, list, filter, (ids) => findMilestoneLines(ctx, ids));
  },
});

async function conditions(ctx: ReadContext, filter: MilestoneFilter): Promise<KeysetCondition[]> {
  const where: KeysetCondition[] = [{ column: "shelf", is: filter.shelf }, ...(await ofProjects(ctx, filter.project))];
  if (filter.status) where.push(oneOf("status", statusesMeant(MILESTONE_STATUSES, isFinished, filter.status)));
  if (filter.text) where.push(withWords(ctx, "milestone", filter.text));
  if (filter.dueBefore) where.push({ column: "dueSort", below: filter.dueBefore });
  return where;
}
