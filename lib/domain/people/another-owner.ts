import type { WriteContext } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";

/**
 * Refuses to take the last owner away. The owners are written as they are, so that on PostgreSQL two who take each other away
 * come one after the other.
 */
export async function requireAnotherOwner(ctx: WriteContext, { handle }: { handle: string }): Promise<void> {
  const owner = { role: "owner", system: false, disabledAt: null } as const;
  const { count } = await ctx.db.user.updateMany({ where: owner, data: { system: false } });
  if (count > 1) return;
  throw new TurboError("refused", `${handle} is the only owner. Make another person an owner first.`);
}
