import { among, bindings } from "#lib/core/bindings";
import type { WriteContext } from "#lib/core/context";
import { type Standing, whyAway } from "#lib/domain/subjects/in-use";
import type { Past, Unrestored } from "./reverter.ts";
import type { PlannedRow } from "./undo-plan.ts";

/** Where rows of a kind stand, as `x`, and the id of their project; other kinds belong to the workspace. */
const OF_PROJECTS: Readonly<Record<string, [from: string, project: string]>> = {
  project: [`"Project" x`, `x."id"`],
  issue: [`"Issue" x`, `x."projectId"`],
  milestone: [`"Milestone" x`, `x."projectId"`],
  decision: [`"Decision" x`, `x."projectId"`],
  document: [`"Document" x`, `x."projectId"`],
  comment: [`"Comment" x`, `x."projectId"`],
  attachment: [`"Attachment" x`, `x."projectId"`],
  worklog: [`"WorkLog" x JOIN "Issue" i ON i."id" = x."issueId"`, `i."projectId"`],
};

/**
 * Rows without those of projects that lie in the bin and do not come out of it by this undo, which stay as they are; and
 * what tells so of other things that old values name.
 */
export async function outsideBin(
  ctx: WriteContext,
  rows: readonly PlannedRow[],
): Promise<{ rows: PlannedRow[]; unrestored: Unrestored[]; away: Past["away"] }> {
  const comingBack = new Set(
    rows.flatMap(({ kind, key, values }) =>
      kind === "project" && values.shelf !== undefined && values.shelf !== "binned" ? [key] : [],
    ),
  );
  const binned = await keysOfBinned(ctx, rows);
  const away = ({ under, ...thing }: Standing) =>
    whyAway({ ...thing, shelf: "live", under: under !== null && comingBack.has(under) ? null : under });
  const unrestored = rows.flatMap(({ id, key }): Unrestored[] => {
    const why = away({ key, shelf: "live", under: binned.get(id) ?? null });
    return why === null ? [] : [{ id, field: null, why }];
  });
  const stays = new Set(unrestored.map(({ id }) => id));
  return { rows: rows.filter(({ id }) => !stays.has(id)), unrestored, away };
}

/** Keys of the projects in the bin that rows belong to, by the id of the row. */
async function keysOfBinned(ctx: WriteContext, rows: readonly PlannedRow[]): Promise<Map<string, string>> {
  const { values, bind } = bindings(ctx.database.engine);
  const parts = Object.entries(OF_PROJECTS).flatMap(([kind, [from, project]]) => {
    const ids = rows.filter((row) => row.kind === kind).map(({ id }) => id);
    if (ids.length === 0) return [];
    return `SELECT x."id", p."key" FROM ${from} JOIN "Project" p ON p."id" = ${project}
      WHERE p."shelf" = 'binned' AND ${among(ctx.database.engine, `x."id"`, bind(JSON.stringify(ids)))}`;
  });
  if (parts.length === 0) return new Map();
  const found = await ctx.db.$queryRawUnsafe<{ id: string; key: string }[]>(parts.join(" UNION ALL "), ...values);
  return new Map(found.map(({ id, key }) => [id, key]));
}
