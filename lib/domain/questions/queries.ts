import { bindings } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { notFound, TurboError } from "#lib/core/errors";
import { instantOf, jsonOf, type Row, textOf } from "#lib/core/row-value";
import { inOrderOf } from "#lib/domain/lists/list-page";
import { personOf } from "#lib/domain/people/person-of";
import type { Via } from "#lib/domain/people/schema";
import { maySeeProject } from "#lib/domain/projects/policy";
import { projectInUse, requireInUse, type Standing } from "#lib/domain/subjects/in-use";
import { seenOnly } from "#lib/domain/subjects/seen-only";
import { whyNotOwn } from "./policy.ts";
import type { Question } from "./schema.ts";

/** A question as this code holds it. */
export interface StoredQuestion extends Question {
  issueId: string;
  projectId: string;
  shelf: "live" | "binned";
  /** How its issue stands. */
  standing: Standing;
}

/** Questions in the order of the ids, in one statement. */
export async function findQuestions(ctx: ReadContext, ids: readonly string[]): Promise<StoredQuestion[]> {
  if (ids.length === 0) return [];
  const { values, bindAll } = bindings(ctx.database.engine);
  return inOrderOf(ids, await readQuestions(ctx, `SELECT * FROM "Question" WHERE "id" IN (${bindAll(ids)})`, values));
}

/** Answered questions that a brief holds. */
const ANSWERED = 5;

/** What an issue waits to know, oldest first, and the last five answers on it, newest first, in one statement. */
export async function openAndAnsweredQuestions(
  ctx: ReadContext,
  issueId: string,
): Promise<{ open: Question[]; answered: Question[] }> {
  const { values, bind } = bindings(ctx.database.engine);
  const of = (state: string) =>
    `SELECT * FROM "Question" WHERE "issueId" = ${bind(issueId)} AND "state" = '${state}' AND "shelf" = 'live'`;
  const answered = `SELECT * FROM (${of("answered")} ORDER BY "answeredAt" DESC, "id" DESC LIMIT ${ANSWERED}) AS "last"`;
  const found = await readQuestions(ctx, `${of("open")} UNION ALL ${answered}`, values);
  const by = (at: (question: Question) => string) => (a: Question, b: Question) =>
    at(a) === at(b) ? (a.id < b.id ? -1 : 1) : at(a) < at(b) ? -1 : 1;
  return {
    open: found.filter(({ state }) => state === "open").sort(by(({ createdAt }) => createdAt)),
    answered: found
      .filter(({ state }) => state === "answered")
      .sort(by(({ answeredAt }) => answeredAt ?? ""))
      .reverse(),
  };
}

/** The open questions that keep an issue out of the queue, oldest first. */
export async function blockingQuestions(ctx: ReadContext, issueId: string): Promise<StoredQuestion[]> {
  const open = await ctx.db.question.findMany({
    where: { issueId, state: "open", blocking: true, shelf: "live" },
    select: { id: true },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return findQuestions(
    ctx,
    open.map(({ id }) => id),
  );
}

/** How many open questions that block an issue wait for the actor, counted up to `most`. */
export async function countAsked(ctx: ReadContext, most: number): Promise<number> {
  const { values, bind } = bindings(ctx.database.engine);
  const [row] = await ctx.db.$queryRawUnsafe<{ count: number | bigint }[]>(
    `SELECT count(*) AS "count" FROM (SELECT 1 FROM "Question" q JOIN "Issue" i ON i."id" = q."issueId"
       WHERE q."shelf" = 'live' AND q."askedId" = ${bind(ctx.actor.user.id)} AND q."state" = 'open' AND q."blocking" = TRUE
         AND i."status" NOT IN ('done', 'canceled') AND CAST(i."shelf" AS TEXT) <> 'binned'${projectInUse("i")}${seenOnly(ctx, "i")} LIMIT ${most}) AS "some"`,
    ...values,
  );
  return Number(row?.count ?? 0);
}

/** The rows of a SELECT of questions with who and what belongs to them; in no order. */
async function readQuestions(
  ctx: ReadContext,
  rows: string,
  values: ReturnType<typeof bindings>["values"],
): Promise<StoredQuestion[]> {
  const found = await ctx.db.$queryRawUnsafe<Row[]>(
    `SELECT q.*, a."handle" AS "askedHandle", a."name" AS "askedName", b."handle" AS "askerHandle", b."name" AS "askerName",
       c."handle" AS "answererHandle", c."name" AS "answererName", p."key" || '-' || i."number" AS "issue", p."id" AS "projectId",
       CAST(i."shelf" AS TEXT) AS "issueShelf", CASE WHEN p."shelf" = 'binned' THEN p."key" END AS "under"
     FROM (${rows}) q JOIN "Issue" i ON i."id" = q."issueId" JOIN "Project" p ON p."id" = i."projectId"
       JOIN "User" a ON a."id" = q."askedId" LEFT JOIN "User" b ON b."id" = q."askerId" LEFT JOIN "User" c ON c."id" = q."answererId"`,
    ...values,
  );
  return found.map(toStoredQuestion);
}

/** The question of an id, binned ones included, that the actor may see. Throws `not_found`. */
export async function requireQuestion(ctx: ReadContext, ref: string): Promise<StoredQuestion> {
  const [found] = await findQuestions(ctx, [ref.toLowerCase()]);
  if (found && maySeeProject(ctx.actor, found.projectId)) return found;
  throw notFound("question", `There is no question "${ref.slice(0, 80)}".`);
}

/** One that can be answered or taken back: neither it nor its issue lies in the bin. */
export async function requireUsableQuestion(ctx: ReadContext, ref: string): Promise<StoredQuestion> {
  const question = await requireQuestion(ctx, ref);
  requireInUse(question.standing);
  if (question.shelf === "binned") throw new TurboError("refused", "This question is in the bin. Restore it first.");
  return question;
}

/** The question of an id, binned ones included, that the actor may put away. Throws `not_found`, `refused` or `forbidden`. */
export async function requireOwnQuestion(ctx: ReadContext, ref: string): Promise<StoredQuestion> {
  const question = await requireQuestion(ctx, ref);
  requireInUse(question.standing);
  const why = whyNotOwn(ctx.actor, question);
  if (why !== null) throw new TurboError("forbidden", why);
  return question;
}

function toStoredQuestion(row: Row): StoredQuestion {
  const of = personOf(row, "asked");
  if (!of) throw new Error("unreachable: somebody is asked");
  return {
    id: String(row.id),
    issue: String(row.issue),
    text: String(row.text),
    options: jsonOf<string[]>(row.options),
    blocking: Boolean(Number(row.blocking)),
    state: row.state as Question["state"],
    of,
    by: personOf(row, "asker"),
    via: jsonOf<Via | null>(row.via),
    choice: textOf(row.choice),
    answer: String(row.answer),
    answeredBy: personOf(row, "answerer"),
    answeredAt: instantOf(row.answeredAt),
    version: Number(row.version),
    createdAt: instantOf(row.createdAt) ?? "",
    updatedAt: instantOf(row.updatedAt) ?? "",
    issueId: String(row.issueId),
    projectId: String(row.projectId),
    shelf: row.shelf as StoredQuestion["shelf"],
    standing: { key: String(row.issue), shelf: row.issueShelf as Standing["shelf"], under: textOf(row.under) },
  };
}
