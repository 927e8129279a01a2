import { bindings } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { defineOperation } from "#lib/core/operation";
import { onRef } from "#lib/domain/subjects/on-ref";
import { requireSubject } from "#lib/domain/subjects/require-subject";
import { findEvents } from "./queries.ts";
import { Activity, ActivityFilter } from "./schema.ts";

export const listActivity = defineOperation({
  name: "changes.activity",
  summary:
    "What happened on an issue, initiative, milestone, decision, document or project, with its comments and work logs, newest first.",
  access: "read",
  reach: "projects",
  rest: "GET /activity",
  input: ActivityFilter,
  output: Activity,
  authorize: (ctx, input) => {
    const { ref, path } = onRef(input);
    return requireSubject(ctx, ref, path);
  },
  async handle(ctx, { before, limit }, subject) {
    const numbers = await findNumbers(ctx, subject.id, before ?? 2_147_483_647, limit + 1);
    const shown = numbers.slice(0, limit);
    return {
      items: await findEvents(ctx.db, ctx.actor, shown),
      next: numbers.length > limit ? (shown.at(-1) ?? null) : null,
    };
  },
});

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
