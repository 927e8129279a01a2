import type { WriteContext } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";
import { defineOperation } from "#lib/core/operation";
import { requireNoAgent } from "#lib/domain/people/policy";
import { userSubject } from "#lib/domain/people/user-rows";
import { requireOtherWayIn } from "./require-other-way-in.ts";
import { Passkey, PasskeyRef } from "./schema.ts";

export const removePasskey = defineOperation({
  name: "me.remove_passkey",
  summary: "Remove one of your passkeys: it signs nobody in any more.",
  access: "write",
  reach: "account",
  rest: "DELETE /me/passkeys/:passkey",
  input: PasskeyRef,
  output: Passkey,
  authorize: requirePasskey,
  async handle(ctx, _input, passkey) {
    await requireOtherWayIn(ctx, { passkey: passkey.id });
    await ctx.db.passkey.deleteMany({ where: { id: passkey.id } });
    ctx.changed({ ...userSubject(ctx.actor.user), fields: { passkey: [passkey.name, null] } });
    return passkey;
  },
});

async function requirePasskey(ctx: WriteContext, { passkey }: { passkey: string }) {
  requireNoAgent(ctx.actor, "A passkey");
  const where = { id: passkey.toLowerCase(), userId: ctx.actor.user.id };
  const row = await ctx.db.passkey.findFirst({ where });
  if (row) return row;
  throw new TurboError("not_found", "You have no such passkey. The list of your sign-in methods shows their ids.", {
    fields: [{ path: "passkey", message: "There is no such passkey." }],
  });
}
