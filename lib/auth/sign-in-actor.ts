import { type Actor, personActor } from "#lib/core/actor";
import type { Database } from "#lib/db/database";
import { cookieIn } from "./cookie-in.ts";
import { noteUse } from "./last-use.ts";
import { actorUser, scopeOf, USER_COLUMNS } from "./people.ts";
import { type CookieConfig, readSession, requireSecret, sessionCookie } from "./session-cookie.ts";

/** The person of a session cookie; null where the sign-in ended, was revoked, or its user is disabled. */
export async function signInActor(
  database: Database,
  config: CookieConfig,
  cookie: string | undefined,
): Promise<Actor | null> {
  const claims = cookie ? await readSession(requireSecret(config), cookie) : null;
  if (!claims) return null;
  const row = await database.reader.signIn.findUnique({
    where: { id: claims.signInId },
    include: { user: { select: USER_COLUMNS } },
  });
  if (!row || row.userId !== claims.userId) return null;
  if (row.revokedAt || row.expiresAt <= new Date() || row.user.disabledAt || row.user.system) return null;
  noteUse(database, "signIn", row.id, row.lastSeenAt);
  return personActor(actorUser(row.user), scopeOf(row.user.role), row.id);
}

/** The session cookie's value in a Cookie header. */
export function sessionOf(config: CookieConfig, header: string | null): string | undefined {
  return cookieIn(header, sessionCookie(config).name);
}
