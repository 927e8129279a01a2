import { type Bound, bindings } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";
import { instantOf, jsonOf, type Row, textOf } from "#lib/core/row-value";
import { seenKeys, seesEvent } from "#lib/domain/events/queries";
import { StoredEvent } from "#lib/domain/events/schema";
import type { PastEvent } from "./step.ts";

/** Events that one undo takes on, at most. */
export const MOST_EVENTS = 5000;

/** Conditions on events: the first of an index, the others on what it finds. */
export interface EventScope {
  column: "session" | "keyId" | "requestId" | "number";
  is: string | number;
  userId?: string | null;
  keyId?: string | null;
  from?: Date | null;
  to?: Date | null;
}

const COLUMNS = ["number", "at", "operation", "door", "actor", "session", "requestId", "subjectId", "changes"];
const columnsOf = (table: string) => COLUMNS.map((name) => `${table}."${name}"`).join(", ");

/**
 * The events of a scope of which the actor may see anything, in order: what it sees nothing of is not there for it. Refuses
 * more than an undo takes on.
 */
export async function findSeenScope(ctx: ReadContext, scope: EventScope): Promise<PastEvent[]> {
  const rows = await findScope(ctx, scope);
  const keys = await seenKeys(ctx.db, ctx.actor);
  const tooMany = rows.length > MOST_EVENTS;
  if (keys === null && tooMany) throw moreThanMost();
  const seen = rows.map(toPastEvent).filter((event) => seesEvent(event, ctx.actor, keys));
  if (seen.length > 0 && tooMany) throw moreThanMost();
  return seen.reverse();
}

function moreThanMost(): TurboError {
  return new TurboError(
    "refused",
    `That is more than ${MOST_EVENTS.toLocaleString("en")} writes, and one undo takes on no more. Undo them in parts: request by request, or over REST or the command line with from and to.`,
  );
}

/** The events of a scope, latest first: one more than an undo takes on at most. */
async function findScope(ctx: ReadContext, scope: EventScope): Promise<Row[]> {
  const { values, bind } = bindings(ctx.database.engine);
  const where = [`e."${scope.column}" = ${bind(scope.is)}`];
  if (scope.userId) where.push(`e."userId" = ${bind(scope.userId)}`);
  if (scope.keyId) where.push(`e."keyId" = ${bind(scope.keyId)}`);
  if (scope.from) where.push(`e."at" >= ${bind(instant(ctx, scope.from))}`);
  if (scope.to) where.push(`e."at" <= ${bind(instant(ctx, scope.to))}`);
  return ctx.db.$queryRawUnsafe<Row[]>(
    `SELECT ${columnsOf("e")} FROM "Event" e WHERE ${where.join(" AND ")} ORDER BY e."number" DESC LIMIT ${MOST_EVENTS + 1}`,
    ...values,
  );
}

/** Later events on the pages of what these events changed, in order, without these themselves. */
export async function findOthers(ctx: ReadContext, scope: readonly PastEvent[]): Promise<PastEvent[]> {
  const [first] = scope;
  if (!first) return [];
  const postgres = ctx.database.engine === "postgres";
  const { values, bind } = bindings(ctx.database.engine);
  const list = (of: readonly (string | number)[]) => {
    const mark = bind(JSON.stringify(of));
    if (!postgres) return `SELECT value FROM json_each(${mark})`;
    return typeof of[0] === "number"
      ? `SELECT CAST(value AS INTEGER) FROM jsonb_array_elements_text(${mark}::jsonb)`
      : `SELECT jsonb_array_elements_text(${mark}::jsonb)`;
  };
  // Row by row, which keeps either engine from going through all events to find the few.
  const each = (of: string, table: string, condition: string) =>
    postgres
      ? `${of} CROSS JOIN LATERAL (SELECT * FROM "${table}" e WHERE ${condition} OFFSET 0) e`
      : `${of} CROSS JOIN "${table}" e`;
  const since = (table: string) => {
    const condition = `e."subjectId" = page."id" AND e."number" > ${bind(first.number)}`;
    return `SELECT e."number" FROM ${each("page", table, condition)}${postgres ? "" : ` WHERE ${condition}`}`;
  };
  const named = `e."number" = found."number"`;
  const rows = await ctx.db.$queryRawUnsafe<Row[]>(
    `WITH page("id") AS (
       ${list([...new Set(scope.map((event) => event.subjectId))])}
       UNION SELECT s."subjectId" FROM "EventSubject" s WHERE s."number" IN (${list(scope.map((event) => event.number))})
     ), found("number") AS (
       ${since("Event")}
       UNION ${since("EventSubject")}
     ) SELECT ${columnsOf("e")} FROM ${each("found", "Event", named)}${postgres ? "" : ` WHERE ${named}`} ORDER BY e."number"`,
    ...values,
  );
  const own = new Set(scope.map((event) => event.number));
  return rows.filter((row) => !own.has(Number(row.number))).map(toPastEvent);
}

/** An instant as a hand-written comparison wants it. */
function instant(ctx: ReadContext, at: Date): Bound {
  return ctx.database.engine === "postgres" ? at : at.toISOString().replace("Z", "+00:00");
}

function toPastEvent(row: Row): PastEvent {
  const event = StoredEvent.parse({
    ...row,
    number: Number(row.number),
    at: instantOf(row.at),
    actor: jsonOf(row.actor),
    session: textOf(row.session),
    changes: jsonOf(row.changes),
  });
  return { ...event, subjectId: String(row.subjectId) };
}
