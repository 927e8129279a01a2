import type { AuthOptions } from "next-auth";
import { type Config, loadConfig } from "#lib/core/config";
import { TurboError } from "#lib/core/errors";
import { processLog } from "#lib/core/process-log";
import { signInThrottle, type Throttle } from "#lib/core/throttle";
import type { Database } from "#lib/db/database";
import { instanceDatabase } from "#lib/db/instance";
import { addressOf } from "./caller.ts";
import { checkPassword } from "./check-password.ts";
import { checkSecondFactor } from "./check-second-factor.ts";
import { claimsOf, isSecure, ownCookie, requireSecret, SIGN_IN_SECONDS, sessionCookie } from "./session-cookie.ts";
import { closeSignIn, openSignIn } from "./sign-in.ts";

interface Parts {
  config: Config;
  database: Database;
  throttle: Throttle;
}

/**
 * How next-auth signs people in here: a name, a password and, where somebody has a second factor, its code; the session
 * cookie names a sign-in row.
 */
export function authOptions(
  { config, database, throttle }: Parts = {
    config: loadConfig(),
    database: instanceDatabase(),
    throttle: signInThrottle(),
  },
): AuthOptions {
  const log = processLog();
  return {
    secret: requireSecret(config),
    session: { strategy: "jwt", maxAge: SIGN_IN_SECONDS },
    useSecureCookies: isSecure(config),
    cookies: {
      sessionToken: sessionCookie(config),
      callbackUrl: ownCookie(config, "return"),
      csrfToken: ownCookie(config, "form"),
    },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    logger: {
      error: (code, problem) => log.warn({ code, problem: String(problem) }, "next-auth refused"),
      warn: (code) => log.debug({ code }, "next-auth"),
      debug: () => undefined,
    },
    providers: [
      {
        id: "credentials",
        name: "Password",
        type: "credentials",
        credentials: { name: {}, password: {}, code: {} },
        authorize: (given, request) => signInWith({ config, database, throttle }, given, request.headers ?? {}),
      },
    ],
    callbacks: {
      async jwt({ token, user }) {
        if (user) return { ...token, sub: user.id, signIn: "signIn" in user ? user.signIn : undefined };
        if (await isOpen(database, claimsOf(token)?.signInId)) return token;
        throw new TurboError("unauthenticated", "This sign-in has ended.");
      },
    },
    events: {
      async signOut({ token }) {
        const claims = claimsOf(token);
        if (claims) await closeSignIn(database, claims.signInId);
      },
    },
  };
}

async function signInWith(
  { database, throttle }: Parts,
  given: Record<string, unknown> | undefined,
  headers: Record<string, string>,
): Promise<{ id: string; name: string; signIn: string }> {
  const { name, password, code = "" } = given ?? {};
  if (typeof name !== "string" || typeof password !== "string" || typeof code !== "string") {
    throw new TurboError("malformed", "Give a name and a password.");
  }
  const address = addressOf(new Headers(headers));
  const user = await checkPassword(database, throttle, { name, password, address });
  await checkSecondFactor(database, throttle, { userId: user.id, code, address });
  return { ...user, signIn: await openSignIn(database, user.id, headers["user-agent"] ?? null) };
}

async function isOpen(database: Database, signInId: string | undefined): Promise<boolean> {
  if (!signInId) return false;
  const row = await database.reader.signIn.findUnique({
    where: { id: signInId },
    select: { revokedAt: true, expiresAt: true, user: { select: { disabledAt: true } } },
  });
  return row !== null && row.revokedAt === null && row.user.disabledAt === null && row.expiresAt > new Date();
}
