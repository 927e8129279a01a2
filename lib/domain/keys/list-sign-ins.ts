import { pageOf } from "#lib/core/fields";
import { anyone, defineOperation } from "#lib/core/operation";
import { listPage } from "#lib/domain/lists/list-page";
import { SignIn, SignInFilter } from "./schema.ts";

export const listSignIns = defineOperation({
  name: "sign_ins.list",
  summary: "List the browsers you are signed in with, newest first.",
  access: "read",
  reach: "account",
  rest: "GET /sign-ins",
  input: SignInFilter,
  output: pageOf(SignIn),
  authorize: anyone,
  handle(ctx, asked) {
    const list = {
      name: "sign-ins",
      table: "SignIn",
      where: [
        { column: "userId", is: ctx.actor.user.id },
        { column: "revokedAt", isNull: true },
        { column: "expiresAt", from: ctx.now },
      ],
      order: ["createdAt", "id"],
      descending: true,
    };
    return listPage(ctx, list, asked, async (ids) => {
      const rows = await ctx.db.signIn.findMany({ where: { id: { in: ids } } });
      return rows.map((row) => ({ ...row, current: row.id === ctx.actor.signInId }));
    });
  },
});
