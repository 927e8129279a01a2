import { z } from "zod";
import { TurboError } from "#lib/core/errors";
import { defineOperation } from "#lib/core/operation";
import { requireNoAgent } from "#lib/domain/people/policy";
import { userSubject } from "#lib/domain/people/user-rows";
import { requireOtherWayIn } from "./require-other-way-in.ts";

export const unlinkGithub = defineOperation({
  name: "me.unlink_github",
  summary: "Unlink your GitHub account: it signs you in no more.",
  access: "write",
  reach: "account",
  rest: "DELETE /me/github",
  input: z.strictObject({}),
  output: z.object({ login: z.string() }),
  async authorize(ctx) {
    requireNoAgent(ctx.actor, "A GitHub account");
    const account = await ctx.db.githubAccount.findUnique({ where: { userId: ctx.actor.user.id } });
    if (account) return account;
    throw new TurboError("not_found", "No GitHub account is linked to yours.");
  },
  async handle(ctx, _input, { userId, login }) {
    await requireOtherWayIn(ctx, { github: true });
    await ctx.db.githubAccount.deleteMany({ where: { userId } });
    ctx.changed({ ...userSubject(ctx.actor.user), fields: { github: [login, null] } });
    return { login };
  },
});
