import { bindings } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { findEvents } from "./queries.ts";
import type { Event, Origin } from "./schema.ts";

/** Who made a subject, by its id, and through what. */
export async function findOrigin(ctx: ReadContext, id: string): Promise<Origin | null> {
  const { values, bind } = bindings(ctx.database.engine);
  const first = (table: string) => `SELECT MIN("number") AS "number" FROM "${table}" WHERE "subjectId" = ${bind(id)}`;
  const rows = await ctx.db.$queryRawUnsafe<{ number: number | bigint | null }[]>(
    `${first("Event")} UNION ${first("EventSubject")}`,
    ...values,
  );
  const numbers = rows.flatMap(({ number }) => (number === null ? [] : Number(number)));
  return originIn(await findEvents(ctx.db, ctx.actor, numbers), id);
}

/** The same from events that are known, newest first: all that there are of the subject, or the oldest. */
export function originIn(events: readonly Event[], id: string): Origin | null {
  const event = events.at(-1);
  if (!event?.changes.some((change) => change.id === id && change.fields.created)) return null;
  const { handle, key, kind, client } = event.actor;
  return { handle, via: key ? { key, kind, client, session: event.session } : null };
}
