import { type Actor, personActor } from "#lib/core/actor";
import { bindings } from "#lib/core/bindings";
import { dateOf, type Row } from "#lib/core/row-value";
import type { Database } from "#lib/db/database";
import { cookieIn } from "./cookie-in.ts";
import { noteUse } from "./last-use.ts";
import { actorUser, scopeOf, USER_SQL, userOf } from "./people.ts";
import { type CookieConfig, readSession, requireSecret, sessionCookie } from "./session-cookie.ts";

/** The person of a session cookie; null where the sign-in ended, was revoked, or its user is disabled. */
export async function signInActor(
  database: Database,
  config: CookieConfig,
  cookie: string | undefined,
): Promise<Actor | null> {
  const claims = cookie ? await readSession(requireSecret(config), cookie) : null;
  if (!claims) return null;
  const { values, bind } = bindings(database.engine);
  const [row] = await database.reader.$queryRawUnsafe<Row[]>(
    `SELECT s."id", s."revokedAt", s."expiresAt", s."lastSeenAt", ${USER_SQL}
     FROM "SignIn" s JOIN "User" u ON u."id" = s."userId" WHERE s."id" = ${bind(claims.signInId)}`,
    ...values,
  );
  if (!row || row.userId !== claims.userId) return null;
  const user = userOf(row);
  const [id, expiresAt] = [String(row.id), dateOf(row.expiresAt)];
  if (row.revokedAt || !expiresAt || expiresAt <= new Date() || user.disabledAt || user.system) return null;
  noteUse(database, "signIn", id, dateOf(row.lastSeenAt));
  return personActor(actorUser(user), scopeOf(user.role), { signInId: id, projectIds: user.projectIds });
}

/** The session cookie's value in a Cookie header. */
export function sessionOf(config: CookieConfig, header: string | null): string | undefined {
  return cookieIn(header, sessionCookie(config).name);
}
