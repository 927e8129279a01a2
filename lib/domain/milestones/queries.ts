import { type Bound, bindings } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { notFound, type TurboError } from "#lib/core/errors";
import { fold } from "#lib/core/fold";
import { isId } from "#lib/core/ids";
import { noSuch } from "#lib/core/likeliest";
import type { Row } from "#lib/core/row-value";
import { inOrderOf } from "#lib/domain/lists/list-page";
import { idBySource } from "#lib/domain/subjects/id-by-source";
import { requireInUse, requireProjectInUse } from "#lib/domain/subjects/in-use";
import { seenOnly } from "#lib/domain/subjects/seen-only";
import { readSubjectKey } from "#lib/domain/subjects/subject-key";
import { type StoredMilestone, toMilestoneLine, toStoredMilestone, windowStart } from "./milestone-row.ts";
import { milestoneSql } from "./milestone-sql.ts";
import type { MilestoneLine } from "./schema.ts";

/**
 * The milestone of a key, an id or a title that only one has, binned ones included save by title; `projects` narrows
 * titles to some projects, by id. Throws `not_found` naming the likeliest.
 */
export async function requireMilestone(
  ctx: ReadContext,
  ref: string,
  { path = "milestone", projects = null }: { path?: string; projects?: readonly string[] | null } = {},
): Promise<StoredMilestone> {
  const key = readSubjectKey(ref);
  const named = key?.kind === "milestone" && key.project !== null ? key : null;
  if (named || isId(ref)) {
    const [found] = await read(ctx, (bind) =>
      named
        ? `p."key" = ${bind(String(named.project))} AND x."number" = ${bind(named.number)}`
        : `x."id" = ${bind(ref.toLowerCase())}`,
    );
    if (found) return found;
  }
  const twins = await read(ctx, (bind) => {
    const titled = `x."titleFold" = ${bind(fold(ref))}`;
    const within = projects && projects.length > 0 ? ` AND x."projectId" IN (${projects.map(bind).join(", ")})` : "";
    return `${titled} AND x."shelf" <> 'binned' AND p."shelf" <> 'binned'${within}`;
  });
  const [found] = twins;
  if (found && twins.length === 1) return found;
  const imported = found || named || isId(ref) ? null : await idBySource(ctx, "milestone", ref);
  const [old] = imported === null ? [] : await read(ctx, (bind) => `x."id" = ${bind(imported)}`);
  if (old) return old;
  throw await noMilestone(ctx, ref, { path, projects, twins });
}

/** A milestone that can be changed: one in the bin, or whose project is there, has to be restored first. */
export async function requireUsableMilestone(ctx: ReadContext, ref: string): Promise<StoredMilestone> {
  return requireInUse(await requireMilestone(ctx, ref));
}

/** A milestone to put into the bin or take out of it: its project is in use. */
export async function requireShelvedMilestone(ctx: ReadContext, ref: string): Promise<StoredMilestone> {
  return requireProjectInUse(await requireMilestone(ctx, ref));
}

/** Milestones as lists show them, in the order of the ids, in one statement. */
export async function findMilestoneLines(ctx: ReadContext, ids: readonly string[]): Promise<MilestoneLine[]> {
  if (ids.length === 0) return [];
  const { values, bind, bindAll } = bindings(ctx.database.engine);
  const sql = milestoneSql(ctx, bind(windowStart(ctx.today)), `x."id" IN (${bindAll(ids)})`, "line");
  const rows = await ctx.db.$queryRawUnsafe<Row[]>(sql, ...values);
  return inOrderOf(
    ids,
    rows.map((row) => toMilestoneLine(row, ctx.today)),
  );
}

async function read(ctx: ReadContext, where: (bind: (value: Bound) => string) => string): Promise<StoredMilestone[]> {
  const { values, bind } = bindings(ctx.database.engine);
  const since = bind(windowStart(ctx.today));
  const sql = milestoneSql(ctx, since, `${where(bind)}${seenOnly(ctx, "x")} LIMIT 5`, "whole");
  const rows = await ctx.db.$queryRawUnsafe<Row[]>(sql, ...values);
  return rows.map((row) => toStoredMilestone(row, ctx.today));
}

interface Missing {
  path: string;
  projects: readonly string[] | null;
  twins: readonly StoredMilestone[];
}

/** The refusal of a name that no milestone has, or several. */
async function noMilestone(ctx: ReadContext, ref: string, { path, projects, twins }: Missing): Promise<TurboError> {
  if (twins.length > 1) {
    const keys = twins.map((twin) => twin.key);
    return notFound(
      path,
      `Several milestones are called "${ref.slice(0, 80)}": ${keys.join(", ")}. Give the key.`,
      keys,
    );
  }
  const within = projects ?? ctx.actor.projectIds;
  const known = await ctx.db.milestone.findMany({
    where: { shelf: "live", ...(within ? { projectId: { in: [...within] } } : {}) },
    select: { title: true },
    orderBy: [{ dueSort: "asc" }, { id: "asc" }],
    take: 200,
  });
  const titles = known.map((milestone) => milestone.title);
  return notFound(path, `${noSuch("milestone", ref, titles)} Keys look like TURBO-MS2.`, titles.slice(0, 20));
}
