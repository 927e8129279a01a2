import { actorOf } from "#lib/auth/actor";
import { addressOf } from "#lib/auth/caller";
import {
  askGithub,
  type Errand,
  endErrand,
  errandOf,
  type GithubPerson,
  leaveForGithub,
  requireGithub,
} from "#lib/auth/github";
import { guardRequest } from "#lib/auth/guard";
import { ownPage } from "#lib/auth/own-page";
import { scopeOf } from "#lib/auth/people";
import { signInCookie } from "#lib/auth/sign-in";
import { sessionOf, signInActor } from "#lib/auth/sign-in-actor";
import { signInByGithub } from "#lib/auth/sign-in-by-github";
import { personActor } from "#lib/core/actor";
import { type GithubPlace, loadConfig } from "#lib/core/config";
import { TurboError } from "#lib/core/errors";
import { newId } from "#lib/core/ids";
import { run } from "#lib/core/operation";
import { parseInput } from "#lib/core/parse-input";
import { instanceDatabase } from "#lib/db/instance";
import { findInvitationLink, requireLink } from "#lib/domain/people/links";
import { beginGithubLink, joinByGithub, linkGithub } from "#lib/domain/sign-in-methods/link-github";
import { GithubErrand } from "#lib/domain/sign-in-methods/schema";
import { answerStranger } from "./answer-stranger.ts";
import { doorContext, doorLog } from "./door-context.ts";
import { problemResponse } from "./problem-response.ts";
import { takeTurn } from "./rate-limit.ts";
import { requestIdOf } from "./request-id.ts";

/** POST /api/sign-in/github, what the pages ask before they send a browser to GitHub: to sign in, to join, or to be linked. */
export function answerGithub(request: Request): Promise<Response> {
  return answerStranger(request, async (body, requestId) => {
    const config = loadConfig();
    const github = requireGithub(config);
    const { errand, next, invitation = null, password } = parseInput(GithubErrand, body);
    const actor = errand === "link" ? await actorOf(request, "web") : null;
    if (actor) await run(beginGithubLink, doorContext(actor, { requestId }), { password });
    if (invitation !== null) requireLink(await findInvitationLink(place(), invitation), "invitation");
    const about = { next, invitation, userId: actor?.user.id ?? null, origin: ownPage(request, config) };
    const { url, cookie } = await leaveForGithub(config, github, about);
    return Response.json({ url }, { headers: { "set-cookie": cookie, "cache-control": "no-store" } });
  });
}

/** GET /api/sign-in/github/back, where GitHub sends a browser back to. */
export async function answerGithubBack(request: Request): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  try {
    guardRequest(request);
    const config = loadConfig();
    const github = requireGithub(config);
    takeTurn({ by: "address", id: addressOf(request.headers) }, config.security.rateLimitPerMinute);
    const errand = await errandOf(config, request);
    const code = new URL(request.url).searchParams.get("code");
    if (!errand || !code) return leave("/sign-in?github=again", endErrand(config));
    const { to, cookie } = await finish(request, { errand, code, github, requestId });
    return leave(to, endErrand(config), cookie);
  } catch (error) {
    return problemResponse(error, requestId);
  }
}

interface Back {
  errand: Errand;
  code: string;
  github: GithubPlace;
  requestId: string;
}

/** Does what the browser went for; answers where it goes now, and the cookie that signs it in. */
async function finish(request: Request, back: Back): Promise<{ to: string; cookie?: string }> {
  const { errand, code, github } = back;
  const failed = errand.userId === null ? "/sign-in?github=" : "/settings?github=";
  try {
    const person = await askGithub(github, { code, errand });
    if (errand.userId !== null) return await link(request, back, person);
    const userId =
      errand.invitation === null
        ? await signInByGithub(instanceDatabase(), github, person)
        : await joinBy(errand.invitation, back, person);
    if (userId === null) return { to: `${failed}unknown` };
    const agent = request.headers.get("user-agent");
    const cookie = await signInCookie(instanceDatabase(), loadConfig(), userId, agent);
    return { to: errand.invitation === null ? errand.next : "/", cookie };
  } catch (error) {
    if (!(error instanceof TurboError)) throw error;
    doorLog().info({ problem: error.message }, "sign-in by GitHub refused");
    return { to: failed + (WORDS[error.code] ?? "again") };
  }
}

/** What the pages are told of a refusal, which they have a sentence for. */
const WORDS: Readonly<Record<string, string>> = { conflict: "taken", unauthenticated: "invitation", refused: "silent" };

/** Links it to who is signed in, if that is still who went. */
async function link(request: Request, { errand, github, requestId }: Back, { accountId, login }: GithubPerson) {
  const config = loadConfig();
  const actor = await signInActor(instanceDatabase(), config, sessionOf(config, request.headers.get("cookie")));
  if (actor?.user.id !== errand.userId || actor === null) return { to: "/sign-in?github=again" };
  await run(linkGithub, doorContext(actor, { requestId }), { server: github.server, accountId, login });
  return { to: "/settings" };
}

async function joinBy(token: string, { github, requestId }: Back, { accountId, login, name }: GithubPerson) {
  const invited = requireLink(await findInvitationLink(place(), token), "invitation");
  const names = { handle: invited.handle ?? login, name: (invited.name ?? name ?? login).slice(0, 80) };
  const person = { id: newId(), ...names, role: invited.role, system: false };
  const account = { server: github.server, accountId, login };
  const actor = personActor(person, scopeOf(invited.role), { projectIds: invited.projectIds });
  const { id } = await run(joinByGithub, doorContext(actor, { requestId }), { token, account });
  return id;
}

const place = () => ({ db: instanceDatabase().reader, now: new Date() });

function leave(to: string, ...cookies: (string | undefined)[]): Response {
  const headers = new Headers({ location: to, "cache-control": "no-store", "referrer-policy": "no-referrer" });
  for (const cookie of cookies) if (cookie) headers.append("set-cookie", cookie);
  return new Response(null, { status: 303, headers });
}
