import { z } from "zod";
import { anyone, defineOperation } from "#lib/core/operation";
import { SignInMethods } from "./schema.ts";

export const listSignInMethods = defineOperation({
  name: "me.sign_in_methods",
  summary: "Say how you sign in: password, second factor, passkeys, GitHub.",
  access: "read",
  reach: "account",
  rest: "GET /me/sign-in-methods",
  input: z.strictObject({}),
  output: SignInMethods,
  authorize: anyone,
  async handle({ db, actor }) {
    const userId = actor.user.id;
    const { passwordHash, secondFactor, passkeys, githubAccount } = await db.user.findUniqueOrThrow({
      where: { id: userId },
      select: {
        passwordHash: true,
        secondFactor: { select: { confirmedAt: true } },
        passkeys: {
          select: { id: true, name: true, place: true, createdAt: true, lastUsedAt: true },
          orderBy: { id: "asc" },
        },
        githubAccount: { select: { login: true, server: true, createdAt: true, lastUsedAt: true } },
      },
    });
    const since = secondFactor?.confirmedAt ?? null;
    return {
      password: passwordHash !== null,
      secondFactor: since && {
        since,
        recoveryCodesLeft: await db.recoveryCode.count({ where: { userId, usedAt: null } }),
      },
      passkeys,
      github: githubAccount && { ...githubAccount, linkedAt: githubAccount.createdAt },
    };
  },
});
