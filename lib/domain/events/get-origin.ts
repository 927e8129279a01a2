import { z } from "zod";
import { bindings } from "#lib/core/bindings";
import { Ref } from "#lib/core/fields";
import { defineOperation } from "#lib/core/operation";
import { requireSubject } from "#lib/domain/subjects/require-subject";
import { findEvents } from "./queries.ts";
import { Origin } from "./schema.ts";

/** Through what something came here, for its page: people are told on whose behalf an agent filed it. */
export const getOrigin = defineOperation({
  name: "changes.origin",
  summary: "Who made something, and through which key and session.",
  access: "read",
  reach: "projects",
  rest: null,
  input: z.strictObject({ on: Ref }),
  output: z.object({ origin: Origin.nullable() }),
  authorize: (ctx, { on }) => requireSubject(ctx, on, "on"),
  async handle(ctx, _input, { id }) {
    const { values, bind } = bindings(ctx.database.engine);
    const first = (table: string) => `SELECT MIN("number") AS "number" FROM "${table}" WHERE "subjectId" = ${bind(id)}`;
    const rows = await ctx.db.$queryRawUnsafe<{ number: number | bigint | null }[]>(
      `${first("Event")} UNION ${first("EventSubject")}`,
      ...values,
    );
    const numbers = rows.flatMap(({ number }) => (number === null ? [] : Number(number)));
    const event = (await findEvents(ctx.db, ctx.actor, numbers)).at(-1);
    if (!event?.changes.some((change) => change.id === id && change.fields.created)) return { origin: null };
    const { handle, key, kind, client } = event.actor;
    return { origin: { handle, via: key ? { key, kind, client, session: event.session } : null } };
  },
});
