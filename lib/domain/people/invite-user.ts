import { newId } from "#lib/core/ids";
import { addOneTimeToken } from "#lib/core/one-time-token";
import { defineOperation } from "#lib/core/operation";
import { ownAddress } from "#lib/core/own-address";
import { invitationSubject } from "./invitation-rows.ts";
import { requireLimitFor } from "./limit-for.ts";
import { requireMayGive, requireNoAgent, requireNoReplay } from "./policy.ts";
import { MadeInvitation, NewInvitation } from "./schema.ts";
import { requireFreeNames } from "./user-rows.ts";

export const inviteUser = defineOperation({
  name: "users.invite",
  summary: "Make a link by which a person joins, once and within 7 days; it is shown this once.",
  access: "admin",
  reach: "workspace",
  rest: "POST /users/invitations",
  input: NewInvitation,
  output: MadeInvitation,
  authorize(ctx, { role, projects }) {
    requireNoAgent(ctx.actor, "The list of people");
    requireNoReplay(ctx);
    requireMayGive(ctx.actor, role);
    return requireLimitFor(ctx, role, projects);
  },
  async handle(ctx, { name = null, handle = null, role }, limit) {
    if (handle) await requireFreeNames(ctx, { handle });
    const [id, by, invited] = [newId(), ctx.actor.user, { name, handle, role }];
    const { projectIds = null, projects = null } = limit ?? {};
    const about = { id, byId: by.id, invited: { ...invited, projectIds } };
    const { token, expiresAt } = await addOneTimeToken(ctx.db, "invite", ctx.now, about);
    ctx.changed({
      ...invitationSubject({ id, ...invited }),
      fields: {
        created: [false, true],
        name: [null, name],
        handle: [null, handle],
        role: [null, role],
        projects: [null, projects],
      },
    });
    const url = ownAddress(ctx.actor, `/join?token=${token}`);
    return { id, ...invited, projects, by: by.handle, createdAt: ctx.now, expiresAt, url };
  },
});
