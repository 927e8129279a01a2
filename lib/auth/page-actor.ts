import { cookies, headers } from "next/headers";
import { cache } from "react";
import type { Actor } from "#lib/core/actor";
import { loadConfig } from "#lib/core/config";
import { instanceDatabase } from "#lib/db/instance";
import { orComeBack } from "./or-come-back.ts";
import { isOwnHost } from "./origins.ts";
import { sessionCookie } from "./session-cookie.ts";
import { signInActor } from "./sign-in-actor.ts";

/** The signed-in person of the page being rendered, looked up once per request; null where nobody is signed in. */
export const pageActor = cache(async (): Promise<Actor | null> => {
  const config = loadConfig();
  const cookie = (await cookies()).get(sessionCookie(config).name)?.value;
  if (!isOwnHost(config, (await headers()).get("host") ?? "")) return null;
  return orComeBack(signInActor(instanceDatabase(), config, cookie));
});
