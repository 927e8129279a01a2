import { bindings } from "#lib/core/bindings";
import { lostRace, requireVersion } from "#lib/core/conflict";
import type { WriteContext } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";
import { defineOperation } from "#lib/core/operation";
import { type Row, textOf } from "#lib/core/row-value";
import { type ProjectSlot, requireLiveProject } from "#lib/domain/projects/queries";
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
  rest: "POST /issues/:issue/move",
  input: IssueMove,
  output: MovedIssue,
  async authorize(ctx, { issue, project }) {
    const moved = await requireUsableIssue(ctx, issue);
    const target = await requireLiveProject(ctx, project);
    if (target.id === moved.projectId) throw new TurboError("refused", `${moved.key} is in ${target.key} already.`);
    return { issue: moved, target };
  },
  async handle(ctx, { withSubIssues, version }, { issue, target }) {
    requireVersion(issue.key, version, issue);
    const movers = [moverOf(issue), ...(withSubIssues ? await findBelow(ctx, issue) : [])];
    const last = await claimNumbers(ctx, target, movers.length);
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

function moverOf({ id, version, projectId, key, milestone }: StoredIssue): Mover {
  return { id, version, from: { projectId, key }, milestone: milestone?.key ?? null };
}

/** What lies below an issue in its own project, at any depth, in the order of its numbers. */
async function findBelow(ctx: WriteContext, { id, projectId, key }: StoredIssue): Promise<Mover[]> {
  const { values, bind } = bindings(ctx.database.engine);
  const rows = await ctx.db.$queryRawUnsafe<Row[]>(
    `WITH RECURSIVE below(id) AS (
       SELECT "id" FROM "Issue" WHERE "parentId" = ${bind(id)}
       UNION SELECT k."id" FROM "Issue" k JOIN below ON k."parentId" = below.id)
     SELECT i."id", i."version", p."key" || '-' || i."number" AS "key", p."key" || '-MS' || m."number" AS "milestone"
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
    milestone: textOf(row.milestone),
  }));
}

/** Takes the next numbers of a project and answers the last of them. */
async function claimNumbers(ctx: WriteContext, { id }: ProjectSlot, count: number): Promise<number> {
  const [row] = await ctx.db.project.updateManyAndReturn({
    where: { id, shelf: { not: "binned" } },
    data: { lastIssueNumber: { increment: count } },
    select: { lastIssueNumber: true },
  });
  if (!row) throw lostRace();
  return row.lastIssueNumber;
}
