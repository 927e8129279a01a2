import { TurboError } from "#lib/core/errors";
import { defineOperation } from "#lib/core/operation";
import { requireNoAgent } from "./policy.ts";
import { UserRef, UserRow } from "./schema.ts";
import { requireUser, userSubject } from "./user-rows.ts";

export const disableUser = defineOperation({
  name: "users.disable",
  summary: "Shut a person out: their sign-ins end, their keys and links stop working. What they wrote stays.",
  access: "admin",
  reach: "workspace",
  rest: "POST /users/:user/disable",
  input: UserRef,
  output: UserRow,
  authorize(ctx, { user }) {
    requireNoAgent(ctx.actor, "The list of people");
    return requireUser(ctx, user);
  },
  async handle(ctx, _input, user) {
    if (user.disabledAt) {
      ctx.unchanged();
      return user;
    }
    if (user.id === ctx.actor.user.id)
      throw new TurboError("refused", "You cannot disable yourself. Ask another owner.");
    if (user.role === "owner") {
      const others = { role: "owner", system: false, disabledAt: null, id: { not: user.id } } as const;
      if ((await ctx.db.user.count({ where: others })) === 0) {
        throw new TurboError("refused", `${user.handle} is the only owner. Make another person an owner first.`);
      }
    }
    await ctx.db.user.updateMany({
      where: { id: user.id },
      data: { disabledAt: ctx.now, updatedAt: ctx.now, version: { increment: 1 } },
    });
    await ctx.db.signIn.updateMany({ where: { userId: user.id, revokedAt: null }, data: { revokedAt: ctx.now } });
    await ctx.db.oneTimeToken.deleteMany({ where: { OR: [{ userId: user.id }, { byId: user.id }], usedAt: null } });
    ctx.changed({ ...userSubject(user), fields: { disabledAt: [null, ctx.now.toISOString()] } });
    return { ...user, disabledAt: ctx.now, version: user.version + 1 };
  },
});
