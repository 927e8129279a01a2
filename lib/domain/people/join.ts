import { spendOneTimeToken } from "#lib/core/one-time-token";
import { defineOperation } from "#lib/core/operation";
import { insertUser } from "./insert-user.ts";
import { findInvitationLink, requireLink } from "./links.ts";
import { requireNoReplay } from "./policy.ts";
import { Newcomer, UserRow } from "./schema.ts";

/** The actor is the person to be: the new account gets its id. */
export const join = defineOperation({
  name: "users.join",
  summary: "Make one's own account by an invitation, which is used up.",
  access: "write",
  reach: "account",
  rest: null,
  input: Newcomer,
  output: UserRow,
  async authorize(ctx, { token }) {
    requireNoReplay(ctx);
    return requireLink(await findInvitationLink(ctx, token), "invitation");
  },
  async handle(ctx, { token, password, email = null, name, handle }, { role, projectIds, by }) {
    if (!(await spendOneTimeToken(ctx.db, "invite", token, ctx.now))) requireLink("used", "invitation");
    const own = { id: ctx.actor.user.id, handle, name, email, role, projectIds, password };
    return insertUser(ctx, own, { invitedBy: [null, by.handle] });
  },
});
