import type { ReadContext } from "#lib/core/context";
import { readCursor, writeCursor } from "#lib/core/cursor";
import { pageOf } from "#lib/core/fields";
import { anyone, defineOperation } from "#lib/core/operation";
import type { KeysetCondition } from "#lib/db/keyset";
import { requirePerson } from "#lib/domain/people/queries";
import { requireProjectIds } from "#lib/domain/projects/queries";
import { withWords } from "#lib/domain/search/with-words";
import { INITIATIVE_STATUSES, type InitiativeStatus } from "./fields.ts";
import { isFinished } from "./initiative-row.ts";
import { findInitiativeLines } from "./queries.ts";
import { InitiativeFilter, InitiativeLine } from "./schema.ts";

/** The order columns of each sort; the id makes every order total. */
const ORDERS: Record<string, readonly string[]> = {
  createdAt: ["createdAt", "id"],
  updatedAt: ["updatedAt", "id"],
  target: ["targetSort", "id"],
  title: ["titleFold", "id"],
};

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
    const descending = filter.sort.startsWith("-");
    const order = ORDERS[descending ? filter.sort.slice(1) : filter.sort] ?? ["id"];
    const list = `initiatives:${filter.sort}`;
    const after = readCursor(list, filter.cursor, order);
    const query = { table: "Initiative", where };
    const page = await ctx.database.keyset(ctx.db, { ...query, order, descending, after, limit: filter.limit });
    return {
      items: await findInitiativeLines(ctx, page.ids),
      nextCursor: writeCursor(list, page.next),
      ...(filter.total ? { total: await ctx.database.count(ctx.db, query) } : {}),
    };
  },
});

async function conditions(ctx: ReadContext, filter: InitiativeFilter): Promise<KeysetCondition[]> {
  const where: KeysetCondition[] = [{ column: "shelf", is: filter.shelf }];
  const spans = filter.project ? await requireProjectIds(ctx, filter.project) : ctx.actor.projectIds;
  if (spans) where.push({ exists: "InitiativeProject", key: "initiativeId", column: "projectId", in: spans });
  if (filter.status) {
    const statuses = statusesOf(filter.status);
    const [only] = statuses;
    where.push(statuses.length === 1 && only ? { column: "status", is: only } : { column: "status", in: statuses });
  }
  if (filter.health) where.push({ column: "health", in: filter.health });
  if (filter.owner === "none") where.push({ column: "ownerId", isNull: true });
  else if (filter.owner) where.push({ column: "ownerId", is: (await requirePerson(ctx, filter.owner, "owner")).id });
  if (filter.text) where.push(withWords(ctx, "initiative", filter.text));
  if (filter.targetBefore) where.push({ column: "targetSort", below: filter.targetBefore });
  return where;
}

function statusesOf(wanted: NonNullable<InitiativeFilter["status"]>): InitiativeStatus[] {
  return INITIATIVE_STATUSES.filter(
    (status) => wanted.includes(status) || wanted.includes(isFinished(status) ? "closed" : "open"),
  );
}
