import { hasSecondFactor } from "#lib/auth/check-second-factor";
import { orComeBack } from "#lib/auth/or-come-back";
import { scopeOf } from "#lib/auth/people";
import { personActor } from "#lib/core/actor";
import { newId } from "#lib/core/ids";
import { run } from "#lib/core/operation";
import { parseInput } from "#lib/core/parse-input";
import { instanceDatabase } from "#lib/db/instance";
import { join } from "#lib/domain/people/join";
import { findInvitationLink, findResetLink, requireLink } from "#lib/domain/people/links";
import { resetPassword } from "#lib/domain/people/reset-password";
import { Newcomer, PasswordReset } from "#lib/domain/people/schema";
import { answerStranger } from "./answer-stranger.ts";
import { doorContext } from "./door-context.ts";
import { signedIn } from "./signed-in.ts";

const UNKEPT = { "cache-control": "no-store" };

/** What the link of a page is about, or why it does not work; to look uses nothing up. */
export function invitationLink(token: string) {
  return orComeBack(findInvitationLink(place(), token));
}

export function resetLink(token: string) {
  return orComeBack(findResetLink(place(), token));
}

/** POST /api/join, what the page of an invitation sends: makes the account and signs this browser in. */
export function answerJoin(request: Request): Promise<Response> {
  return answerStranger(request, async (body, requestId) => {
    const given = parseInput(Newcomer, body);
    const { role, projectIds } = requireLink(await findInvitationLink(place(), given.token), "invitation");
    const person = { id: newId(), handle: given.handle, name: given.name, role, system: false };
    const { id } = await run(
      join,
      doorContext(personActor(person, scopeOf(role), { projectIds }), { requestId }),
      body,
    );
    return signedIn(request, id);
  });
}

/** POST /api/reset, what the page of a reset link sends: sets the password and, without a second factor, signs this browser in. */
export function answerReset(request: Request): Promise<Response> {
  return answerStranger(request, async (body, requestId) => {
    const { token } = parseInput(PasswordReset, body);
    const { projectIds, ...user } = requireLink(await findResetLink(place(), token), "link");
    await run(resetPassword, doorContext(personActor(user, scopeOf(user.role), { projectIds }), { requestId }), body);
    // A link stands for the password; who has a second factor signs in with both.
    if (await hasSecondFactor(instanceDatabase(), user.id)) return Response.json({}, { headers: UNKEPT });
    return signedIn(request, user.id);
  });
}

const place = () => ({ db: instanceDatabase().reader, now: new Date() });
