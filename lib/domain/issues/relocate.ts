import { bindings } from "#lib/core/bindings";
import type { WriteContext } from "#lib/core/context";
import { newId } from "#lib/core/ids";
import { jsonOf, type Row } from "#lib/core/row-value";
import { commentSearchEntry } from "#lib/domain/comments/search-entry";
import { updateRows } from "#lib/domain/undo/update-rows";
import type { Criterion } from "./fields.ts";
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
  words: { title: string; description: string; criteria: readonly Criterion[]; shelf: Issue["shelf"] };
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

/** Moves what lies on the issues, in one statement, and answers their live comments. */
async function bringAlong(ctx: WriteContext, issues: readonly Relocated[], projectId: string): Promise<FoundComment[]> {
  const postgres = ctx.database.engine === "postgres";
  const at = postgres ? ctx.now.toISOString() : ctx.now.toISOString().replace("Z", "+00:00");
  const ids = issues.map(({ id }) => id);
  const keys = issues.map(({ to }) => to.key);
  const aliases = issues.map(({ id, from }) => [newId(), at, from.key, id, from.projectId]);
  const [idList = "", keyList = "", aliasRows = ""] = [ids, keys, aliases].map((list) => JSON.stringify(list));
  if (postgres) return ctx.db.$queryRawUnsafe<FoundComment[]>(ON_POSTGRES, projectId, idList, keyList, aliasRows);
  const { values, bind } = bindings("sqlite");
  const [row] = await ctx.db.$queryRawUnsafe<Row[]>(
    `INSERT INTO "relocation" ("project", "issues", "keys", "aliases", "comments")
     SELECT ${[projectId, idList, keyList, aliasRows].map(bind).join(", ")}, json_group_array(json_object('id', "id", 'body', "body"))
     FROM "Comment" WHERE "shelf" = 'live' AND "subjectId" IN (SELECT value FROM json_each(${bind(idList)}))
     RETURNING "comments"`,
    ...values,
  );
  return jsonOf<FoundComment[]>(row?.comments ?? "[]");
}

const IDS = "SELECT jsonb_array_elements_text($2::jsonb)";
/** The SQLite trigger "write_relocation" does the same. */
const ON_POSTGRES = `WITH gone AS (
    DELETE FROM "IssueAlias" WHERE "key" IN (SELECT jsonb_array_elements_text($3::jsonb)) AND "issueId" IN (${IDS})
  ), aliases AS (
    INSERT INTO "IssueAlias" ("id", "createdAt", "key", "issueId", "projectId")
    SELECT r.v ->> 0, (r.v ->> 1)::timestamp(3), r.v ->> 2, r.v ->> 3, r.v ->> 4 FROM jsonb_array_elements($4::jsonb) AS r(v)
  ), attached AS (
    UPDATE "Attachment" SET "projectId" = $1 WHERE "subjectId" IN (${IDS}
      UNION ALL SELECT "id" FROM "Comment" WHERE "subjectId" IN (${IDS}))
  ), joined AS (
    INSERT INTO "InitiativeProject" ("initiativeId", "projectId")
    SELECT DISTINCT "initiativeId", $1 FROM "Issue" WHERE "id" IN (${IDS}) AND "initiativeId" IS NOT NULL
    ON CONFLICT DO NOTHING
  ), said AS (
    UPDATE "Comment" SET "projectId" = $1 WHERE "subjectId" IN (${IDS}) RETURNING "id", "body", "shelf"
  ) SELECT "id", "body" FROM said WHERE "shelf" = 'live'`;
