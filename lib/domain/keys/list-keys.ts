import { reachesAccount } from "#lib/core/actor";
import type { ReadContext } from "#lib/core/context";
import { pageOf } from "#lib/core/fields";
import { anyone, defineOperation } from "#lib/core/operation";
import type { KeysetCondition } from "#lib/db/keyset";
import { listPage } from "#lib/domain/lists/list-page";
import { maySeeAll } from "#lib/domain/people/policy";
import { findKeys } from "./key-rows.ts";
import { ApiKey, KeyFilter } from "./schema.ts";

export const listKeys = defineOperation({
  name: "keys.list",
  summary: "List your API keys, newest first; owners and admins see everybody's, most keys only themselves.",
  access: "read",
  reach: "self",
  rest: "GET /keys",
  input: KeyFilter,
  output: pageOf(ApiKey),
  authorize: anyone,
  handle(ctx, asked) {
    const list = maySeeAll(ctx.actor)
      ? { name: "keys:all", where: [], order: ["id"] }
      : { name: "keys:own", where: [whose(ctx)], order: ["createdAt", "id"] };
    return listPage(ctx, { ...list, table: "ApiKey", descending: true }, asked, (ids) => findKeys(ctx, ids));
  },
});

function whose({ actor }: ReadContext): KeysetCondition {
  if (!actor.key || reachesAccount(actor)) return { column: "userId", is: actor.user.id };
  return { column: "id", is: actor.key.id };
}
