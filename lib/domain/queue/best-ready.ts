import { among, bindings } from "#lib/core/bindings";
import { addDays } from "#lib/core/calendar";
import type { ReadContext } from "#lib/core/context";
import { dateOf, numberOf, type Row, textOf } from "#lib/core/row-value";
import type { KeysetCondition } from "#lib/db/keyset";
import { PRIORITIES } from "#lib/domain/projects/fields";
import type { QueuePart } from "./queue-part.ts";
import { DUE_DAYS, MOST_DUE, MOST_UNBLOCKED, type ScoreParts, scoreParts, sumOf, type Waiting } from "./score.ts";

/** A ready issue and what its place follows from. */
export interface Ranked {
  id: string;
  pin: number | null;
  score: number;
  parts: ScoreParts;
  waiting: Waiting;
}

/** Rows of each list that are read first. */
const DEPTH = 64;

/**
 * The first of the queue in its order: what is pinned, then by score, longest waiting first among equals.
 *
 * The score changes by the hour, so no index holds it. But among issues of one priority the longest waiting has most
 * points of these two, and an index holds that order; what is due soon is found by its date. These lists are read from
 * their heads until nothing that was not read can have more points than what was.
 */
export async function bestReady(ctx: ReadContext, part: QueuePart, limit: number): Promise<Ranked[]> {
  const pinned = await idsOf(
    ctx,
    part,
    [
      { column: "status", is: "ready" },
      { column: "pin", from: LOWEST },
    ],
    ["pin"],
    limit,
  );
  for (let depth = Math.max(DEPTH, limit); ; depth *= 2) {
    const lists = await readLists(ctx, part, depth);
    const ids = [...new Set([...pinned.ids, ...lists.flatMap((list) => list.ids)])];
    const ranked = await rank(ctx, part, ids);
    const cut = ranked[limit - 1];
    const enough =
      cut === undefined ? Number.NEGATIVE_INFINITY : cut.pin !== null ? Number.POSITIVE_INFINITY : cut.score;
    const cutOff = lists.filter((list) => list.cutOff);
    if (cutOff.every((list) => bound(part, list, cutOff, ranked) <= enough)) return ranked.slice(0, limit);
  }
}

/** Below every pin. */
const LOWEST = -1e300;

interface List {
  ids: string[];
  /** Are there more of it? */
  cutOff: boolean;
  /** Does it hold those due soon, whatever their priority? */
  due: boolean;
}

async function readLists(ctx: ReadContext, part: QueuePart, depth: number): Promise<List[]> {
  const soon = addDays(ctx.today, DUE_DAYS);
  const milestones = `SELECT m."id" FROM "Milestone" m WHERE m."shelf" = 'live' AND m."status" IN ('planned', 'in_progress') AND m."dueSort" < `;
  const asked: { due: boolean; where: KeysetCondition[]; order: string }[] = [];
  for (const status of part.backlog ? (["ready", "backlog"] as const) : (["ready"] as const)) {
    const of: KeysetCondition = { column: "status", is: status };
    const order = status === "ready" ? "queuedAt" : "createdAt";
    for (const [place] of PRIORITIES.entries())
      asked.push({ due: false, where: [of, { column: "priorityOrder", is: place }], order });
    asked.push({ due: true, where: [of, { column: "dueSort", below: soon }], order: "dueSort" });
    const ofMilestone: KeysetCondition = {
      sql: (bind) => `"milestoneId" IN (${milestones}${bind(soon)})`,
      few: "milestoneId",
    };
    asked.push({ due: true, where: [of, ofMilestone], order: "dueSort" });
  }
  const lists: List[] = [];
  for (const { due, where, order } of asked) lists.push({ due, ...(await idsOf(ctx, part, where, [order], depth)) });
  return lists;
}

async function idsOf(
  ctx: ReadContext,
  part: QueuePart,
  where: readonly KeysetCondition[],
  order: readonly string[],
  limit: number,
): Promise<{ ids: string[]; cutOff: boolean }> {
  const { ids, next } = await ctx.database.keyset(ctx.db, {
    table: "Issue",
    where: [...part.where, ...where],
    order: [...order, "id"],
    descending: false,
    after: null,
    limit,
  });
  return { ids, cutOff: next !== null };
}

