import type { ReadContext } from "#lib/core/context";
import { defineOperation } from "#lib/core/operation";
import { holderName } from "#lib/domain/claims/holder";
import { isLive } from "#lib/domain/claims/keep-hold";
import { MOST_LAPSES } from "#lib/domain/claims/schema";
import { openBlockers } from "#lib/domain/issues/blockers";
import type { StoredIssue } from "#lib/domain/issues/issue-row";
import { requireIssue } from "#lib/domain/issues/queries";
import { IssueRef } from "#lib/domain/issues/schema";
import { blockingQuestions } from "#lib/domain/questions/queries";
import { beginning } from "#lib/domain/search/excerpt";
import { whyAway } from "#lib/domain/subjects/in-use";
import { because } from "./because.ts";
import { bestReady } from "./best-ready.ts";
import { type QueuePart, queuePart } from "./queue-part.ts";
import { QueueStanding } from "./schema.ts";

/** Places that are told. */
const FIRST = 100;

export const explainIssue = defineOperation({
  name: "queue.explain",
  summary: "Say where an issue stands in the queue and why, or what keeps it from being ready.",
  access: "read",
  reach: "projects",
  rest: "GET /issues/:issue/queue",
  input: IssueRef,
  output: QueueStanding,
  authorize: (ctx, { issue }) => requireIssue(ctx, issue),
  async handle(ctx, _input, issue) {
    const whyNot = await reasons(ctx, issue);
    const ready = whyNot.length === 0;
    const nowhere = { issue: issue.key, ready, whyNot, place: null, score: null, points: null, because: [] };
    if (!ready) return nowhere;
    const part = await queuePart(ctx, {});
    const found = (await bestReady(ctx, part, FIRST)).findIndex(({ id }) => id === issue.id);
    const own: QueuePart = {
      ...part,
      where: (bindAll) => `i."id" = ${bindAll([issue.id])} AND ${part.where(bindAll)}`,
    };
    const [ranked] = await bestReady(ctx, own, 1);
    if (!ranked) return nowhere;
    const place = found < 0 ? null : found + 1;
    return { ...nowhere, place, score: ranked.score, points: ranked.parts, because: because(ctx, ranked) };
  },
});

/** What keeps an issue from being ready, each with what to do about it. */
async function reasons(ctx: ReadContext, issue: StoredIssue): Promise<string[]> {
  const { key, status, shelf, held, lapses } = issue;
  const why: string[] = [];
  const away = whyAway(issue);
  if (away !== null) why.push(away);
  if (shelf === "archived") why.push(`${key} is archived. Restore it first.`);
  if (held && isLive(issue, ctx.now)) why.push(`Claimed by ${holderName(held)} until ${held.until}.`);
  else if (status !== "ready") why.push(`Its status is ${status}. Set it to ready.`);
  if (issue.blocked) {
    const keys = openBlockers(issue).map((blocker) => blocker.key);
    why.push(`Blocked by ${keys.join(", ") || "an issue of a project that you may not see"}, which is open.`);
  }
  const questions = issue.waiting ? await blockingQuestions(ctx, issue.id) : [];
  for (const { id, of, text } of questions) {
    why.push(
      `Waits for an answer of @${of.handle}: "${beginning(text)}" Answer it in the inbox, on its page, or as question ${id}.`,
    );
  }
  if (lapses >= MOST_LAPSES && questions.length === 0) {
    why.push(`The lease ran out ${lapses} times in a row. A person looks into it and sets the status to ready.`);
  }
  const project = await ctx.db.project.findUnique({ where: { id: issue.projectId }, select: { status: true } });
  if (project && project.status !== "active")
    why.push(`Project ${issue.project} is ${project.status}. Set it to active.`);
  return why;
}
