import { among, bindings } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { seenOnly } from "#lib/domain/subjects/seen-only";
import { sourceOf } from "./queries.ts";
import type { TakenKey } from "./schema.ts";

/** Issues of these old ids that came from the same source into other projects than this one, in one statement. */
export async function importedElsewhere(
  ctx: ReadContext,
  { source, ids, projectId }: { source: string; ids: readonly string[]; projectId: string },
): Promise<TakenKey[]> {
  if (ids.length === 0) return [];
  const { engine } = ctx.database;
  const { values, bind } = bindings(engine);
  const rows = await ctx.db.$queryRawUnsafe<(TakenKey & { source: string | null })[]>(
    `SELECT a."key" AS "id", p."key" || '-' || i."number" AS "key", i."title", i."source"
     FROM "IssueAlias" a JOIN "Issue" i ON i."id" = a."issueId" JOIN "Project" p ON p."id" = i."projectId"
     WHERE ${among(engine, 'a."key"', bind(JSON.stringify(ids)))} AND i."projectId" <> ${bind(projectId)}
     AND p."shelf" <> 'binned'${seenOnly(ctx, "i")} ORDER BY a."id" LIMIT 5000`,
    ...values,
  );
  return rows.filter((row) => row.source === sourceOf(source, row.id)).map(({ source: _, ...row }) => row);
}
