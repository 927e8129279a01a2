import { among, type Bound, bindings } from "#lib/core/bindings";
import { addDays } from "#lib/core/calendar";
import type { ReadContext } from "#lib/core/context";
import { dateOf, numberOf, type Row, textOf } from "#lib/core/row-value";
import { PRIORITIES } from "#lib/domain/projects/fields";
import { projectInUse } from "#lib/domain/subjects/in-use";
import { offIndex } from "#lib/domain/subjects/off-index";
import { seenOnly } from "#lib/domain/subjects/seen-only";
import type { QueuePart } from "./queue-part.ts";
import {
  DUE_DAYS,
  latestWith,
  MOST_DUE,
  MOST_UNBLOCKED,
  type ScoreParts,
  scoreParts,
  sumOf,
  type Waiting,
} from "./score.ts";

/** A ready issue and what its place follows from. */
export interface Ranked {
  id: string;
  pin: number | null;
  score: number;
  parts: ScoreParts;
  waiting: Waiting;
}

/** Issues of each list that are looked through behind its head, and taken from there: beyond that nothing lifts one any more. */
const MOST_SCANNED = 4096;
const MOST_LIFTED = 256;
/** Weights of projects that are told apart. SQLite joins 500 statements at most. */
const MOST_GROUPS = 12;

/**
 * The first of the queue in its order: what is pinned, then by score, longest waiting first among equals.
 *
 * The score changes by the hour, so no index holds it. But among issues of one priority the longest waiting has most
 * points of these two, and an index holds that order. So the heads of these lists are read, with those of what is pinned
 * or due soon. Behind a head only what something else lifts can be among the first, and only if it has waited long enough.
 */
export async function bestReady(ctx: ReadContext, part: QueuePart, limit: number): Promise<Ranked[]> {
  const heads = await readHeads(ctx, part, limit);
  const rows = heads.flatMap((head) => head.rows);
  const ranked = (await rank(ctx, part, rows)).sort(inQueueOrder);
  const last = ranked[limit - 1];
  if (!last || last.pin !== null) return ranked.slice(0, limit);
  const known = new Set(ranked.map(({ id }) => id));
  const lifted = await readLifted(ctx, part, { heads, least: last.score, limit });
  const more = await rank(
    ctx,
    part,
    lifted.filter(({ id }) => !known.has(String(id))),
  );
  return [...ranked, ...more].sort(inQueueOrder).slice(0, limit);
}

type Kind = "pinned" | "waiting" | "due" | "milestone";

/** Issues in an order that an index holds: those of a status and a priority, those that are due soon, those that are pinned. */
interface List {
  kind: Kind;
  status: "ready" | "backlog";
  /** The place of the priority in PRIORITIES, of a waiting list. */
  priority?: number;
}

/** The first of a list, one more than asked for where there are more. */
interface Head extends List {
  rows: Row[];
  cutOff: boolean;
}

const SINCE = { ready: `i."queuedAt"`, backlog: `i."createdAt"` };
const OPEN_MILESTONE = `m."shelf" = 'live' AND m."status" IN ('planned', 'in_progress')`;

function listsOf(part: QueuePart): List[] {
  const statuses = part.backlog ? (["ready", "backlog"] as const) : (["ready"] as const);
  return [
    ...statuses.flatMap((status): List[] => [
      { kind: "pinned", status },
      ...[...PRIORITIES.keys()].map((priority): List => ({ kind: "waiting", status, priority })),
      { kind: "due", status },
      { kind: "milestone", status },
    ]),
  ];
}

/** The first of each list: as many as are asked for, or all. */
async function readHeads(ctx: ReadContext, part: QueuePart, limit: number): Promise<Head[]> {
  const { values, bind, bindAll } = bindings(ctx.database.engine);
  const soon = addDays(ctx.today, DUE_DAYS);
  const lists = listsOf(part);
  const selects = lists.map(({ kind, status, priority }) => {
    const of = `i."shelf" = 'live' AND i."status" = '${status}'`;
    const from = kind === "milestone" ? `"Milestone" m CROSS JOIN "Issue" i` : `"Issue" i`;
    const [where, order] = {
      // What is pinned is few, and found by that.
      pinned: () => [
        `${offIndex(ctx, 'i."shelf"', "live")} AND ${offIndex(ctx, 'i."status"', status)} AND i."pin" >= -1e300`,
        `i."pin"`,
      ],
      waiting: () => [`${of} AND i."priorityOrder" = ${priority}`, SINCE[status]],
      due: () => [`${of} AND i."dueSort" < ${bind(soon)}`, `i."dueSort"`],
      // The few milestones that are due soon are read before their issues.
      milestone: () => [
        `${OPEN_MILESTONE} AND m."dueSort" < ${bind(soon)} AND i."milestoneId" = m."id" AND ${of}`,
        `m."dueSort", m."id"`,
      ],
    }[kind]();
    return `SELECT i."id" FROM ${from} WHERE ${where} AND ${part.where(bindAll)} ORDER BY ${order}, i."id" LIMIT ${limit + 1}`;
  });
  const rows = await readRows(ctx, selects, values);
  return lists.map((list, place) => {
    const own = rows.filter((row) => Number(row.list) === place);
    return { ...list, rows: own, cutOff: own.length > limit };
  });
}

/** Projects of one weight; null for all there are. */
interface Group {
  weight: number;
  projects: readonly string[] | null;
}

