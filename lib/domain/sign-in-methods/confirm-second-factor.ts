import { invalidField } from "#lib/core/errors";
import { defineOperation } from "#lib/core/operation";
import { stepOf, writeRecoveryCodes } from "#lib/core/second-factor";
import { userSubject } from "#lib/domain/people/user-rows";
import { requireOwnAccount } from "./proof.ts";
import { AppCode, RecoveryCodes } from "./schema.ts";

export const confirmSecondFactor = defineOperation({
  name: "me.confirm_second_factor",
  summary: "Turn the second factor on, by a code of the app; answers recovery codes, this once.",
  access: "write",
  reach: "account",
  rest: "POST /me/second-factor/confirm",
  input: AppCode,
  output: RecoveryCodes,
  authorize: (ctx) => requireOwnAccount(ctx, "A second factor"),
  async handle(ctx, { code }, { secondFactor, ...user }) {
    if (!secondFactor || secondFactor.confirmedAt) {
      throw invalidField("code", "There is no app to confirm. Begin with setting one up.");
    }
    const lastStep = await stepOf(secondFactor.secret, code, ctx.now);
    if (lastStep === null) {
      throw invalidField(
        "code",
        "This is not the code that the app shows now. See whether the clock of the phone is right.",
      );
    }
    await ctx.db.secondFactor.updateMany({
      where: { userId: user.id },
      data: { confirmedAt: ctx.now, lastStep },
    });
    const recoveryCodes = await writeRecoveryCodes(ctx.db, user.id, ctx.now);
    ctx.changed({ ...userSubject(user), fields: { secondFactor: [null, "on"] } });
    return { recoveryCodes };
  },
});
