import { reachesAccount } from "#lib/core/actor";
import type { ReadContext } from "#lib/core/context";
import { readCursor, writeCursor } from "#lib/core/cursor";
import { pageOf } from "#lib/core/fields";
import { anyone, defineOperation } from "#lib/core/operation";
import type { KeysetCondition } from "#lib/db/keyset";
import { maySeeAll } from "#lib/domain/people/policy";
import { findKeys } from "./key-rows.ts";
import { ApiKey, KeyFilter } from "./schema.ts";

export const listKeys = defineOperation({
  name: "keys.list",
  summary: "List your API keys, newest first; owners see everybody's, most keys only themselves.",
  access: "read",
  reach: "self",
  rest: "GET /keys",
  input: KeyFilter,
  output: pageOf(ApiKey),
  authorize: anyone,
  async handle(ctx, { limit, cursor }) {
    const all = maySeeAll(ctx.actor);
    const list = all ? "keys:all" : "keys:own";
    const order = all ? ["id"] : ["createdAt", "id"];
    const page = await ctx.database.keyset(ctx.db, {
      table: "ApiKey",
      where: all ? [] : [whose(ctx)],
      order,
      descending: true,
      after: readCursor(list, cursor, order),
      limit,
    });
    return { items: await findKeys(ctx, page.ids), nextCursor: writeCursor(list, page.next) };
  },
});

function whose({ actor }: ReadContext): KeysetCondition {
  if (!actor.key || reachesAccount(actor)) return { column: "userId", is: actor.user.id };
  return { column: "id", is: actor.key.id };
}
