import { readCursor, writeCursor } from "#lib/core/cursor";
import { pageOf } from "#lib/core/fields";
import { anyone, defineOperation } from "#lib/core/operation";
import { decisionConditions, decisionOrder } from "./filter.ts";
import { findDecisionPage } from "./queries.ts";
import { DecisionFilter, DecisionLine } from "./schema.ts";

export const listDecisions = defineOperation({
  name: "decisions.list",
  summary: "List decisions by project, status, kind, words of the title, label or impact area.",
  access: "read",
  reach: "projects",
  rest: "GET /decisions",
  input: DecisionFilter,
  output: pageOf(DecisionLine),
  authorize: anyone,
  async handle(ctx, filter) {
    const where = await decisionConditions(ctx, filter);
    const { order, descending } = decisionOrder(filter.sort);
    const list = `decisions:${filter.sort}`;
    const after = readCursor(list, filter.cursor, order);
    const { items, next } = await findDecisionPage(ctx, { where, order, descending, after, limit: filter.limit });
    return {
      items,
      nextCursor: writeCursor(list, next),
      ...(filter.total ? { total: await ctx.database.count(ctx.db, { table: "Decision", where }) } : {}),
    };
  },
});
