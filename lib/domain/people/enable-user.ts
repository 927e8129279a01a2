import { defineOperation } from "#lib/core/operation";
import { requireNoAgent, requireOver } from "./policy.ts";
import { UserRef, UserRow } from "./schema.ts";
import { asShown, requireUser, userSubject } from "./user-rows.ts";

export const enableUser = defineOperation({
  name: "users.enable",
  summary: "Let a disabled person in again. Their keys work again; they sign in anew.",
  access: "admin",
  reach: "workspace",
  rest: "POST /users/:user/enable",
  input: UserRef,
  output: UserRow,
  async authorize(ctx, { user: ref }) {
    requireNoAgent(ctx.actor, "The list of people");
    const user = await requireUser(ctx, ref);
    requireOver(ctx.actor, user);
    return user;
  },
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
