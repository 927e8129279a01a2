import { type Actor, type Door, projectIdsOf, SCOPES, type Scope } from "#lib/core/actor";
import { hashApiKey, isWholeApiKey } from "#lib/core/api-key";
import { bindings } from "#lib/core/bindings";
import { TurboError } from "#lib/core/errors";
import { dateOf, jsonOf, type Row } from "#lib/core/row-value";
import type { Database } from "#lib/db/database";
import { noteUse } from "./last-use.ts";
import { actorUser, scopeOf, USER_SQL, userOf } from "./people.ts";

type Caller = Pick<Actor, "client" | "session" | "host">;

/** Who an API key acts for. Throws `unauthenticated` for one that is not whole, not known, revoked or expired. */
export async function keyActor(database: Database, key: string, door: Door, caller: Caller): Promise<Actor> {
  if (!isWholeApiKey(key)) {
    throw refused(
      "This is not a whole API key: its checksum is wrong. Copy it again, from turbo_ to its last character.",
    );
  }
  const hash = hashApiKey(key);
  const row = (await findKey(database, "hash", hash)) ?? (await findKey(database, "oldHash", hash));
  if (!row) throw refused("Turbo does not know this API key. Make one with `turbo keys create`.");
  const named = `The key "${row.name}"`;
  if (row.revokedAt) throw refused(`${named} was revoked on ${day(row.revokedAt)}. Make another.`);
  if (row.expiresAt && row.expiresAt <= new Date()) {
    throw refused(`${named} expired on ${day(row.expiresAt)}. Make another.`);
  }
  const end = row.by === "oldHash" ? (row.oldEndsAt ?? new Date(0)) : null;
  if (end && end <= new Date()) {
    throw refused(`${named} was rotated, and its old secret ended on ${day(end)}. Use the new one.`);
  }
  if (row.user.disabledAt) throw refused(`${named} belongs to ${row.user.handle}, whose account is disabled.`);
  noteUse(database, "apiKey", row.id, row.lastUsedAt);
  return {
    user: actorUser(row.user),
    key: { id: row.id, name: row.name, kind: row.kind, ...(row.hasStops ? { hasStops: true } : {}) },
    scope: lesser(row.scope, scopeOf(row.user.role)),
    projectIds: ofBoth(row.user.projectIds, projectIdsOf(row.projectIds)),
    door,
    ...caller,
    signInId: null,
    timeZone: null,
  };
}

/** The key of a secret, or of the one that it had before it was rotated. */
async function findKey(database: Database, by: "hash" | "oldHash", hash: string) {
  const { values, bind } = bindings(database.engine);
  const [row] = await database.reader.$queryRawUnsafe<Row[]>(
    `SELECT k."id", k."name", CAST(k."kind" AS TEXT) AS "kind", CAST(k."scope" AS TEXT) AS "scope", k."projectIds",
       k."revokedAt", k."expiresAt", k."oldEndsAt", k."lastUsedAt",
       EXISTS (SELECT 1 FROM "SessionStop" s WHERE s."keyId" = k."id") AS "hasStops", ${USER_SQL}
     FROM "ApiKey" k JOIN "User" u ON u."id" = k."userId" WHERE k."${by}" = ${bind(hash)}`,
    ...values,
  );
  return (
    row && {
      by,
      id: String(row.id),
      name: String(row.name),
      kind: row.kind as NonNullable<Actor["key"]>["kind"],
      scope: row.scope as Scope,
      projectIds: jsonOf<unknown>(row.projectIds),
      revokedAt: dateOf(row.revokedAt),
      expiresAt: dateOf(row.expiresAt),
      oldEndsAt: dateOf(row.oldEndsAt),
      lastUsedAt: dateOf(row.lastUsedAt),
      hasStops: Boolean(Number(row.hasStops)),
      user: userOf(row),
    }
  );
}

/** The projects of a person and of their key; null is every project. */
function ofBoth(person: Actor["projectIds"], key: Actor["projectIds"]): Actor["projectIds"] {
  return person && key ? key.filter((id) => person.includes(id)) : (person ?? key);
}

function lesser(a: Scope, b: Scope): Scope {
  return SCOPES.indexOf(a) < SCOPES.indexOf(b) ? a : b;
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}

function refused(sentence: string): TurboError {
  return new TurboError("unauthenticated", sentence);
}
