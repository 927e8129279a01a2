import type { WriteContext } from "#lib/core/context";
import { boundRows, insertSql } from "#lib/core/json-rows";
import { dateOf } from "#lib/core/row-value";
import type { Criterion } from "./schema.ts";

/** The criteria of an issue as they were and as they will be. */
export interface CriteriaChange {
  issueId: string;
  before: readonly Criterion[];
  after: readonly Criterion[];
}

/** The rows of an issue's criteria. */
export function criterionRows(issueId: string, criteria: readonly Criterion[]) {
  return criteria.map(({ id, text, state, by, via, at }, position) => ({
    ...{ id, issueId, position, text, state },
    ...{ byId: by?.id ?? null, via, at: dateOf(at) },
  }));
}

/** Writes what differs, in two statements at most, however many issues there are. Evidence goes with its criterion. */
export async function saveCriteria(ctx: WriteContext, changes: readonly CriteriaChange[]): Promise<void> {
  const gone = changes.flatMap(({ before, after }) => {
    const kept = new Set(after.map(({ id }) => id));
    return before.flatMap(({ id }) => (kept.has(id) ? [] : [id]));
  });
  if (gone.length > 0) await ctx.db.criterion.deleteMany({ where: { id: { in: gone } } });
  const rows = changes.flatMap(({ issueId, before, after }) => {
    const was = new Set(criterionRows(issueId, before).map((row) => JSON.stringify(row)));
    return criterionRows(issueId, after).filter((row) => !was.has(JSON.stringify(row)));
  });
  if (rows.length === 0) return;
  const { engine } = ctx.database;
  const mark = engine === "postgres" ? "$1" : "?";
  const set = ["position", "text", "state", "byId", "via", "at"].map((name) => `"${name}" = excluded."${name}"`);
  await ctx.db.$executeRawUnsafe(
    `${insertSql(engine, { table: "Criterion", rows }, mark)} ON CONFLICT ("id") DO UPDATE SET ${set.join(", ")}`,
    boundRows(engine, rows),
  );
}
