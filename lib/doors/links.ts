import { addressOf } from "#lib/auth/caller";
import { hasSecondFactor } from "#lib/auth/check-second-factor";
import { guardRequest } from "#lib/auth/guard";
import { orComeBack } from "#lib/auth/or-come-back";
import { scopeOf } from "#lib/auth/people";
import { personActor } from "#lib/core/actor";
import { loadConfig } from "#lib/core/config";
import { TurboError } from "#lib/core/errors";
import { newId } from "#lib/core/ids";
import { run } from "#lib/core/operation";
import { parseInput } from "#lib/core/parse-input";
import { instanceDatabase } from "#lib/db/instance";
import { join } from "#lib/domain/people/join";
import { findInvitationLink, findResetLink, requireLink } from "#lib/domain/people/links";
import { resetPassword } from "#lib/domain/people/reset-password";
import { Newcomer, PasswordReset } from "#lib/domain/people/schema";
import { doorContext } from "./door-context.ts";
import { problemResponse } from "./problem-response.ts";
import { requireTurn, takeTurn } from "./rate-limit.ts";
import { readJson } from "./read-json.ts";
import { requestIdOf } from "./request-id.ts";
import { signedIn } from "./signed-in.ts";

/** What a form of a few short fields may bring, in MB. */
const LIMIT = 0.1;
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
  return answerLink(request, async (body, requestId) => {
    const given = parseInput(Newcomer, body);
    const { role, projectIds } = requireLink(await findInvitationLink(place(), given.token), "invitation");
    const person = { id: newId(), handle: given.handle, name: given.name, role, system: false };
    const { id } = await run(
      join,
      doorContext(personActor(person, scopeOf(role), { projectIds }), { requestId }),
      body,
    );
    return id;
  });
}

/** POST /api/reset, what the page of a reset link sends: sets the password and signs this browser in. */
export function answerReset(request: Request): Promise<Response> {
  return answerLink(request, async (body, requestId) => {
    const { token } = parseInput(PasswordReset, body);
    const { projectIds, ...user } = requireLink(await findResetLink(place(), token), "link");
    await run(resetPassword, doorContext(personActor(user, scopeOf(user.role), { projectIds }), { requestId }), body);
    return user.id;
  });
}

const place = () => ({ db: instanceDatabase().reader, now: new Date() });

/** Whoever keeps sending links that do not work is refused like one who keeps sending wrong keys. */
async function answerLink(
  request: Request,
  enter: (body: unknown, requestId: string) => Promise<string>,
): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  const perMinute = loadConfig().security.rateLimitPerMinute;
  const address = { by: "address", id: addressOf(request.headers) } as const;
  try {
    guardRequest(request);
    requireTurn(address, perMinute);
    const userId = await enter(await readJson(request, LIMIT), requestId);
    // A link stands for the password; who has a second factor signs in with both.
    if (await hasSecondFactor(instanceDatabase(), userId)) return Response.json({}, { headers: UNKEPT });
    return await signedIn(request, userId);
  } catch (error) {
    return problemResponse(counted(error, address, perMinute), requestId);
  }
}

function counted(error: unknown, address: Parameters<typeof takeTurn>[0], perMinute: number): unknown {
  if (!(error instanceof TurboError) || error.code !== "unauthenticated") return error;
  try {
    takeTurn(address, perMinute);
    return error;
  } catch (tooMany) {
    return tooMany;
  }
}
