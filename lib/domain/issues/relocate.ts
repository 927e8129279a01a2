import { bindings } from "#lib/core/bindings";
import type { WriteContext } from "#lib/core/context";
import { newId } from "#lib/core/ids";
import { jsonOf, type Row } from "#lib/core/row-value";
import { commentSearchEntry } from "#lib/domain/comments/search-entry";
import { updateRows } from "#lib/domain/undo/update-rows";
import { rankOfNumber } from "./rank.ts";
import type { Criterion } from "./schema.ts";
import { issueSearchEntry } from "./search-entry.ts";

/** An issue and the place that it goes to. */
export interface Relocated {
  id: string;
  version: number;
  from: { projectId: string; key: string };
  to: { projectId: string; key: string; number: number };
}

/**
 * Gives issues another project and number. What lies on them comes along: comments, attachments, search entries; their old
 * keys go on finding them. Their milestones stay behind, and their initiatives gain the project.
 */
export async function relocate(ctx: WriteContext, issues: readonly Relocated[]): Promise<void> {
  const ids = issues.map(({ id }) => id);
  await updateRows(
    ctx,
    "Issue",
    issues.map(({ id, version, to }) => ({
      id,
      version,
      projectId: to.projectId,
      number: to.number,
      rank: rankOfNumber(to.number),
      milestoneId: null,
    })),
  );
  await ctx.db.issueAlias.deleteMany({ where: { key: { in: issues.map(({ to }) => to.key) }, issueId: { in: ids } } });
  await ctx.db.issueAlias.createMany({
    data: issues.map(({ id, from }) => ({
      id: newId(),
      createdAt: ctx.now,
      key: from.key,
      issueId: id,
      projectId: from.projectId,
    })),
  });
  const projectId = issues[0]?.to.projectId ?? "";
  const { values, bind, bindAll } = bindings(ctx.database.engine);
  const comments = await ctx.db.$queryRawUnsafe<{ id: string; body: string; shelf: string }[]>(
    `UPDATE "Comment" SET "projectId" = ${bind(projectId)} WHERE "subjectId" IN (${bindAll(ids)}) RETURNING "id", "body", CAST("shelf" AS TEXT) AS "shelf"`,
    ...values,
  );
  const on = [...ids, ...comments.map(({ id }) => id)];
  await ctx.db.attachment.updateMany({ where: { subjectId: { in: on } }, data: { projectId } });
  const moved = await readMoved(ctx, ids);
  await ctx.database.search.putMany(ctx.db, [
    ...moved.filter(({ shelf }) => shelf !== "binned").map(issueSearchEntry),
    ...comments
      .filter(({ shelf }) => shelf === "live")
      .map(({ id, body }) => commentSearchEntry({ id, projectId, body })),
  ]);
  await joinTheirInitiatives(ctx, ids, projectId);
}

async function readMoved(ctx: WriteContext, ids: readonly string[]) {
  const { values, bindAll } = bindings(ctx.database.engine);
  const rows = await ctx.db.$queryRawUnsafe<Row[]>(
    `SELECT i."id", i."projectId", p."key" || '-' || i."number" AS "key", i."title", i."description", i."criteria", CAST(i."shelf" AS TEXT) AS "shelf"
     FROM "Issue" i JOIN "Project" p ON p."id" = i."projectId" WHERE i."id" IN (${bindAll(ids)})`,
    ...values,
  );
  return rows.map((row) => ({
    id: String(row.id),
    projectId: String(row.projectId),
    key: String(row.key),
    title: String(row.title),
    description: String(row.description),
    criteria: jsonOf<Criterion[]>(row.criteria),
    shelf: String(row.shelf),
  }));
}

async function joinTheirInitiatives(ctx: WriteContext, ids: readonly string[], projectId: string): Promise<void> {
  const { values, bind, bindAll } = bindings(ctx.database.engine);
  await ctx.db.$executeRawUnsafe(
    `INSERT INTO "InitiativeProject" ("initiativeId", "projectId")
     SELECT DISTINCT i."initiativeId", ${ctx.database.engine === "postgres" ? `CAST(${bind(projectId)} AS TEXT)` : bind(projectId)}
     FROM "Issue" i WHERE i."id" IN (${bindAll(ids)}) AND i."initiativeId" IS NOT NULL ON CONFLICT DO NOTHING`,
    ...values,
  );
}
