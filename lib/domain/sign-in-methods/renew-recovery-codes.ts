import { defineOperation } from "#lib/core/operation";
import { writeRecoveryCodes } from "#lib/core/second-factor";
import { userSubject } from "#lib/domain/people/user-rows";
import { requireOwnAccount, requireOwnCode } from "./proof.ts";
import { GivenCode, RecoveryCodes } from "./schema.ts";

export const renewRecoveryCodes = defineOperation({
  name: "me.renew_recovery_codes",
  summary: "Make new recovery codes, by a code; those before end. They are answered this once.",
  access: "write",
  reach: "account",
  rest: "POST /me/second-factor/recovery-codes",
  input: GivenCode,
  output: RecoveryCodes,
  async authorize(ctx, { code }) {
    const account = await requireOwnAccount(ctx, "A recovery code");
    await requireOwnCode(ctx, account, code);
    return account;
  },
  async handle(ctx, _input, user) {
    const recoveryCodes = await writeRecoveryCodes(ctx.db, user.id, ctx.now);
    ctx.changed({ ...userSubject(user), fields: { recoveryCodes: ["before", "made anew"] } });
    return { recoveryCodes };
  },
});
