import { bindings } from "#lib/core/bindings";
import { addDays, dayOf } from "#lib/core/calendar";
import type { ReadContext } from "#lib/core/context";
import { type Row, textOf } from "#lib/core/row-value";
import type { KeysetValue } from "#lib/db/keyset";
import { OPEN_STATUSES } from "#lib/domain/issues/columns";
import { seenOnly } from "#lib/domain/subjects/seen-only";
import { enumValue } from "./enum-value.ts";
import type { InboxItem } from "./schema.ts";

/** Days before its due date that an issue shows. */
const DUE_DAYS = 3;
/** Sorts behind every id. */
const AFTER_IDS = "z";

interface DuePage {
  /** Only what nobody has read. */
  unread?: boolean;
  /** Instant and id of the item before the page; null for the first page. */
  after?: readonly KeysetValue[] | null;
  /** What came before this instant is not needed. */
  since?: Date | null;
  limit: number;
}

/**
 * Open issues of the actor that are due within three days or overdue, what came into this span last first. Nothing is
 * stored for them until one is read, snoozed or done; that holds for its due date only. Those that were snoozed or done
 * are found as what is stored (`storedItemsSql`), not here.
 */
export async function findDueItems(ctx: ReadContext, page: DuePage): Promise<InboxItem[]> {
  const { values, bind, each } = dueSql(ctx, page);
  // Each status by itself: so the first of each come in order from the index, however many are due.
  const due = each(
    `i."id", i."dueSort", r."readAt"`,
    (status, from) =>
      `SELECT * FROM (SELECT ${from} ORDER BY i."dueSort" DESC, i."id" DESC LIMIT ${page.limit}) AS "due_${status}"`,
  );
  const rows = await ctx.db.$queryRawUnsafe<Row[]>(
    `SELECT i."id", i."title", i."number", i."status", i."dueDate", p."key" AS "project", "due"."readAt"
     FROM (SELECT * FROM (${due}) AS "each" ORDER BY "dueSort" DESC, "id" DESC LIMIT ${bind(page.limit)}) AS "due"
       JOIN "Issue" i ON i."id" = "due"."id" JOIN "Project" p ON p."id" = i."projectId"
     ORDER BY "due"."dueSort" DESC, i."id" DESC`,
    ...values,
  );
  return rows.map(toDueItem);
}

/** How many of them nobody has read, counted up to `most`. */
export async function countDueItems(ctx: ReadContext, most: number): Promise<number> {
  const { values, each } = dueSql(ctx, { unread: true });
  const due = each("1", (_, from) => `SELECT ${from}`);
  const [row] = await ctx.db.$queryRawUnsafe<{ count: number | bigint }[]>(
    `SELECT count(*) AS "count" FROM (SELECT 1 FROM (${due}) AS "each" LIMIT ${most}) AS "some"`,
    ...values,
  );
  return Number(row?.count ?? 0);
}

/** The item of an issue of the actor, also one that is snoozed or done; null where it is not due. */
export async function findDueItem(ctx: ReadContext, issueId: string): Promise<InboxItem | null> {
  const { values, bind } = bindings(ctx.database.engine);
  const me = bind(ctx.actor.user.id);
  const [row] = await ctx.db.$queryRawUnsafe<Row[]>(
    `SELECT i."id", i."title", i."number", i."status", i."dueDate", p."key" AS "project", NULL AS "readAt"
     FROM "Issue" i JOIN "Project" p ON p."id" = i."projectId"
     WHERE i."assigneeId" = ${me} AND i."id" = ${bind(issueId)} AND i."dueSort" <= ${bind(lastDay(ctx))}
       AND i."status" IN (${OPEN_STATUSES.map((status) => `'${status}'`).join(", ")})${usable(ctx)}`,
    ...values,
  );
  return row ? toDueItem(row) : null;
}

const lastDay = (ctx: ReadContext) => addDays(ctx.today, DUE_DAYS);
/** Neither it nor its project lies in the bin. SQLite leaves `+column` out of its choice of an index. */
function usable(ctx: ReadContext): string {
  const plus = ctx.database.engine === "sqlite" ? "+" : "";
  return ` AND ${plus}i."shelf" = 'live' AND ${plus}p."shelf" <> 'binned'${seenOnly(ctx, "i")}`;
}

/** Where what is due is found: `each` makes one SELECT of each open status out of the columns and all that follows. */
function dueSql(ctx: ReadContext, { unread, after, since }: Omit<DuePage, "limit">) {
  const { values, bind } = bindings(ctx.database.engine);
  const [day, id] = firstBelow(lastDay(ctx), after ?? null);
  const needed = () => (since ? ` AND i."dueSort" >= ${bind(addDays(dayOf(since), DUE_DAYS))}` : "");
  const each = (columns: string, select: (status: string, from: string) => string) =>
    OPEN_STATUSES.map((status) =>
      select(
        status,
        `${columns} FROM "Issue" i JOIN "Project" p ON p."id" = i."projectId"
           LEFT JOIN "InboxItem" r ON r."userId" = ${bind(ctx.actor.user.id)} AND r."kind" = ${enumValue(ctx, "InboxKind", "due_soon")}
             AND r."subjectId" = i."id" AND r."sourceId" = i."dueDate"
         WHERE i."assigneeId" = ${bind(ctx.actor.user.id)} AND i."status" = '${status}' AND (i."dueSort", i."id") < (${bind(day)}, ${bind(id)})${needed()}
           AND (r."id" IS NULL OR (r."done" = FALSE AND r."snoozedUntil" IS NULL${unread ? ` AND r."readAt" IS NULL` : ""}))${usable(ctx)}`,
      ),
    ).join(" UNION ALL ");
  return { values, bind, each };
}

/** Due date and id that the items of a page lie below. */
function firstBelow(last: string, after: readonly KeysetValue[] | null): [string, string] {
  const [at, id] = after ?? [];
  if (!(at instanceof Date)) return [last, AFTER_IDS];
  const day = addDays(dayOf(at), DUE_DAYS);
  if (day > last) return [last, AFTER_IDS];
  return [day, at.getTime() === cameAt(day).getTime() ? String(id) : AFTER_IDS];
}

/** When something that is due on this day came into the inbox. */
function cameAt(dueDate: string): Date {
  return new Date(addDays(dueDate, -DUE_DAYS));
}

function toDueItem(row: Row): InboxItem {
  const dueDate = textOf(row.dueDate) ?? "";
  const key = `${row.project}-${row.number}`;
  return {
    // The issue's own id, so that an item keeps its id when something is stored for it.
    id: String(row.id),
    kind: "due_soon",
    on: { kind: "issue", id: String(row.id), key, title: String(row.title), status: String(row.status) },
    source: null,
    actor: null,
    excerpt: "",
    question: null,
    dueDate,
    read: row.readAt !== null,
    done: false,
    snoozedUntil: null,
    createdAt: cameAt(dueDate).toISOString(),
  };
}
