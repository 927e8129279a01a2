import { bindings } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { instantOf, jsonOf, type Row, textOf } from "#lib/core/row-value";
import { personOf } from "#lib/domain/people/person-of";
import type { Person, Via } from "#lib/domain/people/schema";
import type { Beginning } from "./read-issue.ts";

export interface BriefWork {
  user: Person | null;
  via: Via | null;
  model: string | null;
  startedAt: string;
  endedAt: string | null;
  note: Beginning;
  commits: string[];
  branch: string | null;
  pullRequest: string | null;
}

export interface BriefComment {
  author: Person | null;
  via: Via | null;
  createdAt: string;
  body: Beginning;
}

interface Asked {
  /** Characters of each text. */
  part: number;
  limit: number;
}

/** The latest work logs of an issue. */
export async function findWork(ctx: ReadContext, issueId: string, { part, limit }: Asked): Promise<BriefWork[]> {
  const { values, bind } = bindings(ctx.database.engine);
  const rows = await ctx.db.$queryRawUnsafe<Row[]>(
    `SELECT w."via", w."model", w."startedAt", w."endedAt", substr(w."note", 1, ${part}) AS "note", length(w."note") > ${part} AS "cut",
       w."commits", w."branch", w."pullRequest", u."id" AS "userId", u."handle" AS "userHandle", u."name" AS "userName"
     FROM "WorkLog" w LEFT JOIN "User" u ON u."id" = w."userId" WHERE w."issueId" = ${bind(issueId)} AND w."shelf" = 'live'
     ORDER BY w."startedAt" DESC, w."id" DESC LIMIT ${limit}`,
    ...values,
  );
  return rows.map((row) => ({
    user: personOf(row, "user"),
    via: jsonOf<Via | null>(row.via),
    model: textOf(row.model),
    startedAt: instantOf(row.startedAt) ?? "",
    endedAt: instantOf(row.endedAt),
    note: { begin: String(row.note), cut: Boolean(Number(row.cut)) },
    commits: jsonOf<string[]>(row.commits),
    branch: textOf(row.branch),
    pullRequest: textOf(row.pullRequest),
  }));
}

/** The latest comments on an issue, newest first. */
export async function findComments(ctx: ReadContext, issueId: string, { part, limit }: Asked): Promise<BriefComment[]> {
  const { values, bind } = bindings(ctx.database.engine);
  const rows = await ctx.db.$queryRawUnsafe<Row[]>(
    `SELECT c."via", c."createdAt", substr(c."body", 1, ${part}) AS "body", length(c."body") > ${part} AS "cut",
       u."id" AS "authorId", u."handle" AS "authorHandle", u."name" AS "authorName"
     FROM "Comment" c LEFT JOIN "User" u ON u."id" = c."authorId" WHERE c."subjectId" = ${bind(issueId)} AND c."shelf" = 'live'
     ORDER BY c."createdAt" DESC, c."id" DESC LIMIT ${limit}`,
    ...values,
  );
  return rows.map((row) => ({
    author: personOf(row, "author"),
    via: jsonOf<Via | null>(row.via),
    createdAt: instantOf(row.createdAt) ?? "",
    body: { begin: String(row.body), cut: Boolean(Number(row.cut)) },
  }));
}
