import type { Actor, Door } from "#lib/core/actor";
import { type Config, loadConfig } from "#lib/core/config";
import { TurboError } from "#lib/core/errors";
import type { Database } from "#lib/db/database";
import { instanceDatabase } from "#lib/db/instance";
import { bearerKey } from "./bearer-key.ts";
import { bootstrapActor, isBootstrapKey } from "./bootstrap-actor.ts";
import { callerOf } from "./caller.ts";
import { hostHeader } from "./guard.ts";
import { keyActor } from "./key-actor.ts";
import { type Home, isOwnOrigin } from "./origins.ts";
import type { CookieConfig } from "./session-cookie.ts";
import { sessionOf, signInActor } from "./sign-in-actor.ts";
import { timeZoneOf } from "./time-zone.ts";

/** What the answer to "who asks" needs to know of the instance. */
export interface Instance {
  config: Home & CookieConfig & Pick<Config, "bootstrapKey">;
  database: Database;
}

/**
 * Who asks: an API key (`X-API-Key` or `Authorization: Bearer`), or the session cookie of one of our own pages.
 * Throws `unauthenticated` or `forbidden` with a sentence that says what to do. Call guardRequest first.
 */
export function actorOf(request: Request, door: Door): Promise<Actor> {
  return identify(request, door, { config: loadConfig(), database: instanceDatabase() });
}

/** actorOf, for an instance at hand. */
export async function identify(request: Request, door: Door, { config, database }: Instance): Promise<Actor> {
  const caller = callerOf(request.headers);
  const key = bearerKey(request.headers);
  if (key) {
    if (isBootstrapKey(config, key)) return bootstrapActor(database, door, caller);
    return keyActor(database, key, door, caller);
  }
  const cookie = sessionOf(config, request.headers.get("cookie"));
  if (!cookie) throw nobody();
  requireOwnPage(request, config);
  const actor = await signInActor(database, config, cookie);
  if (!actor) throw new TurboError("unauthenticated", "This sign-in has ended. Sign in again.");
  return { ...actor, session: caller.session, host: caller.host, timeZone: timeZoneOf(request.headers.get("cookie")) };
}

/** A cookie travels by itself, so it counts only when the request provably comes from a page of ours. */
function requireOwnPage(request: Request, home: Home): void {
  const { headers, method } = request;
  const origin = headers.get("origin");
  const site = headers.get("sec-fetch-site");
  if (origin !== null && !isOwnOrigin(home, origin, hostHeader(request))) throw foreign();
  if (site !== null && site !== "same-origin" && site !== "none") throw foreign();
  if (method === "GET" || method === "HEAD") return;
  if (origin === null) throw foreign();
  const type = headers.get("content-type");
  const bodiless = type === null && method === "DELETE";
  if (!bodiless && !/^application\/(json|octet-stream)\b/i.test(type ?? "")) {
    throw new TurboError(
      "unsupported_media",
      "A signed-in page writes in JSON, and files as bytes. Send Content-Type: application/json or application/octet-stream.",
    );
  }
}

function nobody(): TurboError {
  return new TurboError(
    "unauthenticated",
    "Send an API key as X-API-Key or as Authorization: Bearer, or sign in. `turbo keys create` makes a key.",
  );
}

function foreign(): TurboError {
  return new TurboError(
    "forbidden",
    "A sign-in counts only on Turbo's own pages. Nothing was done. Other programs send an API key as X-API-Key.",
  );
}
