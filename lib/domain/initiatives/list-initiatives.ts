import type { ReadContext } from "#lib/core/context";
import { pageOf } from "#lib/core/fields";
import { anyone, defineOperation } from "#lib/core/operation";
import type { KeysetCondition } from "#lib/db/keyset";
import { listPage } from "#lib/domain/lists/list-page";
import { oneOf } from "#lib/domain/lists/one-of";
import { statusesMeant } from "#lib/domain/lists/open-or-closed";
import { orderOf, USUAL_ORDERS } from "#lib/domain/lists/order-of";
import { requirePerson } from "#lib/domain/people/queries";
import { requireProjectIds } from "#lib/domain/projects/queries";
import { withWords } from "#lib/domain/search/with-words";
import { INITIATIVE_STATUSES } from "./fields.ts";
import { isFinished } from "./initiative-row.ts";
import { findInitiativeLines } from "./queries.ts";
import { InitiativeFilter, InitiativeLine } from "./schema.ts";

const ORDERS = { ...USUAL_ORDERS, target: ["targetSort", "id"] };

export const listInitiatives = defineOperation({
  name: "initiatives.list",
  summary: "List initiatives by project, status, health, owner, title or target date.",
  access: "read",
  reach: "projects",
  rest: "GET /initiatives",
  input: InitiativeFilter,
  output: pageOf(InitiativeLine),
  authorize: anyone,
  async handle(ctx, filter) {
    const where = await conditions(ctx, filter);
    const list = { name: `initiatives:${filter.sort}`, table: "Initiative", where, ...orderOf(ORDERS, filter.sort) };
    return listPage(ctx, list, filter, (ids) => findInitiativeLines(ctx, ids));
  },
});

async function conditions(ctx: ReadContext, filter: InitiativeFilter): Promise<KeysetCondition[]> {
  const where: KeysetCondition[] = [{ column: "shelf", is: filter.shelf }];
  const spans = filter.project ? await requireProjectIds(ctx, filter.project) : ctx.actor.projectIds;
  if (spans) where.push({ exists: "InitiativeProject", key: "initiativeId", column: "projectId", in: spans });
  if (filter.status) where.push(oneOf("status", statusesMeant(INITIATIVE_STATUSES, isFinished, filter.status)));
  if (filter.health) where.push({ column: "health", in: filter.health });
  if (filter.owner === "none") where.push({ column: "ownerId", isNull: true });
  else if (filter.owner) where.push({ column: "ownerId", is: (await requirePerson(ctx, filter.owner, "owner")).id });
  if (filter.text) where.push(withWords(ctx, "initiative", filter.text));
  if (filter.targetBefore) where.push({ column: "targetSort", below: filter.targetBefore });
  return where;
}
