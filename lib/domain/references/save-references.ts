import { bindings } from "#lib/core/bindings";
import type { WriteContext } from "#lib/core/context";
import { enumValue } from "#lib/domain/inbox/enum-value";
import { type Notice, notify } from "#lib/domain/inbox/notify";
import { excerptAround } from "#lib/domain/search/excerpt";
import { subjectsSql } from "#lib/domain/subjects/find-subjects";
import { namedIn } from "./named-in.ts";

type Kind = "project" | "issue" | "initiative" | "milestone" | "decision" | "document" | "status_update" | "comment";

interface Source {
  kind: Kind;
  id: string;
}

interface Options {
  /** Saves the look for earlier references. */
  isNew?: boolean;
  /** What the texts were; where they named the same, nothing is written. */
  before?: readonly string[];
  /** Further notices of the same write, sent in the same statement. */
  also?: readonly Notice[];
}

/**
 * Keeps what texts name by key or handle, so that it is linked both ways, and puts it in the inbox of people who are
 * named for the first time. Call it in each write that makes or changes the texts of `from`, with all of them.
 */
export async function saveReferences(
  ctx: WriteContext,
  from: Source,
  texts: readonly string[],
  { isNew = false, before, also = [] }: Options = {},
): Promise<void> {
  const named = namedIn(texts);
  const same = before !== undefined && JSON.stringify(namedIn(before)) === JSON.stringify(named);
  const mentioned = same ? [] : await replaceReferences(ctx, from, named, isNew || namesAllOf(before, named));
  const mentions = mentioned.map(({ id, handle }): Notice => {
    const text = texts.find((one) => namedIn([one]).handles.includes(handle)) ?? "";
    const excerpt = excerptAround(text, handle) ?? "";
    return { userId: id, kind: "mention", subject: from, sourceId: from.id, excerpt };
  });
  notify(ctx, [...mentions, ...also]);
}

/** Is everything that the texts named named still? */
function namesAllOf(before: readonly string[] | undefined, named: ReturnType<typeof namedIn>): boolean {
  if (!before) return false;
  const { keys, handles } = namedIn(before);
  return keys.every((key) => named.keys.includes(key)) && handles.every((handle) => named.handles.includes(handle));
}

/** Writes the references and answers the people who were not among them before. */
async function replaceReferences(
  ctx: WriteContext,
  from: Source,
  { keys, handles }: { keys: string[]; handles: string[] },
  isNew: boolean,
): Promise<{ id: string; handle: string }[]> {
  const earlier = new Set(isNew ? [] : await removeReferences(ctx, from));
  const binder = bindings(ctx.database.engine);
  const { bind, bindAll, values } = binder;
  const source = `${enumValue(ctx, "Subject", from.kind)}, ${bind(from.id)}`;
  const toKind = ctx.database.engine === "postgres" ? `CAST(t."kind" AS "Subject")` : `t."kind"`;
  const subjects = keys.length > 0 ? subjectsSql(ctx, keys, binder) : null;
  const people =
    handles.length > 0
      ? `SELECT 'user' AS "kind", u."id" FROM "User" u WHERE u."handle" IN (${bindAll(handles)}) AND u."disabledAt" IS NULL AND NOT u."system"`
      : null;
  const targets = [subjects && `SELECT s."kind", s."id" FROM (${subjects}) s`, people].filter((part) => part !== null);
  if (targets.length === 0) return [];
  const rows = await ctx.db.$queryRawUnsafe<{ toId: string; handle: string | null }[]>(
    `INSERT INTO "Reference" ("fromKind", "fromId", "toKind", "toId")
     SELECT ${source}, ${toKind}, t."id" FROM (${targets.join(" UNION ALL ")}) t WHERE t."id" <> ${bind(from.id)}
     ON CONFLICT DO NOTHING
     RETURNING "toId", (SELECT "handle" FROM "User" WHERE "User"."id" = "toId") AS "handle"`,
    ...values,
  );
  return rows.flatMap(({ toId, handle }) => (handle !== null && !earlier.has(toId) ? { id: toId, handle } : []));
}

async function removeReferences(ctx: WriteContext, from: Source): Promise<string[]> {
  const { values, bind } = bindings(ctx.database.engine);
  const rows = await ctx.db.$queryRawUnsafe<{ toId: string }[]>(
    `DELETE FROM "Reference" WHERE "fromId" = ${bind(from.id)} RETURNING "toId"`,
    ...values,
  );
  return rows.map(({ toId }) => toId);
}
