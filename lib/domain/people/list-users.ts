import { pageOf } from "#lib/core/fields";
import { anyone, defineOperation } from "#lib/core/operation";
import { listPage } from "#lib/domain/lists/list-page";
import { SYSTEM_HANDLE, UserFilter, UserRow } from "./schema.ts";
import { allShown, storedUser, USER_ROW } from "./user-rows.ts";

export const listUsers = defineOperation({
  name: "users.list",
  summary: "List the people of this workspace.",
  access: "read",
  reach: "workspace",
  rest: "GET /users",
  input: UserFilter,
  output: pageOf(UserRow),
  authorize: anyone,
  handle(ctx, asked) {
    const where = [{ column: "handle", isNot: SYSTEM_HANDLE }];
    const list = { name: "users", table: "User", where, order: ["handle"], descending: false };
    return listPage(ctx, list, asked, async (ids) => {
      const rows = await ctx.db.user.findMany({ where: { id: { in: ids } }, select: USER_ROW });
      return allShown(ctx, rows.map(storedUser));
    });
  },
});
