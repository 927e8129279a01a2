import { headers } from "next/headers";
import { cache } from "react";
import type { Actor } from "#lib/core/actor";
import { loadConfig } from "#lib/core/config";
import { instanceDatabase } from "#lib/db/instance";
import { orComeBack } from "./or-come-back.ts";
import { isOwnHost } from "./origins.ts";
import { sessionOf, signInActor } from "./sign-in-actor.ts";
import { timeZoneOf } from "./time-zone.ts";

/** The signed-in person of the page being rendered, looked up once per request; null where nobody is signed in. */
export const pageActor = cache(async (): Promise<Actor | null> => {
  const config = loadConfig();
  const asked = await headers();
  const host = asked.get("host") ?? "";
  if (!isOwnHost(config, host)) return null;
  const cookie = asked.get("cookie");
  const actor = await orComeBack(signInActor(instanceDatabase(), config, sessionOf(config, cookie)));
  return actor && { ...actor, host: host.toLowerCase(), timeZone: timeZoneOf(cookie) };
});
