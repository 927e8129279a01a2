import { bindings } from "#lib/core/bindings";
import type { WriteContext } from "#lib/core/context";
import type { SearchEntry } from "#lib/db/search";
import { enumValue } from "#lib/domain/inbox/enum-value";
import { type Notice, notify } from "#lib/domain/inbox/notify";
import type { ReferringKind } from "#lib/domain/kinds";
import { excerptAt } from "#lib/domain/search/excerpt";
import { subjectsSql } from "#lib/domain/subjects/find-subjects";
import { type Named, namedIn } from "./named-in.ts";

interface Source {
  kind: ReferringKind;
  id: string;
}

interface Options {
  /** Saves the look for earlier references. */
  isNew?: boolean;
  /** What the texts were; where they named the same, nothing is written. */
  before?: readonly string[];
  /** Further notices of the same write. */
  also?: readonly Notice[];
  /** The words by which it is found from now on, where these are new. */
  entry?: SearchEntry;
}

/**
 * Keeps what texts name by key or handle, so that it is linked both ways, and puts it in the inbox of people who are
 * named for the first time. Call it in each write that makes or changes the texts of `from`, with all of them.
 */
export async function saveReferences(
  ctx: WriteContext,
  from: Source,
  texts: readonly string[],
  { isNew = false, before, also = [], entry }: Options = {},
): Promise<void> {
  const named = namedIn(texts, ctx.hosts);
  const earlier = before ? namedIn(before, ctx.hosts) : null;
  const stays = earlier ? sameNames(earlier, named) : isNew && named.keys.length + named.handles.length === 0;
  if (entry) await ctx.database.search.put(ctx.db, entry);
  if (stays) return notify(ctx, also);
  const onlyAdds = isNew || (earlier !== null && namesAllOf(earlier, named));
  const mentioned = await replaceReferences(ctx, from, named, onlyAdds);
  const mentions = mentioned.map(({ id, handle }): Notice => {
    const place = named.places.get(handle);
    const excerpt = place ? excerptAt(place.text, place.at) : "";
    return { userId: id, kind: "mention", subject: from, sourceId: from.id, excerpt };
  });
  notify(ctx, [...mentions, ...also]);
}

function sameNames(one: Named, other: Named): boolean {
  return JSON.stringify([one.keys, one.handles]) === JSON.stringify([other.keys, other.handles]);
}

/** Is everything that the texts named named still? */
function namesAllOf(earlier: Named, named: Named): boolean {
  return (
    earlier.keys.every((key) => named.keys.includes(key)) &&
    earlier.handles.every((handle) => named.handles.includes(handle))
  );
}

interface Mentioned {
  id: string;
  handle: string;
}

interface Target {
  kind: string;
  id: string;
  /** Of a person. */
  handle: string | null;
}

/** Writes the references and answers the people who were not among them before. `onlyAdds`: there is nothing to take away. */
async function replaceReferences(
  ctx: WriteContext,
  from: Source,
  named: Named,
  onlyAdds: boolean,
): Promise<Mentioned[]> {
  const targets = await findTargets(ctx, from, named);
  if (!onlyAdds) {
    const kept = targets.map(({ id }) => id);
    await ctx.db.reference.deleteMany({ where: { fromId: from.id, toId: { notIn: kept } } });
  }
  if (targets.length === 0) return [];
  const { values, bind } = bindings(ctx.database.engine);
  const kind = (one: string) => enumValue(ctx, "Subject", one);
  const rows = targets.map((to) => `(${kind(from.kind)}, ${bind(from.id)}, ${kind(to.kind)}, ${bind(to.id)})`);
  const come = await ctx.db.$queryRawUnsafe<{ toId: string }[]>(
    `INSERT INTO "Reference" ("fromKind", "fromId", "toKind", "toId") VALUES ${rows.join(", ")}
     ON CONFLICT DO NOTHING RETURNING "toId"`,
    ...values,
  );
  const isNew = new Set(come.map(({ toId }) => toId));
  return targets.flatMap(({ id, handle }) => (handle !== null && isNew.has(id) ? [{ id, handle }] : []));
}

/** The things and people that are named, in one statement; not the thing itself. */
async function findTargets(ctx: WriteContext, from: Source, { keys, handles }: Named): Promise<Target[]> {
  const binder = bindings(ctx.database.engine);
  const subjects = keys.length > 0 ? subjectsSql(ctx, keys, binder) : null;
  const parts = subjects === null ? [] : [`SELECT s."kind", s."id", NULL AS "handle" FROM (${subjects}) s`];
  if (handles.length > 0)
    parts.push(
      `SELECT 'user' AS "kind", u."id", u."handle" FROM "User" u
       WHERE u."handle" IN (${binder.bindAll(handles)}) AND u."disabledAt" IS NULL AND NOT u."system"`,
    );
  if (parts.length === 0) return [];
  const rows = await ctx.db.$queryRawUnsafe<Target[]>(parts.join(" UNION ALL "), ...binder.values);
  const others = rows.filter(({ id }) => id !== from.id);
  return [...new Map(others.map((one) => [one.id, one])).values()];
}
