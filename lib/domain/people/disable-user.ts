import { TurboError } from "#lib/core/errors";
import { defineOperation } from "#lib/core/operation";
import { requireAnotherOwner } from "./another-owner.ts";
import { requireChangeable } from "./require-changeable.ts";
import { UserRef, UserRow } from "./schema.ts";
import { asShown, userSubject } from "./user-rows.ts";

export const disableUser = defineOperation({
  name: "users.disable",
  summary: "Shut a person out: their sign-ins end, their keys and links stop working. What they wrote stays.",
  access: "admin",
  reach: "workspace",
  rest: "POST /users/:user/disable",
  input: UserRef,
  output: UserRow,
  authorize: (ctx, { user }) => requireChangeable(ctx, user, "The list of people"),
  async handle(ctx, _input, user) {
    if (user.disabledAt) {
      ctx.unchanged();
      return asShown(ctx, user);
    }
    if (user.id === ctx.actor.user.id)
      throw new TurboError("refused", "You cannot disable yourself. Ask another owner.");
    if (user.role === "owner") await requireAnotherOwner(ctx, user);
    await ctx.db.user.updateMany({
      where: { id: user.id },
      data: { disabledAt: ctx.now, updatedAt: ctx.now, version: { increment: 1 } },
    });
    await ctx.db.signIn.updateMany({ where: { userId: user.id, revokedAt: null }, data: { revokedAt: ctx.now } });
    await ctx.db.oneTimeToken.deleteMany({ where: { OR: [{ userId: user.id }, { byId: user.id }], usedAt: null } });
    ctx.changed({ ...userSubject(user), fields: { disabledAt: [null, ctx.now.toISOString()] } });
    return asShown(ctx, { ...user, disabledAt: ctx.now, version: user.version + 1 });
  },
});
