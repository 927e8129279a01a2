import { type Trail, trailParts } from "./trail.ts";
import type { Transaction } from "./transaction.ts";

const columns = (count: number) => Array.from({ length: count }, (_, place) => `value ->> ${place}`).join(", ");

/**
 * What a connection that writes trails has to run once. SQLite has no statement that inserts into several tables, but
 * the trigger of a view may; both are the connection's own, so that no migration drops them. Events get the next
 * numbers in their order, by which their further subjects find them.
 */
export const SQLITE_TRAIL = `
  CREATE TEMP VIEW "trail" AS SELECT '' AS "events", '' AS "subjects", '' AS "texts", '' AS "notices";
  CREATE TEMP TRIGGER "write_trail" INSTEAD OF INSERT ON "trail" BEGIN
    INSERT INTO "Event" ("at", "operation", "door", "userId", "keyId", "actor", "session", "requestId", "subjectId", "projectId", "changes")
      SELECT ${columns(11)} FROM json_each(NEW."events");
    INSERT INTO "EventSubject" ("number", "subjectId")
      SELECT (SELECT max("number") FROM "Event") - json_array_length(NEW."events") + 1 + (value ->> 0), value ->> 1
      FROM json_each(NEW."subjects");
    INSERT INTO "LongText" ("hash", "createdAt", "length", "body")
      SELECT value ->> 0, value ->> 1, value ->> 2, unhex(value ->> 3) FROM json_each(NEW."texts") WHERE true
      ON CONFLICT DO NOTHING;
    INSERT INTO "InboxItem" ("id", "createdAt", "userId", "kind", "subjectKind", "subjectId", "sourceId", "projectId", "actor", "excerpt", "done")
      SELECT ${columns(10)}, false FROM json_each(NEW."notices") WHERE true
      ON CONFLICT DO NOTHING;
  END;`;

/** Writes a trail in one statement. */
export async function writeSqliteTrail(tx: Transaction, trail: Trail): Promise<void> {
  await tx.$executeRawUnsafe(
    `INSERT INTO "trail" ("events", "subjects", "texts", "notices") VALUES (?, ?, ?, ?)`,
    ...trailParts(trail),
  );
}
