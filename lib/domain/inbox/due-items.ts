import { bindings } from "#lib/core/bindings";
import { addDays, dayOf } from "#lib/core/calendar";
import type { ReadContext } from "#lib/core/context";
import { instantOf, type Row, textOf } from "#lib/core/row-value";
import { OPEN_STATUSES } from "#lib/domain/issues/columns";
import { seenOnly } from "#lib/domain/issues/seen-only";
import type { InboxItem } from "./schema.ts";

/** Days before its due date that an issue shows. */
export const DUE_DAYS = 3;
/** Due issues that an inbox shows at most, the longest overdue first. */
const MOST = 200;

/**
 * Open issues of the actor that are due within three days or overdue. Nothing is stored for them until one is read,
 * snoozed or done; that holds for its due date only.
 */
export async function findDueItems(ctx: ReadContext): Promise<InboxItem[]> {
  const { values, bind } = bindings(ctx.database.engine);
  const me = ctx.actor.user.id;
  const last = addDays(dayOf(ctx.now), DUE_DAYS);
  // Each status by itself: so the first of each come in order from the index, however many are due.
  const due = OPEN_STATUSES.map(
    (status) => `SELECT * FROM (SELECT i."id", i."dueSort" FROM "Issue" i JOIN "Project" p ON p."id" = i."projectId"
      WHERE i."assigneeId" = ${bind(me)} AND i."status" = '${status}' AND i."dueSort" <= ${bind(last)} AND CAST(i."shelf" AS TEXT) = 'live'
        AND CAST(p."shelf" AS TEXT) <> 'binned'${seenOnly(ctx, "i")}
      ORDER BY i."dueSort", i."id" LIMIT ${MOST}) AS "due_${status}"`,
  );
  const rows = await ctx.db.$queryRawUnsafe<Row[]>(
    `SELECT i."id", i."title", i."number", i."status", i."dueDate", p."key" AS "project", r."readAt", r."done", r."snoozedUntil", r."createdAt"
     FROM (SELECT * FROM (${due.join(" UNION ALL ")}) AS "each" ORDER BY "dueSort", "id" LIMIT ${MOST}) AS "due"
       JOIN "Issue" i ON i."id" = "due"."id" JOIN "Project" p ON p."id" = i."projectId"
       LEFT JOIN "InboxItem" r ON r."userId" = ${bind(me)} AND r."kind" = 'due_soon' AND r."subjectId" = i."id" AND r."sourceId" = i."dueDate"
     ORDER BY "due"."dueSort", i."id"`,
    ...values,
  );
  return rows.map(toDueItem);
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
    dueDate,
    read: row.readAt !== null,
    done: Boolean(Number(row.done ?? 0)),
    snoozedUntil: instantOf(row.snoozedUntil),
    createdAt: instantOf(row.createdAt) ?? new Date(addDays(dueDate, -DUE_DAYS)).toISOString(),
  };
}
