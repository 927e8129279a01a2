import { invalidField, TurboError } from "#lib/core/errors";
import { defineOperation } from "#lib/core/operation";
import { makeAuthenticator } from "#lib/core/second-factor";
import { requireOwnAccount, requireOwnPassword } from "./proof.ts";
import { NewAuthenticator, OwnPasswordGiven } from "./schema.ts";

export const beginSecondFactor = defineOperation({
  name: "me.begin_second_factor",
  summary: "Make a secret for an authenticator app; nothing is asked for until a code of it was confirmed.",
  access: "write",
  reach: "account",
  rest: "POST /me/second-factor",
  input: OwnPasswordGiven,
  output: NewAuthenticator,
  async authorize(ctx, { password }) {
    const account = await requireOwnAccount(ctx, "A second factor");
    if (account.passwordHash === null) {
      throw invalidField(
        "password",
        "A second factor is asked for after a password, and you have none. Set one first.",
      );
    }
    if (account.secondFactor?.confirmedAt) {
      throw new TurboError("refused", "Your second factor is on already. Turn it off before you set up another app.");
    }
    await requireOwnPassword(account, password);
    return account;
  },
  async handle(ctx, _input, { id, handle }) {
    const { secret, address } = await makeAuthenticator(handle);
    const made = { createdAt: ctx.now, secret, confirmedAt: null, lastStep: 0 };
    await ctx.db.secondFactor.upsert({ where: { userId: id }, create: { userId: id, ...made }, update: made });
    ctx.unchanged();
    return { secret, address };
  },
});
