import type { Config } from "#lib/core/config";
import { takeOneTimeToken } from "#lib/core/one-time-token";
import type { Database } from "#lib/db/database";
import { ensureLocalOwner } from "./local-mode.ts";
import { signInCookie } from "./sign-in.ts";
import { sessionOf, signInActor } from "./sign-in-actor.ts";

/**
 * Signs a browser in with the address that `start` printed. A browser that is signed in already just goes on; a used,
 * wrong and late token get the same answer. Where Turbo is not bound to loopback, there is the sign-in page.
 */
export async function enter(request: Request, config: Config, database: Database): Promise<Response> {
  const token = new URL(request.url).searchParams.get("token") ?? "";
  const headers = new Headers({
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    location: "/enter/again",
  });
  const answer = () => new Response(null, { status: 303, headers });
  if (config.bound !== "loopback") {
    headers.set("location", "/sign-in");
    return answer();
  }
  if (await takeOneTimeToken(database, "enter", token)) {
    const owner = await ensureLocalOwner(database);
    headers.set("set-cookie", await signInCookie(database, config, owner.id, request.headers.get("user-agent")));
    headers.set("location", "/");
    return answer();
  }
  const known = await signInActor(database, config, sessionOf(config, request.headers.get("cookie")));
  if (known) headers.set("location", "/");
  return answer();
}
