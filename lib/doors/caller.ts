import { actorOf } from "#lib/auth/actor";
import { bearerKey } from "#lib/auth/bearer-key";
import { addressOf } from "#lib/auth/caller";
import type { Actor, Door } from "#lib/core/actor";
import { loadConfig } from "#lib/core/config";
import { TurboError } from "#lib/core/errors";
import { type Allowance, type Counted, requireTurn, takeTurn } from "./rate-limit.ts";

/** Who asks. An address that keeps failing is refused before its key is looked at. Throws `unauthenticated` or `limited`. */
export async function callerOfRequest(request: Request, door: Door): Promise<Actor> {
  const perMinute = loadConfig().security.rateLimitPerMinute;
  const address = { by: "address", id: addressOf(request.headers) } as const;
  requireTurn(address, perMinute);
  try {
    return await actorOf(request, door);
  } catch (error) {
    if (error instanceof TurboError && error.code === "unauthenticated") takeTurn(address, perMinute);
    throw error;
  }
}

/** Takes one of the turns that a key, or a signed-in person, has in a minute. Throws `limited`. */
export function takeTurnOf(actor: Actor): Allowance | null {
  const counted: Counted = actor.key ? { by: "key", id: actor.key.id } : { by: "person", id: actor.user.id };
  return takeTurn(counted, loadConfig().security.rateLimitPerMinute);
}

/** The door of a REST request: the browser's islands have no key, the command line names itself. */
export function restDoor(headers: Headers): Door {
  if (bearerKey(headers) === null) return "web";
  return headers.get("x-turbo-door") === "cli" ? "cli" : "rest";
}
