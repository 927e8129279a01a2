import { actorOf } from "#lib/auth/actor";
import { addressOf } from "#lib/auth/caller";
import { guardRequest } from "#lib/auth/guard";
import { passkeyPlace } from "#lib/auth/passkey-place";
import { signInByPasskey } from "#lib/auth/sign-in-by-passkey";
import { loadConfig } from "#lib/core/config";
import { TurboError } from "#lib/core/errors";
import { makeOneTimeToken } from "#lib/core/one-time-token";
import { type Operation, run } from "#lib/core/operation";
import { loadPasskeyReader, type PasskeyPlace, passkeyOptions } from "#lib/core/passkeys";
import { instanceDatabase } from "#lib/db/instance";
import { addPasskey, beginPasskey } from "#lib/domain/sign-in-methods/add-passkey";
import { answerStranger } from "./answer-stranger.ts";
import { doorContext } from "./door-context.ts";
import { problemResponse } from "./problem-response.ts";
import { takeTurn } from "./rate-limit.ts";
import { readJson } from "./read-json.ts";
import { requestIdOf } from "./request-id.ts";
import { signedIn } from "./signed-in.ts";

/** What a passkey and its name may take, in MB. */
const LIMIT = 0.1;

/** POST /api/sign-in/passkey/options, what the sign-in page asks before the browser looks for a passkey. */
export function answerPasskeyOptions(request: Request): Promise<Response> {
  return answerStranger(request, async () => {
    const config = loadConfig();
    const place = passkeyPlace(request, config);
    // Each asks for a row in the database.
    takeTurn({ by: "address", id: addressOf(request.headers) }, config.security.rateLimitPerMinute);
    return unkept(passkeyOptions(place, await makeOneTimeToken(instanceDatabase(), "passkey")));
  });
}

/** POST /api/sign-in/passkey, with the browser's answer: signs it in. */
export function answerPasskeySignIn(request: Request): Promise<Response> {
  return answerStranger(request, async (body) => {
    const place = passkeyPlace(request, loadConfig());
    const { response } = fieldsOf(body);
    return signedIn(request, await signInByPasskey(instanceDatabase(), place, fieldsOf(response)));
  });
}

/** POST /api/passkeys/options, what the settings ask before the browser makes a passkey. */
export function answerNewPasskeyOptions(request: Request): Promise<Response> {
  return answerOwner(request, beginPasskey);
}

/** POST /api/passkeys, with what the browser made. */
export function answerNewPasskey(request: Request): Promise<Response> {
  return answerOwner(request, addPasskey);
}

/** Performs what a signed-in page asks, with the place that it stands at. */
async function answerOwner(request: Request, operation: Operation): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  try {
    guardRequest(request);
    const actor = await actorOf(request, "web");
    await loadPasskeyReader();
    const given = fieldsOf(await readJson(request, LIMIT));
    const place: PasskeyPlace = passkeyPlace(request, loadConfig());
    return unkept(await run(operation, doorContext(actor, { requestId }), { ...given, place }));
  } catch (error) {
    return problemResponse(error, requestId);
  }
}

function fieldsOf(body: unknown): Record<string, unknown> {
  if (body !== null && typeof body === "object" && !Array.isArray(body)) return body as Record<string, unknown>;
  throw new TurboError("malformed", "Send a JSON object.");
}

const unkept = (answer: unknown) => Response.json(answer, { headers: { "cache-control": "no-store" } });
