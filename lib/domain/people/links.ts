import { z } from "zod";
import { type Actor, projectIdsOf } from "#lib/core/actor";
import type { ReadContext } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";
import { findOneTimeToken } from "#lib/core/one-time-token";
import { Invitation } from "./schema.ts";

type Place = Pick<ReadContext, "db" | "now">;

/** Why a link does not work: it was used, or else it ran out, was withdrawn or never was, which nobody is told apart. */
export type DeadLink = "used" | "gone";

/** What is kept of whom an invitation is for. Those from before people could be limited to projects are for every project. */
export const Invited = Invitation.pick({ name: true, handle: true, role: true }).extend({
  projectIds: z.array(z.string()).nullable().default(null),
});
export type InvitationLink = z.output<typeof Invited> & { by: { id: string; handle: string; name: string } };

/** What the link of an invitation is about. */
export async function findInvitationLink({ db, now }: Place, token: string): Promise<InvitationLink | DeadLink> {
  const found = await findOneTimeToken(db, "invite", token, now);
  if (found?.usedAt) return "used";
  const invited = Invited.safeParse(found?.invited);
  if (!found?.byId || !invited.success) return "gone";
  const select = { id: true, handle: true, name: true, disabledAt: true } as const;
  const by = await db.user.findUnique({ where: { id: found.byId }, select });
  if (!by || by.disabledAt) return "gone";
  return { ...invited.data, by: { id: by.id, handle: by.handle, name: by.name } };
}

export type ResetPerson = Actor["user"] & Pick<Actor, "projectIds">;

/** Whose password a reset link sets. */
export async function findResetLink({ db, now }: Place, token: string): Promise<ResetPerson | DeadLink> {
  const found = await findOneTimeToken(db, "reset", token, now);
  if (found?.usedAt) return "used";
  if (!found?.userId) return "gone";
  const select = {
    id: true,
    handle: true,
    name: true,
    role: true,
    system: true,
    disabledAt: true,
    projectIds: true,
  } as const;
  const user = await db.user.findUnique({ where: { id: found.userId }, select });
  if (!user || user.disabledAt || user.system) return "gone";
  const { disabledAt: _, projectIds, ...person } = user;
  return { ...person, projectIds: projectIdsOf(projectIds) };
}

/** Refuses a link that does not work. */
export function requireLink<Link extends object>(link: Link | DeadLink, what: "invitation" | "link"): Link {
  if (typeof link === "object") return link;
  throw new TurboError(
    "unauthenticated",
    link === "used"
      ? `This ${what} was used already. Sign in instead, or ask an owner of this Turbo for another.`
      : `This ${what} does not work, or no more. Ask an owner of this Turbo for another.`,
  );
}
