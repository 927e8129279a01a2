import { pageOf } from "#lib/core/fields";
import { anyone, defineOperation } from "#lib/core/operation";
import { listPage } from "#lib/domain/lists/list-page";
import { findInvitations } from "./invitation-rows.ts";
import { Invitation, InvitationFilter } from "./schema.ts";

export const listInvitations = defineOperation({
  name: "users.invitations",
  summary: "List the invitations that nobody has taken yet, newest first.",
  access: "admin",
  reach: "workspace",
  rest: "GET /users/invitations",
  input: InvitationFilter,
  output: pageOf(Invitation),
  authorize: anyone,
  handle(ctx, asked) {
    const list = {
      name: "invitations",
      table: "OneTimeToken",
      where: [
        { column: "purpose", is: "invite" },
        { column: "usedAt", isNull: true },
        { column: "expiresAt", from: ctx.now },
      ],
      order: ["createdAt", "id"],
      descending: true,
    };
    return listPage(ctx, list, asked, (ids) => findInvitations(ctx, ids));
  },
});
