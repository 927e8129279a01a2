import { type Added, numbersOf, type Trail, trailParts } from "./trail.ts";
import type { Transaction } from "./transaction.ts";

const columns = (count: number) => Array.from({ length: count }, (_, place) => `value ->> ${place}`).join(", ");

const EVENTS = `INSERT INTO "Event" ("at", "operation", "door", "userId", "keyId", "actor", "session", "requestId", "subjectId", "projectId", "changes")
  SELECT ${columns(11)} FROM json_each(?) RETURNING "number"`;
/** There is one writer, so the events just written are the last ones. */
const SUBJECTS = `INSERT INTO "EventSubject" ("number", "subjectId")
  SELECT (SELECT max("number") FROM "Event") - ? + 1 + (value ->> 0), value ->> 1 FROM json_each(?)`;
const TEXTS = `INSERT INTO "LongText" ("hash", "createdAt", "length", "body")
  SELECT value ->> 0, value ->> 1, value ->> 2, unhex(value ->> 3) FROM json_each(?) WHERE true ON CONFLICT DO NOTHING`;
const NOTICES = `INSERT INTO "InboxItem" ("id", "createdAt", "userId", "kind", "subjectKind", "subjectId", "sourceId", "projectId", "actor", "excerpt", "done")
  SELECT ${columns(10)}, false FROM json_each(?) WHERE true ON CONFLICT DO NOTHING`;

/** Writes a trail; answers the numbers of its events, the next ones in their order. */
export async function writeSqliteTrail(tx: Transaction, trail: Trail): Promise<number[]> {
  const [events, subjects, texts, notices] = trailParts(trail);
  const added = trail.events.length > 0 ? await tx.$queryRawUnsafe<Added[]>(EVENTS, events) : [];
  if (subjects !== NONE) await tx.$executeRawUnsafe(SUBJECTS, trail.events.length, subjects);
  if (texts !== NONE) await tx.$executeRawUnsafe(TEXTS, texts);
  if (notices !== NONE) await tx.$executeRawUnsafe(NOTICES, notices);
  return numbersOf(added);
}

const NONE = "[]";
