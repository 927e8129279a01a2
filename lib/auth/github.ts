import { createHash, randomBytes } from "node:crypto";
import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import type { Config, GithubPlace } from "#lib/core/config";
import { TurboError } from "#lib/core/errors";
import { cookieIn } from "./cookie-in.ts";
import { type CookieConfig, ownCookie, requireSecret } from "./session-cookie.ts";

/** What somebody goes to GitHub for. */
const Errand = z.object({
  /** Of this one way there and back; GitHub brings it back. */
  state: z.string(),
  /** Proves to GitHub that who comes back is who went. */
  verifier: z.string(),
  /** Where GitHub sends people back to, which it wants to hear again. */
  back: z.string(),
  /** Where to go afterwards: a path of ours. */
  next: z.string(),
  /** Whose account it is to be linked to. */
  userId: z.string().nullable(),
  /** The token of the invitation that it accepts. */
  invitation: z.string().nullable(),
});
export type Errand = z.output<typeof Errand>;

/** Somebody at GitHub. */
export interface GithubPerson {
  accountId: string;
  login: string;
  name: string | null;
}

const MINUTES = 10;
const PATIENCE = 10_000;
const BACK = "/api/sign-in/github/back";

/** Sends a browser to GitHub: where to, and the cookie in which its errand waits, which none but this server reads. */
export async function leaveForGithub(
  config: CookieConfig,
  github: GithubPlace,
  { origin, ...errand }: Omit<Errand, "state" | "verifier" | "back"> & { origin: string },
): Promise<{ url: string; cookie: string }> {
  const [state, verifier] = [randomBytes(24).toString("base64url"), randomBytes(32).toString("base64url")];
  const back = origin + BACK;
  const url = new URL(`${github.server}/login/oauth/authorize`);
  const challenge = createHash("sha256").update(verifier).digest("base64url");
  url.search = new URLSearchParams({
    ...{ client_id: github.clientId, redirect_uri: back, state },
    ...{ code_challenge: challenge, code_challenge_method: "S256" },
  }).toString();
  const token = { ...errand, state, verifier, back };
  const value = await encode({ token, secret: requireSecret(config), maxAge: MINUTES * 60 });
  return { url: url.href, cookie: errandCookie(config, value, MINUTES * 60) };
}

/** The errand that a browser comes back from GitHub with; null for one that ran out, or is another's. */
export async function errandOf(config: CookieConfig, request: Request): Promise<Errand | null> {
  const value = cookieIn(request.headers.get("cookie"), ownCookie(config, "github").name);
  if (!value) return null;
  const token = await decode({ token: value, secret: requireSecret(config) }).catch(() => null);
  const errand = Errand.safeParse(token);
  const state = new URL(request.url).searchParams.get("state");
  return errand.success && errand.data.state === state ? errand.data : null;
}

/** The Set-Cookie header that ends an errand: it is good for one way there and back. */
export const endErrand = (config: CookieConfig) => errandCookie(config, "", 0);

function errandCookie(config: CookieConfig, value: string, seconds: number): string {
  const { name, options } = ownCookie(config, "github");
  const parts = [`${name}=${value}`, `Path=${options.path}`, `Max-Age=${seconds}`, "HttpOnly", "SameSite=Lax"];
  return [...parts, ...(options.secure ? ["Secure"] : [])].join("; ");
}

/** Whose account the code is of that GitHub sent a browser back with. Throws `refused` where GitHub says no, or nothing. */
export async function askGithub(
  { server, api, clientId, clientSecret }: GithubPlace,
  { code, errand }: { code: string; errand: Errand },
): Promise<GithubPerson> {
  const granted = await ask(`${server}/login/oauth/access_token`, Granted, {
    method: "POST",
    headers: { accept: "application/json" },
    body: new URLSearchParams({
      ...{ client_id: clientId, client_secret: clientSecret, code },
      ...{ redirect_uri: errand.back, code_verifier: errand.verifier },
    }),
  });
  const headers = { accept: "application/vnd.github+json", authorization: `Bearer ${granted.access_token}` };
  const { id, login, name } = await ask(`${api}/user`, GithubUser, { headers });
  return { accountId: String(id), login, name: name?.trim() || null };
}

const Granted = z.object({ access_token: z.string().min(1) });
const GithubUser = z.object({ id: z.int().positive(), login: z.string().min(1).max(100), name: z.string().nullish() });

async function ask<Answer extends z.ZodType>(
  url: string,
  schema: Answer,
  init: RequestInit,
): Promise<z.output<Answer>> {
  const answer = await fetch(url, { ...init, redirect: "error", signal: AbortSignal.timeout(PATIENCE) })
    .then((response) => (response.ok ? (response.json() as unknown) : null))
    .catch(() => null);
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw new TurboError("refused", `${new URL(url).host} did not say who this is. Try again.`);
}

/** Whether people sign in by GitHub here; throws `not_found` where they do not. */
export function requireGithub({ github }: Pick<Config, "github">): GithubPlace {
  if (github) return github;
  throw new TurboError("not_found", "Nobody signs in by GitHub here: github.client_id is not set.");
}
