import { loadConfig } from "#lib/core/config";
import type { WriteContext } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";

/**
 * Refuses to take the last way in from somebody: without this passkey or GitHub there has to be another. On a machine of
 * one's own the machine lets its owner in.
 */
export async function requireOtherWayIn(
  ctx: WriteContext,
  without: { passkey: string } | { github: true },
): Promise<void> {
  const { bound, github } = loadConfig();
  if (bound === "loopback" && ctx.actor.user.role === "owner") return;
  const user = await ctx.db.user.findUniqueOrThrow({
    where: { id: ctx.actor.user.id },
    select: { passwordHash: true, passkeys: { select: { id: true } }, githubAccount: { select: { server: true } } },
  });
  const passkeys = user.passkeys.filter(({ id }) => !("passkey" in without && without.passkey === id));
  const byGithub = !("github" in without) && github !== null && user.githubAccount?.server === github.server;
  if (user.passwordHash !== null || passkeys.length > 0 || byGithub) return;
  throw new TurboError("refused", "This is your only way to sign in. Set a password or add a passkey first.");
}
