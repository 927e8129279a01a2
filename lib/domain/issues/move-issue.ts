import { bindings } from "#lib/core/bindings";
import { lostRace, requireVersion } from "#lib/core/conflict";
import type { WriteContext } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";
import { isId } from "#lib/core/ids";
import { defineOperation } from "#lib/core/operation";
import { type Row, textOf } from "#lib/core/row-value";
import { keepHold } from "#lib/domain/claims/keep-hold";
import { criteriaOf, criteriaSql } from "#lib/domain/criteria/criteria-sql";
import { requireLiveProject } from "#lib/domain/projects/queries";
import { subjectKeySql } from "#lib/domain/subjects/subject-key";
import type { StoredIssue } from "./issue-row.ts";
import { requireIssue, requireUsableIssue } from "./queries.ts";
import { type Relocated, relocate } from "./relocate.ts";
import { IssueMove, MovedIssue } from "./schema.ts";

/** Issues that move at once, at most. */
const MOST = 200;

interface Mover extends Omit<Relocated, "to"> {
  milestone: string | null;
}

export const moveIssue = defineOperation({
  name: "issues.move",
  summary: "Move an issue to another project, where it gets a new number; its old key goes on finding it.",
  access: "write",
  reach: "projects",
  rest: "POST /issues/:issue/move",
  input: IssueMove,
  output: MovedIssue,
  authorize: (ctx, { issue }) => requireUsableIssue(ctx, issue),
  async handle(ctx, { project, withSubIssues, version }, issue) {
    await keepHold(ctx, issue);
    requireVersion(issue.key, version, issue);
    const movers = [moverOf(issue), ...(withSubIssues ? await findBelow(ctx, issue) : [])];
    const { last, ...target } = await claimNumbers(ctx, project, movers.length);
    if (target.id === issue.projectId) throw new TurboError("refused", `${issue.key} is in ${target.key} already.`);
    const relocated = movers.map((mover, place) => {
      const number = last - movers.length + 1 + place;
      return { ...mover, to: { projectId: target.id, key: `${target.key}-${number}`, number } };
    });
    await relocate(ctx, relocated);
    for (const { id, from, to, milestone } of relocated) {
      ctx.changed({
        kind: "issue",
        id,
        key: to.key,
        projectId: target.id,
        fields: { key: [from.key, to.key], milestone: [milestone, null] },
        about: [id, from.projectId, target.id].map((one) => ({ kind: one === id ? "issue" : "project", id: one })),
      });
    }
    return {
      ...(await requireIssue(ctx, issue.id)),
      moved: relocated.map(({ from, to }) => ({ from: from.key, to: to.key })),
      lostMilestones: relocated.flatMap(({ milestone }) => milestone ?? []),
    };
  },
});

function moverOf(issue: StoredIssue): Mover {
  const { id, version, projectId, key, milestone, criteriaList: criteria } = issue;
  return { id, version, from: { projectId, key }, words: { ...issue, criteria }, milestone: milestone?.key ?? null };
}

/** What lies below an issue in its own project, at any depth, in the order of its numbers. */
async function findBelow(ctx: WriteContext, { id, projectId, key }: StoredIssue): Promise<Mover[]> {
  const { values, bind } = bindings(ctx.database.engine);
  const rows = await ctx.db.$queryRawUnsafe<Row[]>(
    `WITH RECURSIVE below(id) AS (
       SELECT "id" FROM "Issue" WHERE "parentId" = ${bind(id)}
       UNION SELECT k."id" FROM "Issue" k JOIN below ON k."parentId" = below.id)
     SELECT i."id", i."version", ${subjectKeySql("issue", "i", "p")} AS "key", ${subjectKeySql("milestone", "m", "p")} AS "milestone",
       i."title", i."description", ${criteriaSql(ctx)}, CAST(i."shelf" AS TEXT) AS "shelf"
     FROM below JOIN "Issue" i ON i."id" = below.id JOIN "Project" p ON p."id" = i."projectId"
       LEFT JOIN "Milestone" m ON m."id" = i."milestoneId"
     WHERE i."projectId" = ${bind(projectId)} ORDER BY i."number" LIMIT ${MOST}`,
    ...values,
  );
  if (rows.length >= MOST) {
    throw new TurboError(
      "refused",
      `${key} has more than ${MOST - 1} issues below it. Move its sub-issues in parts first.`,
    );
  }
  return rows.map((row) => ({
    id: String(row.id),
    version: Number(row.version),
    from: { projectId, key: String(row.key) },
    words: {
      title: String(row.title),
      description: String(row.description),
      criteria: criteriaOf(row).criteria,
      shelf: row.shelf as StoredIssue["shelf"],
    },
    milestone: textOf(row.milestone),
  }));
}

/** Takes the next numbers of a project that the actor may see, and answers the last of them. Throws as `requireLiveProject`. */
async function claimNumbers(
  ctx: WriteContext,
  ref: string,
  count: number,
): Promise<{ id: string; key: string; last: number }> {
  const named = isId(ref) ? { id: ref.toLowerCase() } : { key: ref.toUpperCase() };
  const { projectIds } = ctx.actor;
  const seen = projectIds === null ? [] : [{ id: { in: [...projectIds] } }];
  const [row] = await ctx.db.project.updateManyAndReturn({
    where: { ...named, shelf: { not: "binned" }, AND: seen },
    data: { lastIssueNumber: { increment: count } },
    select: { id: true, key: true, lastIssueNumber: true },
  });
  if (row) return { id: row.id, key: row.key, last: row.lastIssueNumber };
  await requireLiveProject(ctx, ref);
  throw lostRace();
}
