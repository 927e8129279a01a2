import { bindings } from "#lib/core/bindings";
import type { WriteContext } from "#lib/core/context";
import { notFound } from "#lib/core/errors";
import { subjectSql } from "#lib/domain/subjects/subject-sql";
import { findDueItem } from "./due-items.ts";
import type { InboxItem } from "./schema.ts";

/** An item of the actor's inbox: a stored one by its id, or one that is due. Throws `not_found`. */
export async function requireItem(ctx: WriteContext, ref: string): Promise<{ id: string } | { due: InboxItem }> {
  const { values, bind } = bindings(ctx.database.engine);
  const { joins, seen } = subjectSql(ctx, `x."subjectId"`);
  const [stored] = await ctx.db.$queryRawUnsafe<{ id: string }[]>(
    `SELECT x."id" FROM "InboxItem" x ${joins}
     WHERE x."id" = ${bind(ref.toLowerCase())} AND x."userId" = ${bind(ctx.actor.user.id)}${seen}`,
    ...values,
  );
  if (stored) return stored;
  const due = await findDueItem(ctx, ref.toLowerCase());
  if (due) return { due };
  throw notFound("item", `There is no item "${ref.slice(0, 80)}" in your inbox.`);
}
