import type { ReadContext } from "#lib/core/context";
import { refusedField, type TurboError } from "#lib/core/errors";
import { maySeeProject } from "#lib/domain/projects/policy";
import { seenOnly } from "#lib/domain/subjects/seen-only";

/** Stands in a trail for an issue of a project that the actor may not see. */
const UNSEEN = "an issue elsewhere";

interface Step {
  id: string;
  key: string;
  trail: string;
}

/** Refuses a parent that is the issue itself or lies below it; the error shows the loop. */
export async function requireNoParentLoop(
  ctx: ReadContext,
  issue: { id: string; key: string },
  parent: { id: string; key: string },
): Promise<void> {
  if (issue.id === parent.id) throw loop("parent", [issue.key, issue.key], "An issue cannot be its own parent.");
  const mark = ctx.database.engine === "postgres" ? "$1" : "?";
  const name = `CASE WHEN 1 = 1${seenOnly(ctx, "i")} THEN p."key" || '-' || i."number" ELSE '${UNSEEN}' END`;
  const rows = await ctx.db.$queryRawUnsafe<Step[]>(
    `WITH RECURSIVE up("id", "parentId", "trail", "depth") AS (
       SELECT i."id", i."parentId", ${name}, 0 FROM "Issue" i JOIN "Project" p ON p."id" = i."projectId" WHERE i."id" = ${mark}
       UNION ALL
       SELECT i."id", i."parentId", up."trail" || ' → ' || ${name}, up."depth" + 1
       FROM up JOIN "Issue" i ON i."id" = up."parentId" JOIN "Project" p ON p."id" = i."projectId" WHERE up."depth" < 200
     ) SELECT "id", "trail" FROM up`,
    parent.id,
  );
  const back = rows.find((row) => row.id === issue.id);
  if (back) throw loop("parent", [issue.key, ...back.trail.split(" → ")], "Parents must not form a loop.");
}

/** Refuses a blocking link that would close a circle; the error shows it. `from` is to block `to`. */
export async function requireNoBlockCycle(
  ctx: ReadContext,
  from: { id: string; key: string },
  to: { id: string; key: string },
): Promise<void> {
  if (from.id === to.id) throw loop("other", [from.key, from.key], "An issue cannot block itself.");
  // PostgreSQL wants both halves of a recursive query to compare texts alike.
  const [start, wanted] =
    ctx.database.engine === "postgres" ? ['CAST($1 AS TEXT) COLLATE "C"', "$2"] : ["CAST(? AS TEXT)", "?"];
  // UNION drops what was visited before, so the walk ends and each link is followed once.
  const reached = await ctx.db.$queryRawUnsafe<{ id: string }[]>(
    `WITH RECURSIVE blocked("id") AS (
       SELECT ${start}
       UNION
       SELECT l."toId" FROM blocked JOIN "IssueLink" l ON l."fromId" = blocked."id" AND l."kind" = 'blocks'
     ) SELECT "id" FROM blocked WHERE "id" = ${wanted}`,
    to.id,
    from.id,
  );
  if (reached.length > 0)
    throw loop("other", [from.key, ...(await trailTo(ctx, to, from))], "Blocking must not form a circle.");
}

/** The keys on the shortest way from `to` down to `from`; breadth first, for the refusal's sentence alone. */
async function trailTo(
  ctx: ReadContext,
  to: { id: string; key: string },
  from: { id: string; key: string },
): Promise<string[]> {
  const cameFrom = new Map<string, { id: string; key: string } | null>([[to.id, null]]);
  let level = [to];
  while (level.length > 0) {
    const links = await ctx.db.issueLink.findMany({
      where: { kind: "blocks", fromId: { in: level.map((issue) => issue.id) } },
      select: {
        fromId: true,
        to: { select: { id: true, number: true, projectId: true, project: { select: { key: true } } } },
      },
    });
    const here = new Map(level.map((issue) => [issue.id, issue]));
    level = [];
    for (const link of links) {
      if (cameFrom.has(link.to.id)) continue;
      const seen = maySeeProject(ctx.actor, link.to.projectId);
      const next = { id: link.to.id, key: seen ? `${link.to.project.key}-${link.to.number}` : UNSEEN };
      cameFrom.set(next.id, here.get(link.fromId) ?? null);
      if (next.id === from.id) return trail(next, cameFrom);
      level.push(next);
    }
  }
  return [from.key];
}

function trail(
  last: { id: string; key: string },
  cameFrom: ReadonlyMap<string, { id: string; key: string } | null>,
): string[] {
  const keys: string[] = [];
  for (let step: { id: string; key: string } | null = last; step; step = cameFrom.get(step.id) ?? null)
    keys.unshift(step.key);
  return keys;
}

function loop(path: string, keys: string[], why: string): TurboError {
  return refusedField(path, `${why} It would run ${keys.join(" → ")}.`);
}
