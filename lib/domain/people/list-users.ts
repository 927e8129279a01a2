import { readCursor, writeCursor } from "#lib/core/cursor";
import { pageOf } from "#lib/core/fields";
import { anyone, defineOperation } from "#lib/core/operation";
import type { KeysetCondition } from "#lib/db/keyset";
import { SYSTEM_HANDLE, UserFilter, UserRow } from "./schema.ts";
import { USER_ROW } from "./user-rows.ts";

const LIST = "users";

export const listUsers = defineOperation({
  name: "users.list",
  summary: "List the people of this workspace.",
  access: "read",
  reach: "workspace",
  rest: "GET /users",
  input: UserFilter,
  output: pageOf(UserRow),
  authorize: anyone,
  async handle(ctx, { limit, cursor, total }) {
    const where: KeysetCondition[] = [{ column: "handle", isNot: SYSTEM_HANDLE }];
    const after = readCursor(LIST, cursor, ["handle"]);
    const page = await ctx.database.keyset(ctx.db, {
      table: "User",
      where,
      order: ["handle"],
      descending: false,
      after,
      limit,
    });
    const rows = await ctx.db.user.findMany({ where: { id: { in: page.ids } }, select: USER_ROW });
    const byId = new Map(rows.map((row) => [row.id, row]));
    return {
      items: page.ids.flatMap((id) => byId.get(id) ?? []),
      nextCursor: writeCursor(LIST, page.next),
      ...(total ? { total: await ctx.database.count(ctx.db, { table: "User", where }) } : {}),
    };
  },
});
