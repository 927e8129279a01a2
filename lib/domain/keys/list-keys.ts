import { readCursor, writeCursor } from "#lib/core/cursor";
import { pageOf } from "#lib/core/fields";
import { anyone, defineOperation } from "#lib/core/operation";
import { maySeeAll } from "#lib/domain/people/policy";
import { findKeys } from "./key-rows.ts";
import { ApiKey, KeyFilter } from "./schema.ts";

export const listKeys = defineOperation({
  name: "keys.list",
  summary: "List your API keys, newest first; owners see everybody's.",
  access: "read",
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
      where: all ? [] : [{ column: "userId", is: ctx.actor.user.id }],
      order,
      descending: true,
      after: readCursor(list, cursor, order),
      limit,
    });
    return { items: await findKeys(ctx, page.ids), nextCursor: writeCursor(list, page.next) };
  },
});
