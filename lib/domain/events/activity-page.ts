import { bindings } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { findEvents } from "./queries.ts";
import type { Activity } from "./schema.ts";

/** One page of what happened on a subject, by its id, newest first; only events below the number `before`. */
export async function activityPage(
  ctx: ReadContext,
  { before, limit }: { before?: number | undefined; limit: number },
  subject: string,
): Promise<Activity> {
  const numbers = await findNumbers(ctx, subject, before ?? 2_147_483_647, limit + 1);
  const shown = numbers.slice(0, limit);
  return {
    items: await findEvents(ctx.db, ctx.actor, shown),
    next: numbers.length > limit ? (shown.at(-1) ?? null) : null,
  };
}

/** Numbers of the events that show on a subject's page, newest first: each half comes in order from its own index. */
async function findNumbers(ctx: ReadContext, subject: string, before: number, limit: number): Promise<number[]> {
  const { values, bind } = bindings(ctx.database.engine);
  const half = (table: string) =>
    `SELECT * FROM (SELECT "number" FROM "${table}" WHERE "subjectId" = ${bind(subject)} AND "number" < ${bind(before)}
     ORDER BY "number" DESC LIMIT ${limit}) AS "of${table}"`;
  const rows = await ctx.db.$queryRawUnsafe<{ number: number | bigint }[]>(
    `${half("Event")} UNION ${half("EventSubject")} ORDER BY "number" DESC LIMIT ${limit}`,
    ...values,
  );
  return rows.map(({ number }) => Number(number));
}
