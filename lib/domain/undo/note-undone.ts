import { bindings } from "#lib/core/bindings";
import type { WriteContext } from "#lib/core/context";
import { boundRows, insertSql } from "#lib/core/json-rows";
import type { PastEvent } from "./step.ts";

/** Notes which events were put back; what one of them had put back itself is in force again. */
export async function noteUndone(ctx: WriteContext, undone: readonly PastEvent[]): Promise<void> {
  if (undone.length === 0) return;
  const { engine } = ctx.database;
  const rows = undone.map(({ number }) => ({ number, at: ctx.now }));
  const mark = engine === "postgres" ? "$1" : "?";
  const insert = insertSql(engine, { table: "UndoneEvent", rows }, mark);
  await ctx.db.$executeRawUnsafe(`${insert} ON CONFLICT DO NOTHING`, boundRows(engine, rows));
  const again = undone.flatMap(({ changes }) => changes.flatMap(({ fields }) => fields.undid?.[1] ?? []));
  if (again.length === 0) return;
  const { values, bind } = bindings(engine);
  const list = bind(JSON.stringify(again));
  const numbers =
    engine === "postgres"
      ? `SELECT CAST(value AS INTEGER) FROM jsonb_array_elements_text(${list}::jsonb)`
      : `SELECT value FROM json_each(${list})`;
  await ctx.db.$executeRawUnsafe(`DELETE FROM "UndoneEvent" WHERE "number" IN (${numbers})`, ...values);
}
