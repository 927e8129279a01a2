import { z } from "zod";
import { spendOneTimeToken } from "#lib/core/one-time-token";
import { defineOperation } from "#lib/core/operation";
import { findResetLink, requireLink } from "./links.ts";
import { requireNoReplay } from "./policy.ts";
import { PasswordReset } from "./schema.ts";
import { userSubject } from "./user-rows.ts";
import { writePassword } from "./write-password.ts";

/** The actor is whose link it is. */
export const resetPassword = defineOperation({
  name: "users.reset_password",
  summary: "Set one's password by a link, which is used up; all sign-ins end.",
  access: "write",
  reach: "account",
  rest: null,
  input: PasswordReset,
  output: z.object({ endedSignIns: z.number().int() }),
  async authorize(ctx, { token }) {
    requireNoReplay(ctx);
    return requireLink(await findResetLink(ctx, token), "link");
  },
  async handle(ctx, { token, password }, user) {
    if (!(await spendOneTimeToken(ctx.db, "reset", token, ctx.now))) requireLink("used", "link");
    const endedSignIns = await writePassword(ctx, user.id, password);
    ctx.changed({
      ...userSubject(user),
      fields: { password: [null, "set by a link"], endedSignIns: [0, endedSignIns] },
    });
    return { endedSignIns };
  },
});
