import { spendOneTimeToken } from "#lib/core/one-time-token";
import { defineOperation } from "#lib/core/operation";
import { hashPassword } from "#lib/core/password";
import { findInvitationLink, requireLink } from "./links.ts";
import { requireNoReplay } from "./policy.ts";
import { Newcomer, UserRow } from "./schema.ts";
import { requireFreeNames, USER_ROW, userSubject, withUniqueNames } from "./user-rows.ts";

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
  async handle(ctx, { token, password, email = null, name, handle }, { role, by }) {
    if (!(await spendOneTimeToken(ctx.db, "invite", token, ctx.now))) requireLink("used", "invitation");
    await requireFreeNames(ctx, { handle, email });
    const passwordHash = await hashPassword(password);
    const row = { id: ctx.actor.user.id, createdAt: ctx.now, updatedAt: ctx.now, passwordHash };
    const user = await withUniqueNames(ctx, () =>
      ctx.db.user.create({ data: { ...row, handle, name, email, role }, select: USER_ROW }),
    );
    ctx.changed({
      ...userSubject(user),
      fields: {
        created: [false, true],
        handle: [null, handle],
        name: [null, name],
        role: [null, role],
        email: [null, email],
        invitedBy: [null, by.handle],
      },
    });
    return user;
  },
});
