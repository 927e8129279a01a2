import { bindings } from "#lib/core/bindings";
import type { WriteContext } from "#lib/core/context";
import { newId } from "#lib/core/ids";
import { commentSearchEntry } from "#lib/domain/comments/search-entry";
import { updateRows } from "#lib/domain/undo/update-rows";
import { rankOfNumber } from "./rank.ts";
import type { Issue } from "./schema.ts";
import { issueSearchEntry } from "./search-entry.ts";

/** An issue and the place that it goes to. */
export interface Relocated {
  id: string;
  version: number;
  from: { projectId: string; key: string };
  to: { projectId: string; key: string; number: number };
  /** What it is found by. */
  words: { title: string; description: string; criteria: readonly { text: string }[]; shelf: Issue["shelf"] };
}

/**
 * Gives issues another project and number. What lies on them comes along: comments, attachments, search entries; their old
 * keys go on finding them. Their milestones stay behind, and their initiatives gain the project.
 */
export async function relocate(ctx: WriteContext, issues: readonly Relocated[]): Promise<void> {
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
  const projectId = issues[0]?.to.projectId ?? "";
  const comments = await bringAlong(ctx, issues, projectId);
  await ctx.database.search.putMany(ctx.db, [
    ...issues
      .filter(({ words }) => words.shelf !== "binned")
      .map(({ id, to, words }) => issueSearchEntry({ ...words, id, ...to })),
    ...comments.map(({ id, body }) => commentSearchEntry({ id, projectId, body })),
  ]);
}

interface FoundComment {
  id: string;
  body: string;
}

/** Moves what lies on the issues, and answers their live comments. */
async function bringAlong(ctx: WriteContext, issues: readonly Relocated[], projectId: string): Promise<FoundComment[]> {
  const ids = issues.map(({ id }) => id);
  const keys = issues.map(({ to }) => to.key);
  // A key that an issue gets is no old key of it any more.
  await ctx.db.issueAlias.deleteMany({ where: { key: { in: keys }, issueId: { in: ids } } });
  await ctx.db.issueAlias.createMany({
    data: issues.map(({ id, from }) => ({
      id: newId(),
      createdAt: ctx.now,
      key: from.key,
      issueId: id,
      projectId: from.projectId,
    })),
  });
  const comments = await ctx.db.comment.findMany({
    where: { subjectId: { in: ids }, shelf: "live" },
    select: { id: true, body: true },
  });
  await moveAttachments(ctx, ids, projectId);
  await ctx.db.comment.updateMany({ where: { subjectId: { in: ids } }, data: { projectId } });
  const { values, bind, bindAll } = bindings(ctx.database.engine);
  await ctx.db.$executeRawUnsafe(
    `INSERT INTO "InitiativeProject" ("initiativeId", "projectId")
     SELECT DISTINCT "initiativeId", ${bind(projectId)} FROM "Issue" WHERE "id" IN (${bindAll(ids)}) AND "initiativeId" IS NOT NULL
     ON CONFLICT DO NOTHING`,
    ...values,
  );
  return comments;
}

/** Those on the issues, and on their comments. */
async function moveAttachments(ctx: WriteContext, issues: readonly string[], projectId: string): Promise<void> {
  const { values, bind, bindAll } = bindings(ctx.database.engine);
  await ctx.db.$executeRawUnsafe(
    `UPDATE "Attachment" SET "projectId" = ${bind(projectId)} WHERE "subjectId" IN (${bindAll(issues)})
     OR "subjectId" IN (SELECT "id" FROM "Comment" WHERE "subjectId" IN (${bindAll(issues)}))`,
    ...values,
  );
}
