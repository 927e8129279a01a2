import { addressOf } from "#lib/auth/caller";
import { guardRequest } from "#lib/auth/guard";
import { closeSetUp, setUpActor } from "#lib/auth/set-up";
import { loadConfig } from "#lib/core/config";
import { invalidField } from "#lib/core/errors";
import { run } from "#lib/core/operation";
import { signInThrottle } from "#lib/core/throttle";
import { instanceDatabase } from "#lib/db/instance";
import { setUpOwner } from "#lib/domain/people/set-up-owner";
import { doorContext } from "./door-context.ts";
import { problemResponse } from "./problem-response.ts";
import { readJson } from "./read-json.ts";
import { requestIdOf } from "./request-id.ts";
import { signedIn } from "./signed-in.ts";

/** What a form of a few short fields may bring, in MB. */
const LIMIT = 0.1;

/** POST /api/set-up, what the set-up form sends: proves the code, makes the first owner, signs this browser in. */
export async function answerSetUp(request: Request): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  try {
    const config = loadConfig();
    const database = instanceDatabase();
    guardRequest(request, config);
    const { code, ...given } = setUpFields(await readJson(request, LIMIT));
    const who = { database, config, throttle: signInThrottle() };
    const actor = await setUpActor(who, code, addressOf(request.headers));
    const owner = await run(setUpOwner, doorContext(actor, { requestId }), given);
    await closeSetUp(database, code);
    return await signedIn(request, owner.id);
  } catch (error) {
    return problemResponse(error, requestId);
  }
}

function setUpFields(body: unknown): { code: string; [field: string]: unknown } {
  const { code, ...given } = body !== null && typeof body === "object" ? (body as Record<string, unknown>) : {};
  if (typeof code !== "string") throw invalidField("code", "Send the code as text.");
  return { code, ...given };
}
