import { bindings } from "#lib/core/bindings";
import type { WriteContext } from "#lib/core/context";
import { type Row, textOf } from "#lib/core/row-value";
import { KINDS, type Kind } from "#lib/domain/kinds";
import { PROJECT_OF } from "#lib/domain/undo/hold-rows";
import { sourceOf } from "./bin-sql.ts";
import { BIN_KINDS } from "./schema.ts";

/** Something that has been in the bin for long enough. */
export interface Overdue {
  kind: Kind;
  id: string;
  key: string;
  projectId: string | null;
  /** Id of the thing on whose page it stood, where it has none. */
  onId: string | null;
}

/** What a row `x` stands on. */
const ON: Partial<Record<Kind, string>> = {
  comment: `x."subjectId"`,
  attachment: `COALESCE((SELECT c."subjectId" FROM "Comment" c WHERE c."id" = x."subjectId"), x."subjectId")`,
  status_update: `x."initiativeId"`,
  worklog: `x."issueId"`,
  question: `x."issueId"`,
};

/** What has been in the bin since before an instant, longest first, at most so much of it. */
export async function findOverdue(ctx: WriteContext, before: Date, limit: number): Promise<Overdue[]> {
  const { values, bind } = bindings(ctx.database.engine);
  const parts = BIN_KINDS.map((kind) => {
    const { key, joins } = sourceOf(kind);
    return `SELECT * FROM (SELECT '${kind}' AS "kind", x."id" AS "id", ${key} AS "key", x."binnedAt" AS "binnedAt",
        ${PROJECT_OF[kind] ?? "NULL"} AS "projectId", ${ON[kind] ?? "NULL"} AS "onId"
      FROM "${KINDS[kind].table}" x ${joins} WHERE x."shelf" = 'binned' AND x."binnedAt" < ${bind(before)}
      ORDER BY x."binnedAt", x."id" LIMIT ${limit}) AS "overdue_${kind}"`;
  });
  const rows = await ctx.db.$queryRawUnsafe<Row[]>(
    `${parts.join(" UNION ALL ")} ORDER BY "binnedAt", "id" LIMIT ${limit}`,
    ...values,
  );
  return rows.map((row) => ({
    kind: row.kind as Kind,
    id: String(row.id),
    key: String(row.key),
    projectId: textOf(row.projectId),
    onId: textOf(row.onId),
  }));
}

/** How much there is of it. */
export async function countOverdue(ctx: WriteContext, before: Date): Promise<number> {
  const { values, bind } = bindings(ctx.database.engine);
  const parts = BIN_KINDS.map(
    (kind) =>
      `SELECT count(*) AS "count" FROM "${KINDS[kind].table}" x WHERE x."shelf" = 'binned' AND x."binnedAt" < ${bind(before)}`,
  );
  const rows = await ctx.db.$queryRawUnsafe<Row[]>(parts.join(" UNION ALL "), ...values);
  return rows.reduce((sum, { count }) => sum + Number(count), 0);
}
