import { z } from "zod";
import type { WriteContext } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";
import { defineOperation } from "#lib/core/operation";
import { maySeeAll, requireNoAgent, requireOver } from "#lib/domain/people/policy";
import { SignInRef } from "./schema.ts";

export const revokeSignIn = defineOperation({
  name: "sign_ins.revoke",
  summary: "Sign a browser out.",
  access: "write",
  reach: "account",
  rest: "DELETE /sign-ins/:signIn",
  input: SignInRef,
  output: z.object({ id: z.string(), current: z.boolean().describe("Whether it was the one you asked with.") }),
  authorize: requireSignIn,
  async handle(ctx, _input, row) {
    if (row.revokedAt) ctx.unchanged();
    else {
      await ctx.db.signIn.updateMany({ where: { id: row.id, revokedAt: null }, data: { revokedAt: ctx.now } });
      const subject = { kind: "sign_in", id: row.id, key: row.user.handle, projectId: null };
      ctx.changed({ ...subject, fields: { revokedAt: [null, ctx.now.toISOString()] } });
    }
    return { id: row.id, current: row.id === ctx.actor.signInId };
  },
});

async function requireSignIn(ctx: WriteContext, { signIn }: z.output<typeof SignInRef>) {
  requireNoAgent(ctx.actor, "A sign-in");
  const id = signIn === "current" ? (ctx.actor.signInId ?? signIn) : signIn.toLowerCase();
  const whose = maySeeAll(ctx.actor) ? {} : { userId: ctx.actor.user.id };
  const select = { id: true, revokedAt: true, user: { select: { id: true, handle: true, role: true } } } as const;
  const row = await ctx.db.signIn.findFirst({ where: { id, ...whose }, select });
  if (row) {
    requireOver(ctx.actor, row.user);
    return row;
  }
  throw new TurboError("not_found", "You have no such sign-in. The list of your sign-ins shows their ids.", {
    fields: [{ path: "signIn", message: "There is no such sign-in." }],
  });
}
