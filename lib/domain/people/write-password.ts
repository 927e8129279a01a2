import type { WriteContext } from "#lib/core/context";
import { hashPassword } from "#lib/core/password";

/** Gives a person this password; their other sign-ins and open reset links end. Answers how many sign-ins that were. */
export async function writePassword(ctx: WriteContext, userId: string, password: string): Promise<number> {
  const passwordHash = await hashPassword(password);
  await ctx.db.user.updateMany({
    where: { id: userId },
    data: { passwordHash, updatedAt: ctx.now, version: { increment: 1 } },
  });
  await ctx.db.oneTimeToken.deleteMany({ where: { userId, usedAt: null } });
  const { count } = await ctx.db.signIn.updateMany({
    where: { userId, revokedAt: null, expiresAt: { gt: ctx.now }, id: { not: ctx.actor.signInId ?? "" } },
    data: { revokedAt: ctx.now },
  });
  return count;
}
