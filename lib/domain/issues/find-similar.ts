import { bindings } from "#lib/core/bindings";
import { lostRace } from "#lib/core/conflict";
import type { ReadContext, WriteContext } from "#lib/core/context";
import { fold } from "#lib/core/fold";
import { jsonSql } from "#lib/core/json-sql";
import { jsonOf } from "#lib/core/row-value";
import { ALIKE, likenessTo, tellingWords } from "#lib/domain/subjects/likeness";
import type { IssueStatus } from "./fields.ts";
import type { SimilarIssue } from "./schema.ts";

/** Words looked up: the longest are the rarest, as a rule. */
const WORDS = 3;
/** Candidates from the search index that are compared, the newest first. */
const CANDIDATES = 25;
/** Issues that stand before and after the title in the order of titles and are compared as well. */
const NEIGHBOURS = 4;
/** Issues that are named. */
const MOST = 5;

interface Candidate {
  id: string;
  number: number;
  title: string;
  status: IssueStatus;
}

interface Look {
  project: { id: string; key: string };
  title: string;
  /** Also those that share two of its words, by the search index, not only its neighbours in the order of titles. */
  thorough: boolean;
}

/** Open issues of a project whose titles are near this one, the nearest first. */
export async function findSimilar(ctx: ReadContext, look: Look): Promise<SimilarIssue[]> {
  const { values, bind } = bindings(ctx.database.engine);
  const rows = await ctx.db.$queryRawUnsafe<Candidate[]>(candidatesSql(ctx, look, bind), ...values);
  return nearest(rows, look);
}

/** Takes the next number of a project and looks for such issues in the same statement. */
export async function claimIssueNumber(
  ctx: WriteContext,
  look: Look,
): Promise<{ number: number; similar: SimilarIssue[] }> {
  const { engine } = ctx.database;
  const { values, bind } = bindings(engine);
  const { object, list } = jsonSql(ctx);
  const issue = object({ id: `near."id"`, number: `near."number"`, title: `near."title"`, status: `near."status"` });
  // SQLite reads marks in their order in the text: what RETURNING binds comes last.
  const id = bind(look.project.id);
  const rows = await ctx.db.$queryRawUnsafe<{ number: number | bigint; near: unknown }[]>(
    `UPDATE "Project" SET "lastIssueNumber" = "lastIssueNumber" + 1 WHERE "id" = ${id} AND CAST("shelf" AS TEXT) <> 'binned'
     RETURNING "lastIssueNumber" AS "number", ${list(issue, `FROM (${candidatesSql(ctx, look, bind)}) AS near`)} AS "near"`,
    ...values,
  );
  // It went to the bin since it was looked up.
  if (!rows[0]) throw lostRace();
  return { number: Number(rows[0].number), similar: nearest(jsonOf<Candidate[]>(rows[0].near), look) };
}

function candidatesSql(ctx: ReadContext, { project, title, thorough }: Look, bind: (value: string) => string): string {
  const neighbours = (compare: string, direction: string) =>
    `SELECT * FROM (SELECT "id", "number", "title", CAST("status" AS TEXT) AS "status" FROM "Issue"
     WHERE "shelf" = 'live' AND "projectId" = ${bind(project.id)} AND "titleFold" ${compare} ${bind(fold(title))}
     ORDER BY "titleFold" ${direction} LIMIT ${NEIGHBOURS}) AS "near${direction}"`;
  const parts = [neighbours(">=", "ASC"), neighbours("<", "DESC")];
  const words = tellingWords(title)
    .sort((a, b) => b.length - a.length)
    .slice(0, WORDS);
  if (thorough && words.length > 0) {
    // CROSS JOIN keeps SQLite from going through the whole project to find the few.
    parts.push(`SELECT i."id", i."number", i."title", CAST(i."status" AS TEXT) AS "status"
      FROM (${ctx.database.search.titledSql(words, CANDIDATES, bind)}) hit CROSS JOIN "Issue" i
      WHERE i."id" = hit.subject AND i."projectId" = ${bind(project.id)} AND CAST(i."shelf" AS TEXT) = 'live'`);
  }
  return parts.join(" UNION ALL ");
}

function nearest(rows: readonly Candidate[], { project, title }: Look): SimilarIssue[] {
  const likeness = likenessTo(title);
  return [...new Map(rows.map((row) => [row.id, row])).values()]
    .filter(({ status }) => status !== "done" && status !== "canceled")
    .map((row) => ({ ...row, key: `${project.key}-${row.number}`, likeness: likeness(row.title) }))
    .filter((one) => one.likeness >= ALIKE)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, MOST);
}
