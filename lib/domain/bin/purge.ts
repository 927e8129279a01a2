import { setImmediate as aTurn } from "node:timers/promises";
import { among, bindings } from "#lib/core/bindings";
import type { WriteContext } from "#lib/core/context";
import { idsOf } from "#lib/core/ids";
import { KINDS, type Kind } from "#lib/domain/kinds";

/** Rows that one statement takes, at most: whoever reads meanwhile has a turn between. */
const MOST = 200;

/** What lies in a project and would keep it, in the order in which it goes. */
const IN_PROJECT = ["issue", "milestone", "decision", "document", "proposal"] as const satisfies readonly Kind[];

/**
 * Removes things for good, with all that lies on them and every link to them. Their history stays. What belongs to them
 * alone the database takes along by itself; what stands beneath them loses its parent. The contents of files are cleared away
 * afterwards: see `ContentStore.sweep`.
 */
export async function purge(ctx: WriteContext, kind: Kind, ids: readonly string[]): Promise<void> {
  if (kind === "project") {
    for (const part of IN_PROJECT) await purge(ctx, part, await idsWhere(ctx, KINDS[part].table, "projectId", ids));
  }
  for (let from = 0; from < ids.length; from += MOST) {
    await purgeSome(ctx, kind, ids.slice(from, from + MOST));
    await aTurn();
  }
}

async function purgeSome(ctx: WriteContext, kind: Kind, ids: readonly string[]): Promise<void> {
  const updates = kind === "initiative" ? await idsWhere(ctx, "StatusUpdate", "initiativeId", ids) : [];
  const comments = await idsWhere(ctx, "Comment", "subjectId", [...ids, ...updates]);
  const gone = [...ids, ...updates, ...comments];
  await deleteWhere(ctx, "Attachment", "subjectId", gone);
  for (const column of ["fromId", "toId"]) await deleteWhere(ctx, "Reference", column, gone);
  for (const column of ["subjectId", "sourceId"]) await deleteWhere(ctx, "InboxItem", column, gone);
  await deleteWhere(ctx, "DecisionTarget", "target", ids);
  await ctx.database.search.remove(ctx.db, gone);
  await deleteWhere(ctx, "Comment", "id", comments);
  await deleteWhere(ctx, KINDS[kind].table, "id", ids);
}

async function idsWhere(ctx: WriteContext, table: string, column: string, ids: readonly string[]): Promise<string[]> {
  const { values, bind } = bindings(ctx.database.engine);
  const one = among(ctx.database.engine, `"${column}"`, bind(JSON.stringify(ids)));
  return idsOf(await ctx.db.$queryRawUnsafe<{ id: string }[]>(`SELECT "id" FROM "${table}" WHERE ${one}`, ...values));
}

async function deleteWhere(ctx: WriteContext, table: string, column: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const { values, bind } = bindings(ctx.database.engine);
  const one = among(ctx.database.engine, `"${column}"`, bind(JSON.stringify(ids)));
  await ctx.db.$executeRawUnsafe(`DELETE FROM "${table}" WHERE ${one}`, ...values);
}
