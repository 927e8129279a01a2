import { defineOperation } from "#lib/core/operation";
import { requireChangeable } from "./require-changeable.ts";
import { UserRef, UserRow } from "./schema.ts";
import { asShown, userSubject } from "./user-rows.ts";

export const enableUser = defineOperation({
  name: "users.enable",
  summary: "Let a disabled person in again. Their keys work again; they sign in anew.",
  access: "admin",
  reach: "workspace",
  rest: "POST /users/:user/enable",
  input: UserRef,
  output: UserRow,
  authorize: (ctx, { user }) => requireChangeable(ctx, user, "The list of people"),
  async handle(ctx, _input, user) {
    if (user.disabledAt === null) {
      ctx.unchanged();
      return asShown(ctx, user);
    }
    await ctx.db.user.updateMany({
      where: { id: user.id },
      data: { disabledAt: null, updatedAt: ctx.now, version: { increment: 1 } },
    });
    ctx.changed({ ...userSubject(user), fields: { disabledAt: [user.disabledAt.toISOString(), null] } });
    return asShown(ctx, { ...user, disabledAt: null, version: user.version + 1 });
  },
});
