import { TurboError } from "#lib/core/errors";
import { addOneTimeToken } from "#lib/core/one-time-token";
import { defineOperation } from "#lib/core/operation";
import { ownAddress } from "#lib/core/own-address";
import { requireNoReplay } from "./policy.ts";
import { requireChangeable } from "./require-changeable.ts";
import { ResetLink, UserRef } from "./schema.ts";
import { userSubject } from "./user-rows.ts";

export const makeResetLink = defineOperation({
  name: "users.reset_link",
  summary: "Make a link by which a person sets a new password, once and within 24 hours; an earlier one ends.",
  access: "admin",
  reach: "workspace",
  rest: "POST /users/:user/reset-link",
  input: UserRef,
  output: ResetLink,
  async authorize(ctx, { user: ref }) {
    const user = await requireChangeable(ctx, ref, "A password");
    requireNoReplay(ctx);
    return user;
  },
  async handle(ctx, _input, user) {
    if (user.disabledAt) {
      throw new TurboError("refused", `${user.handle} is disabled, so a link would let nobody in. Enable them first.`);
    }
    await ctx.db.oneTimeToken.deleteMany({ where: { userId: user.id, usedAt: null } });
    const { token, expiresAt } = await addOneTimeToken(ctx.db, "reset", ctx.now, { userId: user.id });
    ctx.changed({ ...userSubject(user), fields: { resetLinkUntil: [null, expiresAt.toISOString()] } });
    return { user: user.handle, url: ownAddress(ctx.actor, `/reset?token=${token}`), expiresAt };
  },
});
