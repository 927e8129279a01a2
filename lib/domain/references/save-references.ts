import { bindings } from "#lib/core/bindings";
import type { WriteContext } from "#lib/core/context";
import { jsonOf } from "#lib/core/row-value";
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
  /** Further notices of the same write, sent in the same statement. */
  also?: readonly Notice[];
  /** The words by which it is found from now on, where these are new; written in the same statement as well. */
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
  if (stays) {
    if (entry) await ctx.database.search.put(ctx.db, entry);
    return notify(ctx, also);
  }
  const onlyAdds = isNew || (earlier !== null && namesAllOf(earlier, named));
  const mentioned = await replaceReferences(ctx, from, named, { onlyAdds, entry });
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

interface Replacing {
  /** There is nothing to take away. */
  onlyAdds: boolean;
  entry: SearchEntry | undefined;
}

/** Writes the references in one statement and answers the people who were not among them before. */
async function replaceReferences(
  ctx: WriteContext,
  from: Source,
  { keys, handles }: Named,
  replacing: Replacing,
): Promise<Mentioned[]> {
  const binder = bindings(ctx.database.engine);
  const { bind, bindAll } = binder;
  const subjects = keys.length > 0 ? subjectsSql(ctx, keys, binder) : null;
  const people =
    handles.length > 0
      ? `SELECT 'user' AS "kind", u."id", u."handle" FROM "User" u WHERE u."handle" IN (${bindAll(handles)}) AND u."disabledAt" IS NULL AND NOT u."system"`
      : null;
  const targets = [subjects && `SELECT s."kind", s."id", NULL AS "handle" FROM (${subjects}) s`, people, NOBODY]
    .filter((part) => part !== null)
    .join(" UNION ALL ");
  const others = `SELECT t."kind", t."id", t."handle" FROM (${targets}) t WHERE t."id" <> ${bind(from.id)}`;
  return ctx.database.engine === "postgres"
    ? onPostgres(ctx, from, { others, ...replacing }, binder)
    : onSqlite(ctx, from, { others, ...replacing }, binder);
}

interface Mentioned {
  id: string;
  handle: string;
}

/** So that there is a statement where nothing is named any more, and the columns have types. */
const NOBODY = `SELECT 'user' AS "kind", '' AS "id", '' AS "handle" WHERE 1 = 0`;

type Binder = ReturnType<typeof bindings>;
type Naming = Replacing & { others: string };

async function onPostgres(
  ctx: WriteContext,
  from: Source,
  { others, onlyAdds, entry }: Naming,
  { bind, values }: Binder,
) {
  const id = bind(from.id);
  // What stays is not deleted: within one statement it could not be inserted again.
  const gone = onlyAdds
    ? ""
    : `, gone AS (DELETE FROM "Reference" WHERE "fromId" = ${id} AND "toId" NOT IN (SELECT "id" FROM others))`;
  const words = entry ? `, words AS (${ctx.database.search.putSql(entry, bind)})` : "";
  const rows = await ctx.db.$queryRawUnsafe<{ id: string; handle: string | null }[]>(
    `WITH others AS (${others})${gone}${words}, come AS (
       INSERT INTO "Reference" ("fromKind", "fromId", "toKind", "toId")
       SELECT ${enumValue(ctx, "Subject", from.kind)}, ${id}, CAST("kind" AS "Subject"), "id" FROM others
       ON CONFLICT DO NOTHING RETURNING "toId"
     ) SELECT DISTINCT o."id", o."handle" FROM come JOIN others o ON o."id" = come."toId"`,
    ...values,
  );
  return rows.flatMap(({ id: person, handle }) => (handle === null ? [] : [{ id: person, handle }]));
}

async function onSqlite(
  ctx: WriteContext,
  from: Source,
  { others, onlyAdds, entry }: Naming,
  { bind, values }: Binder,
) {
  // Values are bound in the order of the text.
  const kept = onlyAdds
    ? ` UNION ALL SELECT "toKind", "toId", NULL FROM "Reference" WHERE "fromId" = ${bind(from.id)}`
    : "";
  const rows = await ctx.db.$queryRawUnsafe<{ people: string }[]>(
    `WITH named AS (${others}${kept}) INSERT INTO "naming" ("kind", "id", "targets", "people", "entry")
     SELECT ${bind(from.kind)}, ${bind(from.id)}, json_group_array(json_array("kind", "id")),
       json_group_array(json_object('id', "id", 'handle', "handle")) FILTER (WHERE "handle" IS NOT NULL
         AND "id" NOT IN (SELECT "toId" FROM "Reference" WHERE "fromId" = ${bind(from.id)})),
       ${entry ? ctx.database.search.putSql(entry, bind) : "NULL"}
     FROM named RETURNING "people"`,
    ...values,
  );
  return jsonOf<Mentioned[]>(rows[0]?.people ?? "[]");
}
