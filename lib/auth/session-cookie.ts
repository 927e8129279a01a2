import { decode, encode } from "next-auth/jwt";
import type { Config } from "#lib/core/config";
import { TurboError } from "#lib/core/errors";

/** How long a sign-in lasts, in seconds. */
export const SIGN_IN_SECONDS = 30 * 24 * 60 * 60;

export type CookieConfig = Pick<Config, "bound"> & {
  server: Pick<Config["server"], "port" | "publicUrl">;
  security: Pick<Config["security"], "secretKey">;
};

export interface SessionCookie {
  name: string;
  options: { httpOnly: true; sameSite: "lax"; path: "/"; secure: boolean };
}

/** Whether browsers reach Turbo by https. */
export function isSecure({ server }: Pick<CookieConfig, "server">): boolean {
  return server.publicUrl?.startsWith("https://") ?? false;
}

/** A cookie of ours. On loopback its name has the port, because browsers share cookies among the ports of one machine. */
export function ownCookie(config: CookieConfig, what: string): SessionCookie {
  const secure = isSecure(config);
  const place = config.bound === "loopback" ? `-${config.server.port}` : "";
  return {
    name: `${secure ? "__Host-" : ""}turbo-${what}${place}`,
    options: { httpOnly: true, sameSite: "lax", path: "/", secure },
  };
}

export function sessionCookie(config: CookieConfig): SessionCookie {
  return ownCookie(config, "session");
}

/** The secret that signs sessions; throws `configuration` where there is none. */
export function requireSecret({ security }: Pick<CookieConfig, "security">): string {
  if (security.secretKey) return security.secretKey;
  throw new TurboError(
    "configuration",
    "Turbo has no secret to sign sessions with. Set TURBO_SECRET_KEY (or security.secret_key) to 32 random characters or more.",
  );
}

/** What a session cookie says: whose it is and which sign-in row it stands for. */
export interface SessionClaims {
  userId: string;
  signInId: string;
}

/** The value of a session cookie, as next-auth writes it. */
export function writeSession(secret: string, { userId, signInId }: SessionClaims): Promise<string> {
  return encode({ token: { sub: userId, signIn: signInId }, secret, maxAge: SIGN_IN_SECONDS });
}

/** Reads a session cookie; null for one that is expired, forged, or was made with another secret. */
export async function readSession(secret: string, value: string | undefined): Promise<SessionClaims | null> {
  if (!value) return null;
  const mark = `${secret} ${value}`;
  const known = READ.get(mark);
  if (known && known.until > Date.now()) return known.claims;
  try {
    const claims = claimsOf(await decode({ token: value, secret }));
    if (READ.size >= MOST) READ.clear();
    if (claims) READ.set(mark, { claims, until: Date.now() + MINUTE });
    return claims;
  } catch {
    return null;
  }
}

/** What cookies said a moment ago: to decrypt one takes longer than to look up the sign-in, which is done each time. */
const READ = new Map<string, { claims: SessionClaims; until: number }>();
const MOST = 1000;
const MINUTE = 60_000;

export function claimsOf(token: { sub?: unknown; signIn?: unknown } | null): SessionClaims | null {
  const { sub, signIn } = token ?? {};
  return typeof sub === "string" && typeof signIn === "string" ? { userId: sub, signInId: signIn } : null;
}