/** Projects by their weight, heaviest first; the lightest of many weights together, under the most that one of them has. */
function groupsOf({ weights }: QueuePart): Group[] {
  const byWeight = [...Map.groupBy([...weights], ([, weight]) => weight)].sort(([a], [b]) => b - a);
  const groups = byWeight.map(([weight, of]): Group => ({ weight, projects: of.map(([id]) => id) }));
  const [rest, ...lighter] = groups.splice(MOST_GROUPS - 1);
  if (groups.length === 0 && lighter.length === 0) return [{ weight: rest?.weight ?? 0, projects: null }];
  if (rest) groups.push({ ...rest, projects: [rest, ...lighter].flatMap(({ projects }) => projects ?? []) });
  return groups;
}

/**
 * What may have a score of `least` though it stands behind the head of its waiting list: an issue that others wait for, of
 * a project with more points than another, or due soon while not all of these were read. Each of these, and each weight, is
 * looked for by itself, or the many of one would leave no room for the few of another.
 */
async function readLifted(
  ctx: ReadContext,
  part: QueuePart,
  { heads, least, limit }: { heads: readonly Head[]; least: number; limit: number },
): Promise<Row[]> {
  const { values, bind, bindAll } = bindings(ctx.database.engine);
  const isCutOff = (kind: Kind) => heads.some((head) => head.kind === kind && head.cutOff);
  const soon = addDays(ctx.today, DUE_DAYS);
  const isDueCut = isCutOff("due") || isCutOff("milestone");
  const most = MOST_UNBLOCKED + (isDueCut ? MOST_DUE : 0);
  const lightest = Math.min(...part.weights.values());
  const groups = groupsOf(part);
  const selects = heads.flatMap((head) => {
    const end = head.cutOff && head.kind === "waiting" ? dateOf(head.rows.at(-1)?.since) : null;
    return end ? groups.flatMap((group) => behind(head, end, group)) : [];
  });
  return selects.length === 0 ? [] : readRows(ctx, selects, values);

  /** What one lift each brings up of a group's issues in a list. */
  function behind(list: Head, end: Date, { weight, projects }: Group): string[] {
    /** Since when one must wait at least that has these points besides. */
    const having = (points: number) => latestWith(least - weight - points, priorityOf(list), ctx.now);
    if (having(most) < end) return [];
    const since = SINCE[list.status];
    const window = () => `SELECT i."id", ${since} AS "since" FROM "Issue" i
      WHERE i."shelf" = 'live' AND i."status" = '${list.status}' AND i."priorityOrder" = ${list.priority} AND ${since} >= ${bind(end)} AND ${since} <= ${bind(having(most))}
      ORDER BY ${since}, i."id" LIMIT ${MOST_SCANNED}`;
    const by = (points: number) => `w."since" <= ${bind(having(points))}`;
    const blocks = `EXISTS (SELECT 1 FROM "IssueLink" l WHERE l."fromId" = i."id" AND l."kind" = 'blocks')`;
    const dueMilestone = () =>
      `i."milestoneId" IN (SELECT m."id" FROM "Milestone" m WHERE ${OPEN_MILESTONE} AND m."dueSort" < ${bind(soon)})`;
    const due = () =>
      isCutOff("milestone") ? `(i."dueSort" < ${bind(soon)} OR ${dueMilestone()})` : `i."dueSort" < ${bind(soon)}`;
    const of = () =>
      projects === null ? "" : ` AND ${among(ctx.database.engine, `i."projectId"`, bind(JSON.stringify(projects)))}`;
    const lifted = (lift: () => string, many: number) => `SELECT i."id" FROM (${window()}) w CROSS JOIN "Issue" i
      WHERE i."id" = w."id" AND ${lift()}${of()} AND ${part.where(bindAll)} ORDER BY w."since", w."id" LIMIT ${many}`;
    return [
      lifted(() => `${by(MOST_UNBLOCKED)} AND ${blocks}`, MOST_LIFTED),
      // Of one weight the first of these are those that wait longest.
      ...(weight > lightest ? [lifted(() => by(0), limit + 1)] : []),
      ...(isDueCut ? [lifted(() => `${due()} AND (${by(MOST_DUE)} OR ${blocks})`, MOST_LIFTED)] : []),
    ];
  }
}

const priorityOf = ({ priority }: List) => PRIORITIES[priority ?? 0] ?? "none";

/** The issues of each select, in its order. */
async function readRows(ctx: ReadContext, selects: readonly string[], values: readonly Bound[]): Promise<Row[]> {
  const listed = selects.map((select, list) => `SELECT ${list} AS "list", "of"."id" FROM (${select}) AS "of"`);
  return ctx.db.$queryRawUnsafe<Row[]>(
    `WITH listed AS (${listed.join(" UNION ALL ")})
     SELECT l."list", i."id", i."projectId", CAST(i."priority" AS TEXT) AS "priority", i."pin", i."dueDate",
       CASE WHEN i."status" = 'ready' THEN i."queuedAt" ELSE i."createdAt" END AS "since", m."dueDate" AS "milestoneDue"
     FROM listed l JOIN "Issue" i ON i."id" = l."id"
       LEFT JOIN "Milestone" m ON m."id" = i."milestoneId" AND ${OPEN_MILESTONE}
     ORDER BY l."list", "since", i."id"`,
    ...values,
  );
}

/** What is read, each once. */
async function rank(ctx: ReadContext, part: QueuePart, rows: readonly Row[]): Promise<Ranked[]> {
  const byId = new Map(rows.map((row) => [String(row.id), row]));
  const unblocks = await unblockedBy(ctx, [...byId.keys()]);
  return [...byId.values()].map((row) => rankedOf(ctx, part, row, unblocks));
}

function rankedOf(ctx: ReadContext, part: QueuePart, row: Row, unblocks: ReadonlyMap<string, number>): Ranked {
  const id = String(row.id);
  const waiting: Waiting = {
    priority: row.priority as Waiting["priority"],
    since: dateOf(row.since) ?? ctx.now,
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
    return first - second || (a.id < b.id ? -1 : 1);
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
