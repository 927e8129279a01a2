import { pageOf } from "#lib/core/fields";
import { anyone, defineOperation } from "#lib/core/operation";
import { listPageBy } from "#lib/domain/lists/list-page";
import { orderOf, USUAL_ORDERS } from "#lib/domain/lists/order-of";
import { decisionConditions } from "./filter.ts";
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
    const list = { name: `decisions:${filter.sort}`, table: "Decision", where, ...orderOf(USUAL_ORDERS, filter.sort) };
    return listPageBy(ctx, list, filter, (query) => findDecisionPage(ctx, query));
  },
});
