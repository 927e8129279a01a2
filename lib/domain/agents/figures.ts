import { bindings } from "#lib/core/bindings";
import { firstOfDays } from "#lib/core/calendar";
import type { ReadContext } from "#lib/core/context";
import { instantOf, numberOf, type Row } from "#lib/core/row-value";
import { seenOnly } from "#lib/domain/subjects/seen-only";
import type { Figures } from "./schema.ts";

const WEEK = 7 * 86_400_000;
/** Whole days in UTC, today the last. */
const WEEKS = 4;
/** Rows that a figure looks at, at most. */
const MOST = 5_000;

/** What an agent came to in the last four weeks, as far as the actor sees it. */
export async function readFigures(ctx: ReadContext, keyId: string): Promise<Figures> {
  const from = new Date(firstOfDays(7 * WEEKS, ctx.now));
  const finished = await readFinished(ctx, keyId, from);
  const told = finished.filter(({ tokens }) => tokens !== null);
  const weeks = Array.from({ length: WEEKS }, (_, week) => {
    const begin = new Date(from.getTime() + week * WEEK).toISOString();
    const end = new Date(from.getTime() + (week + 1) * WEEK).toISOString();
    return {
      from: begin,
      finished: finished.filter(({ at }) => at >= begin && at < end).length,
    };
  });
  return {
    from: from.toISOString(),
    weeks,
    finished: finished.length,
    ...(await readWrites(ctx, keyId, from)),
    tokensTold: told.reduce((sum, { tokens }) => sum + (tokens ?? 0), 0),
    issuesTold: told.length,
    criteria: finished.reduce((sum, { criteria }) => sum + criteria, 0),
    proven: finished.reduce((sum, { proven }) => sum + proven, 0),
    tokensServed: await readServed(ctx, keyId, from),
  };
}

interface FinishedIssue {
  /** When it was finished last. */
  at: string;
  /** What its work logs tell, all together. */
  tokens: number | null;
  criteria: number;
  /** Criteria beside which evidence stands. */
  proven: number;
}

/** The issues that were finished since, each once. */
async function readFinished(ctx: ReadContext, keyId: string, from: Date): Promise<FinishedIssue[]> {
  const { values, bind } = bindings(ctx.database.engine);
  const rows = await ctx.db.$queryRawUnsafe<Row[]>(
    `SELECT MAX(f."endedAt") AS "at", SUM(f."tokens") AS "tokens",
       (SELECT count(*) FROM "Criterion" k WHERE k."issueId" = f."issueId") AS "criteria",
       (SELECT count(*) FROM "Criterion" k WHERE k."issueId" = f."issueId"
         AND EXISTS (SELECT 1 FROM "Evidence" e WHERE e."criterionId" = k."id")) AS "proven" FROM (
       SELECT c."issueId", c."endedAt", (SELECT w."tokens" FROM "WorkLog" w WHERE w."id" = c."workLogId") AS "tokens"
       FROM "Claim" c JOIN "Issue" i ON i."id" = c."issueId"
       WHERE c."keyId" = ${bind(keyId)} AND c."endedAt" >= ${bind(from)} AND c."end" = 'finished'${seenOnly(ctx, "i")}
       ORDER BY c."endedAt" DESC LIMIT ${MOST}
     ) f GROUP BY f."issueId"`,
    ...values,
  );
  return rows.map((row) => ({
    at: instantOf(row.at) ?? "",
    tokens: numberOf(row.tokens),
    criteria: Number(row.criteria),
    proven: Number(row.proven),
  }));
}

/** Its last writes, and what was undone of them. */
async function readWrites(ctx: ReadContext, keyId: string, from: Date): Promise<Pick<Figures, "writes" | "undone">> {
  const { values, bind } = bindings(ctx.database.engine);
  const [row] = await ctx.db.$queryRawUnsafe<Row[]>(
    `SELECT count(*) AS "writes",
       count((SELECT u."number" FROM "UndoneEvent" u WHERE u."number" = w."number")) AS "undone" FROM (
       SELECT e."number", e."at", e."projectId" FROM "Event" e WHERE e."keyId" = ${bind(keyId)}
       ORDER BY e."number" DESC LIMIT ${MOST}
     ) w WHERE w."at" >= ${bind(from)}${seenOnly(ctx, "w")}`,
    ...values,
  );
  return { writes: Number(row?.writes ?? 0), undone: Number(row?.undone ?? 0) };
}

async function readServed(ctx: ReadContext, keyId: string, from: Date): Promise<number> {
  const { values, bind } = bindings(ctx.database.engine);
  const [row] = await ctx.db.$queryRawUnsafe<Row[]>(
    `SELECT SUM(t."tokens") AS "tokens" FROM "TokensServed" t
     WHERE t."keyId" = ${bind(keyId)} AND t."day" >= ${bind(from.toISOString().slice(0, 10))}${seenOnly(ctx, "t")}`,
    ...values,
  );
  return Number(row?.tokens ?? 0);
}
