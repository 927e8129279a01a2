import { z } from "zod";
import type { WriteContext } from "#lib/core/context";
import { invalidField, TurboError } from "#lib/core/errors";
import { defineOperation } from "#lib/core/operation";
import { fitsPassword, hashPassword } from "#lib/core/password";
import { requireNoAgent, requireNoReplay } from "./policy.ts";
import { NewPassword } from "./schema.ts";
import { userSubject } from "./user-rows.ts";

export const setPassword = defineOperation({
  name: "me.set_password",
  summary: "Set your password; your other sign-ins end.",
  access: "write",
  reach: "account",
  rest: "POST /me/password",
  input: NewPassword,
  output: z.object({ endedSignIns: z.number().int() }),
  authorize: requireOwnPassword,
  async handle(ctx, { password }, { user, old }) {
    const passwordHash = await hashPassword(password);
    await ctx.db.user.updateMany({
      where: { id: user.id },
      data: { passwordHash, updatedAt: ctx.now, version: { increment: 1 } },
    });
    const { count } = await ctx.db.signIn.updateMany({
      where: { userId: user.id, revokedAt: null, expiresAt: { gt: ctx.now }, id: { not: ctx.actor.signInId ?? "" } },
      data: { revokedAt: ctx.now },
    });
    ctx.changed({
      ...userSubject(user),
      fields: { password: [old ? "set" : null, "set anew"], endedSignIns: [0, count] },
    });
    return { endedSignIns: count };
  },
});

/** A session or key that somebody found must not be enough to shut its owner out: the old password is asked for. */
async function requireOwnPassword(ctx: WriteContext, input: z.output<typeof NewPassword>) {
  const { actor } = ctx;
  requireNoAgent(actor, "A password");
  requireNoReplay(ctx);
  if (actor.user.system) throw new TurboError("forbidden", "The system user cannot sign in, so it has no password.");
  const { passwordHash, ...user } = await ctx.db.user.findUniqueOrThrow({
    where: { id: actor.user.id },
    select: { id: true, handle: true, passwordHash: true },
  });
  if (passwordHash !== null) {
    if (input.oldPassword === undefined) throw invalidField("oldPassword", "Give the password you have now as well.");
    if (!(await fitsPassword(input.oldPassword, passwordHash))) {
      throw invalidField("oldPassword", "This is not the password you have now. Nothing was changed.");
    }
  } else if (actor.key && actor.scope !== "admin") {
    throw new TurboError("forbidden", "The first password is set in the browser, or with a key of scope admin.");
  }
  return { user, old: passwordHash !== null };
}
