import { lostRace, requireVersion } from "#lib/core/conflict";
import type { WriteContext } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";
import { defineOperation } from "#lib/core/operation";
import { findMe } from "./find-me.ts";
import { requireNoAgent } from "./policy.ts";
import { Me, MyChanges } from "./schema.ts";
import { requireFreeNames, USER_ROW, userSubject, withUniqueNames } from "./user-rows.ts";

export const updateMe = defineOperation({
  name: "me.update",
  summary: "Change your name, handle or e-mail.",
  access: "write",
  reach: "account",
  rest: "PATCH /me",
  input: MyChanges,
  output: Me,
  authorize: requireOwnAccount,
  async handle(ctx, { version, ...changes }) {
    const { projectIds: _, ...user } = await ctx.db.user.findUniqueOrThrow({
      where: { id: ctx.actor.user.id },
      select: USER_ROW,
    });
    requireVersion(user.handle, version, user);
    const after = { ...user, ...changes };
    const fields = {
      name: [user.name, after.name] as [unknown, unknown],
      handle: [user.handle, after.handle] as [unknown, unknown],
      email: [user.email, after.email] as [unknown, unknown],
    };
    ctx.changed({ ...userSubject(after), fields });
    if (Object.values(fields).some(([old, now]) => old !== now)) {
      await requireFreeNames(ctx, changes, user.id);
      const { count } = await withUniqueNames(ctx, () =>
        ctx.db.user.updateMany({
          where: { id: user.id, version: user.version },
          data: { ...changes, updatedAt: ctx.now, version: { increment: 1 } },
        }),
      );
      if (count === 0) throw lostRace();
    }
    return findMe(ctx);
  },
});

function requireOwnAccount({ actor }: WriteContext): void {
  requireNoAgent(actor, "A person's account");
  if (actor.user.system) throw new TurboError("forbidden", "The system user has no account to change.");
}
