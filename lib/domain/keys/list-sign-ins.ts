import { readCursor, writeCursor } from "#lib/core/cursor";
import { pageOf } from "#lib/core/fields";
import { anyone, defineOperation } from "#lib/core/operation";
import { SignIn, SignInFilter } from "./schema.ts";

const LIST = "sign-ins";

export const listSignIns = defineOperation({
  name: "sign_ins.list",
  summary: "List the browsers you are signed in with, newest first.",
  access: "read",
  reach: "account",
  rest: "GET /sign-ins",
  input: SignInFilter,
  output: pageOf(SignIn),
  authorize: anyone,
  async handle(ctx, { limit, cursor }) {
    const page = await ctx.database.keyset(ctx.db, {
      table: "SignIn",
      where: [
        { column: "userId", is: ctx.actor.user.id },
        { column: "revokedAt", isNull: true },
        { column: "expiresAt", from: ctx.now },
      ],
      order: ["createdAt", "id"],
      descending: true,
      after: readCursor(LIST, cursor, ["createdAt", "id"]),
      limit,
    });
    const rows = await ctx.db.signIn.findMany({ where: { id: { in: page.ids } } });
    const byId = new Map(rows.map((row) => [row.id, { ...row, current: row.id === ctx.actor.signInId }]));
    return { items: page.ids.flatMap((id) => byId.get(id) ?? []), nextCursor: writeCursor(LIST, page.next) };
  },
});
