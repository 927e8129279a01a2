import { limitOf } from "#lib/core/actor";
import { type Bound, bindings } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { notFound, TurboError } from "#lib/core/errors";
import { fold } from "#lib/core/fold";
import { isId } from "#lib/core/ids";
import { noSuch } from "#lib/core/likeliest";
import type { Row } from "#lib/core/row-value";
import { inOrderOf } from "#lib/domain/lists/list-page";
import { seenOf } from "#lib/domain/subjects/seen-only";
import { readSubjectKey } from "#lib/domain/subjects/subject-key";
import { type StoredInitiative, toInitiativeLine, toStoredInitiative } from "./initiative-row.ts";
import { initiativeLineSql, initiativeSql } from "./initiative-sql.ts";
import type { InitiativeLine } from "./schema.ts";

/**
 * The initiative of a key, an id or a title that only one has, binned ones included save by title. Throws `not_found`
 * naming the likeliest.
 */
export async function requireInitiative(ctx: ReadContext, ref: string, path = "initiative"): Promise<StoredInitiative> {
  const key = readSubjectKey(ref);
  const number = key?.kind === "initiative" ? key.number : null;
  const named = number !== null || isId(ref);
  const found = await read(ctx, (bind) => {
    if (number !== null) return `x."number" = ${bind(number)}`;
    return named
      ? `x."id" = ${bind(ref.toLowerCase())}`
      : `x."titleFold" = ${bind(fold(ref))} AND x."shelf" <> 'binned'`;
  });
  const [first] = found;
  if (first && found.length === 1) return first;
  throw await noInitiative(ctx, ref, path, found);
}

/** An initiative that the actor may change: it spans only projects that they may see. Throws `forbidden`. */
export async function requireOwnInitiative(ctx: ReadContext, ref: string): Promise<StoredInitiative> {
  const initiative = await requireInitiative(ctx, ref);
  if (initiative.beyond) {
    const { who, way } = limitOf(ctx.actor);
    throw new TurboError("forbidden", `${initiative.key} spans projects that ${who} may not see. ${way}.`);
  }
  return initiative;
}

/** The same, without those in the bin. */
export async function requireUsableInitiative(ctx: ReadContext, ref: string): Promise<StoredInitiative> {
  const initiative = await requireOwnInitiative(ctx, ref);
  if (initiative.shelf === "binned")
    throw new TurboError("refused", `${initiative.key} is in the bin. Restore it first.`);
  return initiative;
}

/** Initiatives as lists show them, in the order of the ids, in one statement. */
export async function findInitiativeLines(ctx: ReadContext, ids: readonly string[]): Promise<InitiativeLine[]> {
  if (ids.length === 0) return [];
  const { values, bindAll } = bindings(ctx.database.engine);
  const sql = initiativeLineSql(ctx, `x."id" IN (${bindAll(ids)})`);
  const rows = await ctx.db.$queryRawUnsafe<Row[]>(sql, ...values);
  return inOrderOf(
    ids,
    rows.map((row) => toInitiativeLine(row, ctx.today)),
  );
}

async function read(ctx: ReadContext, where: (bind: (value: Bound) => string) => string): Promise<StoredInitiative[]> {
  const { values, bind } = bindings(ctx.database.engine);
  const sql = initiativeSql(ctx, `${where(bind)}${seenOf(ctx, "initiative", "x")} LIMIT 5`);
  const rows = await ctx.db.$queryRawUnsafe<Row[]>(sql, ...values);
  return rows.map((row) => toStoredInitiative(row, ctx.today));
}

/** The refusal of a name that no initiative has, or several. */
async function noInitiative(
  ctx: ReadContext,
  ref: string,
  path: string,
  twins: readonly StoredInitiative[],
): Promise<TurboError> {
  if (twins.length > 1) {
    const keys = twins.map((twin) => twin.key);
    return notFound(
      path,
      `Several initiatives are called "${ref.slice(0, 80)}": ${keys.join(", ")}. Give the key.`,
      keys,
    );
  }
  const { projectIds } = ctx.actor;
  const known = await ctx.db.initiative.findMany({
    where: { shelf: "live", ...(projectIds ? { projects: { some: { projectId: { in: [...projectIds] } } } } : {}) },
    select: { title: true },
    orderBy: [{ targetSort: "asc" }, { id: "asc" }],
    take: 200,
  });
  const titles = known.map((initiative) => initiative.title);
  return notFound(path, `${noSuch("initiative", ref, titles)} Keys look like I-3.`, titles.slice(0, 20));
}
