import { among, bindings } from "#lib/core/bindings";
import { addDays } from "#lib/core/calendar";
import type { ReadContext } from "#lib/core/context";
import { dateOf, numberOf, type Row, textOf } from "#lib/core/row-value";
import { PRIORITIES } from "#lib/domain/projects/fields";
import { projectInUse } from "#lib/domain/subjects/in-use";
import { offIndex } from "#lib/domain/subjects/off-index";
import { seenOnly } from "#lib/domain/subjects/seen-only";
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

/** Rows of each list that are read first, and at most: beyond that what waits for an issue or its date no longer lifts it. */
const DEPTH = 64;
const MOST_DEPTH = 256;

/**
 * The first of the queue in its order: what is pinned, then by score, longest waiting first among equals.
 *
 * The score changes by the hour, so no index holds it. But among issues of one priority the longest waiting has most
 * points of these two, and an index holds that order; what is due soon is found by its date. These lists are read from
 * their heads until nothing that was not read can have more points than what was, or MOST_DEPTH of each was read.
 */
export async function bestReady(ctx: ReadContext, part: QueuePart, limit: number): Promise<Ranked[]> {
  for (const depth of [Math.max(DEPTH, limit), Math.max(MOST_DEPTH, limit)]) {
    const { lists, ranked } = await readLists(ctx, part, depth);
    const last = ranked[limit - 1];
    const isExact = last?.pin != null || mostBehind(part, lists) <= (last?.score ?? Number.NEGATIVE_INFINITY);
    if (isExact || depth >= MOST_DEPTH) return ranked.slice(0, limit);
  }
  throw new Error("unreachable: the last depth is the most");
}

/** The head of one list. */
interface Head {
  items: Ranked[];
  /** Are there more of it? */
  cutOff: boolean;
  /** Does it hold those due soon, whatever their priority? */
  due: boolean;
}

/** Points that nothing behind the heads of the lists can exceed. */
function mostBehind(part: QueuePart, lists: readonly Head[]): number {
  const cut = lists.filter(({ cutOff }) => cutOff);
  // What is due soon and was not read stands behind the end of the list of its priority as well.
  const more = MOST_UNBLOCKED + Math.max(0, ...part.weights.values()) + (cut.some(({ due }) => due) ? MOST_DUE : 0);
  const ends = cut.filter(({ due }) => !due).map(({ items }) => Math.min(...items.map(waited)));
  return Math.max(Number.NEGATIVE_INFINITY, ...ends.map((points) => points + more));
}

const waited = ({ parts }: Ranked) => parts.priority + parts.age;

/** The heads of all lists, and what is in them, best first. */
async function readLists(
  ctx: ReadContext,
  part: QueuePart,
  depth: number,
): Promise<{ lists: Head[]; ranked: Ranked[] }> {
  const { values, bind, bindAll } = bindings(ctx.database.engine);
  const soon = addDays(ctx.today, DUE_DAYS);
  const milestones = () =>
    `SELECT m."id" FROM "Milestone" m WHERE m."shelf" = 'live' AND m."status" IN ('planned', 'in_progress') AND m."dueSort" < ${bind(soon)}`;
  const asked: { due: boolean; sql: string }[] = [];
  const ask = (due: boolean, where: string, order: string) => {
    const select = `SELECT i."id" FROM "Issue" i WHERE ${where} AND ${part.where(bindAll)} ORDER BY ${order}, i."id" LIMIT ${depth + 1}`;
    asked.push({ due, sql: `SELECT ${asked.length} AS "list", "of"."id" FROM (${select}) AS "of"` });
  };
  // What is pinned is few, and found by that.
  const [live, ready] = [offIndex(ctx, 'i."shelf"', "live"), offIndex(ctx, 'i."status"', "ready")];
  ask(true, `${live} AND ${ready} AND i."pin" >= -1e300`, `i."pin"`);
  for (const status of part.backlog ? ["ready", "backlog"] : ["ready"]) {
    const of = `i."shelf" = 'live' AND i."status" = '${status}'`;
    const since = status === "ready" ? `i."queuedAt"` : `i."createdAt"`;
    for (const place of PRIORITIES.keys()) ask(false, `${of} AND i."priorityOrder" = ${place}`, since);
    ask(true, `${of} AND i."dueSort" < ${bind(soon)}`, `i."dueSort"`);
    ask(true, `${of} AND i."milestoneId" IN (${milestones()})`, `i."dueSort"`);
  }
  const rows = await ctx.db.$queryRawUnsafe<Row[]>(
    `WITH listed AS (${asked.map(({ sql }) => sql).join(" UNION ALL ")})
     SELECT l."list", i."id", i."projectId", CAST(i."priority" AS TEXT) AS "priority", i."pin", i."queuedAt", i."createdAt",
       i."dueDate", m."dueDate" AS "milestoneDue"
     FROM listed l JOIN "Issue" i ON i."id" = l."id"
       LEFT JOIN "Milestone" m ON m."id" = i."milestoneId" AND m."shelf" = 'live' AND m."status" IN ('planned', 'in_progress')`,
    ...values,
  );
  const ids = [...new Set(rows.map((row) => String(row.id)))];
  const unblocks = await unblockedBy(ctx, ids);
  const byId = new Map(rows.map((row) => [String(row.id), rankedOf(ctx, part, row, unblocks)]));
  const lists = asked.map(({ due }, list): Head => {
    const items = rows.filter((row) => Number(row.list) === list).flatMap((row) => byId.get(String(row.id)) ?? []);
    return { due, items, cutOff: items.length > depth };
  });
  return { lists, ranked: [...byId.values()].sort(inQueueOrder) };
}

function rankedOf(ctx: ReadContext, part: QueuePart, row: Row, unblocks: ReadonlyMap<string, number>): Ranked {
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
  if (ids.length === 0) return new Map();
  const { values, bind } = bindings(ctx.database.engine);
  const open = (issue: string) =>
    `${issue}."status" NOT IN ('done', 'canceled') AND ${offIndex(ctx, `${issue}."shelf"`, "live")}${projectInUse(issue)}${seenOnly(ctx, issue)}`;
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
