import { z } from "zod";
import type { WriteContext } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";
import { defineOperation } from "#lib/core/operation";
import { requireOwnPassword } from "#lib/domain/sign-in-methods/proof";
import { requireNoAgent, requireNoReplay } from "./policy.ts";
import { NewPassword } from "./schema.ts";
import { userSubject } from "./user-rows.ts";
import { writePassword } from "./write-password.ts";

export const setPassword = defineOperation({
  name: "me.set_password",
  summary: "Set your password; your other sign-ins end.",
  access: "write",
  reach: "account",
  rest: "POST /me/password",
  input: NewPassword,
  output: z.object({ endedSignIns: z.number().int() }),
  authorize: mayChangePassword,
  async handle(ctx, { password }, { user, old }) {
    const endedSignIns = await writePassword(ctx, user.id, password);
    ctx.changed({
      ...userSubject(user),
      fields: { password: [old ? "set" : null, "set anew"], endedSignIns: [0, endedSignIns] },
    });
    return { endedSignIns };
  },
});

/** A session or key that somebody found must not be enough to shut its owner out: the old password is asked for. */
async function mayChangePassword(ctx: WriteContext, input: z.output<typeof NewPassword>) {
  const { actor } = ctx;
  requireNoAgent(actor, "A password");
  requireNoReplay(ctx);
  if (actor.user.system) throw new TurboError("forbidden", "The system user cannot sign in, so it has no password.");
  const { passwordHash, ...user } = await ctx.db.user.findUniqueOrThrow({
    where: { id: actor.user.id },
    select: { id: true, handle: true, passwordHash: true },
  });
  if (passwordHash !== null) {
    await requireOwnPassword({ id: user.id, passwordHash }, input.oldPassword, "oldPassword");
  } else if (actor.key && actor.scope !== "admin") {
    throw new TurboError("forbidden", "The first password is set in the browser, or with a key of scope admin.");
  }
  return { user, old: passwordHash !== null };
}
