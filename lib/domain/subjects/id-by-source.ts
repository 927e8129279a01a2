import { bindings } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { notFound } from "#lib/core/errors";
import { KINDS, type ProjectCounted } from "#lib/domain/kinds";
import { seenOnly } from "./seen-only.ts";
import { subjectKey } from "./subject-key.ts";

/**
 * Row id of the one thing that was imported under this old id: doc-001, or backlog-md:doc-001; null where there is none.
 * Reads the whole table, so ask for what is neither a key nor an id. Throws `not_found` where several projects have one.
 */
export async function idBySource(ctx: ReadContext, kind: ProjectCounted, ref: string): Promise<string | null> {
  const [, source, old = ""] = /^(?:([a-z][a-z0-9-]{1,39}):)?(.+)$/s.exec(ref.trim()) ?? [];
  const { values, bind } = bindings(ctx.database.engine);
  const pattern = `%:${old.toUpperCase().replace(/[\\%_]/g, "\\$&")}`;
  const from = source === undefined ? "" : ` AND x."source" = ${bind(`${source}:${old.toUpperCase()}`)}`;
  const rows = await ctx.db.$queryRawUnsafe<{ id: string; project: string; number: number }[]>(
    `SELECT x."id", p."key" AS "project", x."number" FROM "${KINDS[kind].table}" x JOIN "Project" p ON p."id" = x."projectId"
     WHERE x."shelf" <> 'binned' AND p."shelf" <> 'binned'${from} AND x."source" LIKE ${bind(pattern)} ESCAPE '\\'${seenOnly(ctx, "x")} LIMIT 6`,
    ...values,
  );
  const [found] = rows;
  if (!found || rows.length === 1) return found?.id ?? null;
  const keys = rows.map(({ project, number }) => subjectKey({ kind, project, number }));
  throw notFound(
    kind,
    `Several projects have imported a ${kind} "${ref.slice(0, 80)}": ${keys.join(", ")}. Give the key.`,
    keys,
  );
}