/** Points that nothing behind the end of a list can exceed, so far as it is in no other list. */
function bound(part: QueuePart, list: List, cutOff: readonly List[], ranked: readonly Ranked[]): number {
  const more = MOST_UNBLOCKED + Math.max(0, ...part.weights.values());
  // What is due soon and was not read stands behind the end of the list of its priority as well.
  if (list.due) return Number.NEGATIVE_INFINITY;
  const last = ranked.find(({ id }) => id === list.ids.at(-1));
  if (!last) return Number.POSITIVE_INFINITY;
  const due = cutOff.some((other) => other.due) ? MOST_DUE : 0;
  return last.parts.priority + last.parts.age + due + more;
}

/** Issues of these ids with their points, best first. */
async function rank(ctx: ReadContext, part: QueuePart, ids: readonly string[]): Promise<Ranked[]> {
  if (ids.length === 0) return [];
  const { values, bind } = bindings(ctx.database.engine);
  const rows = await ctx.db.$queryRawUnsafe<Row[]>(
    `SELECT i."id", i."projectId", CAST(i."priority" AS TEXT) AS "priority", i."pin", i."queuedAt", i."createdAt", i."dueDate",
       m."dueDate" AS "milestoneDue"
     FROM "Issue" i LEFT JOIN "Milestone" m ON m."id" = i."milestoneId" AND m."shelf" = 'live' AND m."status" IN ('planned', 'in_progress')
     WHERE ${among(ctx.database.engine, `i."id"`, bind(JSON.stringify(ids)))}`,
    ...values,
  );
  const unblocks = await unblockedBy(ctx, ids);
  const ranked = rows.map((row): Ranked => {
    const id = String(row.id);
    const waiting: Waiting = {
      priority: row.priority as Waiting["priority"],
      since: dateOf(row.queuedAt) ?? dateOf(row.createdAt) ?? ctx.now,
      due: nearer(textOf(row.dueDate), textOf(row.milestoneDue)),
      unblocks: unblocks.get(id) ?? 0,
      weight: part.weights.get(String(row.projectId)) ?? 0,
    };
    const parts = scoreParts(waiting, ctx);
    return { id, pin: numberOf(row.pin), parts, score: sumOf(parts), waiting };
  });
  return ranked.sort(inQueueOrder);
}

/** Pinned ones first, then most points, then the longest waiting. */
export function inQueueOrder(a: Ranked, b: Ranked): number {
  if (a.pin !== null || b.pin !== null) {
    const [first, second] = [a.pin ?? Number.POSITIVE_INFINITY, b.pin ?? Number.POSITIVE_INFINITY];
    if (first !== second) return first - second;
  }
  return b.score - a.score || a.waiting.since.getTime() - b.waiting.since.getTime() || (a.id < b.id ? -1 : 1);
}

function nearer(own: string | null, other: string | null): string | null {
  if (own === null || other === null) return own ?? other;
  return own < other ? own : other;
}

/** How many open issues wait for each of these, at any distance. */
async function unblockedBy(ctx: ReadContext, ids: readonly string[]): Promise<Map<string, number>> {
  const { values, bind } = bindings(ctx.database.engine);
  const open = (issue: string) => `${issue}."status" NOT IN ('done', 'canceled') AND ${issue}."shelf" = 'live'`;
  const rows = await ctx.db.$queryRawUnsafe<{ root: string; many: number | bigint }[]>(
    `WITH RECURSIVE behind("root", "id") AS (
       SELECT l."fromId", l."toId" FROM "IssueLink" l JOIN "Issue" t ON t."id" = l."toId" AND ${open("t")}
         WHERE l."kind" = 'blocks' AND ${among(ctx.database.engine, `l."fromId"`, bind(JSON.stringify(ids)))}
       UNION SELECT b."root", l."toId" FROM behind b JOIN "IssueLink" l ON l."fromId" = b."id" AND l."kind" = 'blocks'
         JOIN "Issue" t ON t."id" = l."toId" AND ${open("t")})
     SELECT "root", count(*) AS "many" FROM behind GROUP BY "root"`,
    ...values,
  );
  return new Map(rows.map(({ root, many }) => [root, Number(many)]));
}
