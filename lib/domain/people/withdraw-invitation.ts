import type { ReadContext } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";
import { defineOperation } from "#lib/core/operation";
import { findInvitations, invitationSubject } from "./invitation-rows.ts";
import { requireNoAgent } from "./policy.ts";
import { Invitation, InvitationRef } from "./schema.ts";

export const withdrawInvitation = defineOperation({
  name: "users.withdraw_invitation",
  summary: "Withdraw an invitation: its link stops working.",
  access: "admin",
  reach: "workspace",
  rest: "DELETE /users/invitations/:invitation",
  input: InvitationRef,
  output: Invitation,
  authorize(ctx, { invitation }) {
    requireNoAgent(ctx.actor, "The list of people");
    return requireInvitation(ctx, invitation);
  },
  async handle(ctx, _input, invitation) {
    const { count } = await ctx.db.oneTimeToken.deleteMany({ where: { id: invitation.id, usedAt: null } });
    if (count === 0) throw noInvitation();
    ctx.changed({ ...invitationSubject(invitation), fields: { withdrawn: [false, true] } });
    return invitation;
  },
});

async function requireInvitation(ctx: ReadContext, id: string) {
  const [found] = await findInvitations(ctx, [id.toLowerCase()]);
  if (found) return found;
  throw noInvitation();
}

function noInvitation(): TurboError {
  return new TurboError("not_found", "There is no such open invitation. `turbo users invitations` lists them.", {
    fields: [{ path: "invitation", message: "There is no such open invitation." }],
  });
}
