import { newId } from "#lib/core/ids";
import type { Database } from "#lib/db/database";
import { type CookieConfig, requireSecret, SIGN_IN_SECONDS, sessionCookie, writeSession } from "./session-cookie.ts";
import { tellSignIn } from "./tell-sign-in.ts";

/** Writes down that a browser is signed in from now on, and sweeps the person's old rows; answers the new row's id. */
export async function openSignIn(database: Database, userId: string, userAgent: string | null): Promise<string> {
  const id = newId();
  const now = new Date();
  const expiresAt = new Date(now.getTime() + SIGN_IN_SECONDS * 1000);
  const browser = userAgent?.trim().slice(0, 300) || "Unknown browser";
  await database.write(async (tx) => {
    await tx.signIn.deleteMany({ where: { userId, expiresAt: { lt: now } } });
    await tx.signIn.createMany({
      data: [{ id, createdAt: now, userId, userAgent: browser, lastSeenAt: now, expiresAt }],
    });
    await tellSignIn(database, tx, { id, at: now, userId, browser });
  });
  return id;
}

/** Ends a sign-in; the cookie that names it counts no more. */
export async function closeSignIn(database: Database, id: string): Promise<void> {
  await database.write(async (tx) => {
    await tx.signIn.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: new Date() } });
  });
}

/** Signs a browser in: the row, and the Set-Cookie header that makes the browser keep it. */
export async function signInCookie(
  database: Database,
  config: CookieConfig,
  userId: string,
  userAgent: string | null,
): Promise<string> {
  const secret = requireSecret(config);
  const signInId = await openSignIn(database, userId, userAgent);
  const { name, options } = sessionCookie(config);
  const parts = [`${name}=${await writeSession(secret, { userId, signInId })}`, `Path=${options.path}`];
  parts.push(`Max-Age=${SIGN_IN_SECONDS}`, "HttpOnly", "SameSite=Lax", ...(options.secure ? ["Secure"] : []));
  return parts.join("; ");
}
