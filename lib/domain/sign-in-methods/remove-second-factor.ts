import { z } from "zod";
import type { WriteContext } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";
import { defineOperation } from "#lib/core/operation";
import { requireNoAgent, requireNoReplay } from "#lib/domain/people/policy";
import { requireChangeable } from "#lib/domain/people/require-changeable";
import { UserRef } from "#lib/domain/people/schema";
import { userSubject } from "#lib/domain/people/user-rows";
import { findAccount, requireOwnCode, requireOwnPassword } from "./proof.ts";
import { PasswordOrCode } from "./schema.ts";

const Removed = z.object({ removed: z.boolean().describe("Whether there was one.") });

export const removeOwnSecondFactor = defineOperation({
  name: "me.remove_second_factor",
  summary: "Turn your second factor off, by your password or a code.",
  access: "write",
  reach: "account",
  rest: "POST /me/second-factor/remove",
  input: PasswordOrCode,
  output: Removed,
  async authorize(ctx, { password, code }) {
    requireNoAgent(ctx.actor, "A second factor");
    requireNoReplay(ctx);
    const account = await findAccount(ctx);
    if (account.secondFactor?.confirmedAt) {
      if (code !== undefined) await requireOwnCode(ctx, account, code);
      else await requireOwnPassword(account, password);
    }
    return account;
  },
  handle: (ctx, _input, user) => remove(ctx, user),
});

export const removeSecondFactor = defineOperation({
  name: "users.remove_second_factor",
  summary:
    "Take a person's second factor away, whose phone and recovery codes are lost; the password alone lets them in.",
  access: "admin",
  reach: "workspace",
  rest: "DELETE /users/:user/second-factor",
  input: UserRef,
  output: Removed,
  async authorize(ctx, { user: ref }) {
    const user = await requireChangeable(ctx, ref, "A second factor");
    if (user.id === ctx.actor.user.id && !ctx.actor.key) {
      throw new TurboError(
        "forbidden",
        "Turn your own second factor off in your settings, by your password or a code.",
      );
    }
    return user;
  },
  handle: (ctx, _input, user) => remove(ctx, user),
});

async function remove(ctx: WriteContext, user: { id: string; handle: string }): Promise<{ removed: boolean }> {
  const { count } = await ctx.db.secondFactor.deleteMany({ where: { userId: user.id, confirmedAt: { not: null } } });
  await ctx.db.recoveryCode.deleteMany({ where: { userId: user.id } });
  if (count === 0) ctx.unchanged();
  else ctx.changed({ ...userSubject(user), fields: { secondFactor: ["on", null] } });
  return { removed: count > 0 };
}
