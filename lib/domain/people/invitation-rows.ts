import type { ReadContext } from "#lib/core/context";
import { keysOfLimits } from "#lib/domain/projects/limit";
import { Invited } from "./links.ts";
import type { Invitation } from "./schema.ts";

/** The columns of an invitation that may leave the database: never its hash. */
const INVITATION_ROW = {
  id: true,
  invited: true,
  createdAt: true,
  expiresAt: true,
  by: { select: { handle: true } },
} as const;

/** Open invitations by id. */
export async function findInvitations(ctx: ReadContext, ids: readonly string[]) {
  const open = { purpose: "invite", usedAt: null, expiresAt: { gt: ctx.now } };
  const rows = await ctx.db.oneTimeToken.findMany({ where: { id: { in: [...ids] }, ...open }, select: INVITATION_ROW });
  const known = rows.map(({ invited, ...row }) => ({ ...row, ...Invited.parse(invited) }));
  const keysOf = await keysOfLimits(
    ctx,
    known.map(({ projectIds }) => projectIds),
  );
  return known.map(({ id, projectIds, by, ...told }) => ({
    ...told,
    projects: keysOf(projectIds),
    id: id ?? "",
    by: by?.handle ?? "",
  }));
}

/** What `changed` is told of an invitation. */
export function invitationSubject({ id, name, handle }: Pick<Invitation, "id" | "name" | "handle">) {
  return { kind: "invitation", id, key: handle ?? name ?? "somebody", projectId: null };
}
