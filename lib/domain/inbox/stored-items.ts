import { bindings } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { instantOf, jsonOf, type Row, textOf } from "#lib/core/row-value";
import type { KeysetValue } from "#lib/db/keyset";
import { OPEN_STATUSES } from "#lib/domain/issues/columns";
import { chipOf } from "#lib/domain/questions/chip-of";
import { findQuestions } from "#lib/domain/questions/queries";
import { findSeenRows } from "#lib/domain/subjects/seen-rows";
import { subjectOf, subjectSql } from "#lib/domain/subjects/subject-sql";
import { enumValue } from "./enum-value.ts";
import type { InboxItem, InboxKind, InboxView } from "./schema.ts";

interface Wanted {
  view: InboxView;
  kinds: ReadonlySet<InboxKind>;
  /** Instant and id of the item before the page; null for the first page. */
  after?: readonly KeysetValue[] | null;
  limit: number;
}

/** The stored items that one list of the actor's inbox shows, latest first. */
export async function findStoredItems(ctx: ReadContext, wanted: Wanted): Promise<Row[]> {
  if (wanted.kinds.size === 0) return [];
  const subject = subjectSql(ctx, `x."subjectId"`);
  const shelf = `COALESCE(CAST(sc."shelf" AS TEXT), CAST(su."shelf" AS TEXT), 'live')`;
  return findSeenRows(wanted.limit, (behind, take) => {
    const { values, bind, bindAll } = bindings(ctx.database.engine);
    const after = behind ? [new Date(String(instantOf(behind.createdAt))), String(behind.id)] : wanted.after;
    const below = after ? ` AND (x."createdAt", x."id") < (${bindAll(after)})` : "";
    const kinds = [...wanted.kinds].map((kind) => enumValue(ctx, "InboxKind", kind)).join(", ");
    return ctx.db.$queryRawUnsafe<Row[]>(
      `SELECT x."id", x."kind", x."subjectId", x."sourceId", x."actor", x."excerpt", x."readAt", x."done", x."snoozedUntil", x."createdAt", ${subject.columns},
         CASE WHEN ${shelf} <> 'binned'${subject.seen}${subject.usable}${ofDueOnes(ctx)} THEN 1 ELSE 0 END AS "seen"
       FROM (SELECT x.* FROM "InboxItem" x WHERE TRUE${below} AND x."userId" = ${bind(ctx.actor.user.id)} AND x."done" = ${wanted.view === "done" ? "TRUE" : "FALSE"}
         AND ${inView(wanted.view, () => bind(ctx.now))} AND x."kind" IN (${kinds}) ORDER BY x."createdAt" DESC, x."id" DESC LIMIT ${take}) x
       ${subject.joins} ORDER BY x."createdAt" DESC, x."id" DESC`,
      ...values,
    );
  });
}

function inView(view: InboxView, now: () => string): string {
  if (view === "done") return "TRUE";
  if (view === "snoozed") return `x."snoozedUntil" > ${now()}`;
  return `(x."snoozedUntil" IS NULL OR x."snoozedUntil" <= ${now()})${view === "unread" ? ` AND x."readAt" IS NULL` : ""}`;
}

/** Of what is due only what was snoozed or done counts as stored, and only as long as the issue is due on that day. */
function ofDueOnes(ctx: ReadContext): string {
  const open = OPEN_STATUSES.map((status) => `'${status}'`).join(", ");
  return `
        AND (x."kind" <> ${enumValue(ctx, "InboxKind", "due_soon")} OR ((x."done" OR x."snoozedUntil" IS NOT NULL) AND si."assigneeId" = x."userId"
          AND si."dueDate" = x."sourceId" AND si."status" IN (${open}) AND CAST(si."shelf" AS TEXT) = 'live'))`;
}

/** Stored items as people see them, those that ask something with what they ask. */
export async function toInboxItems(ctx: ReadContext, rows: readonly Row[]): Promise<InboxItem[]> {
  const asking = rows.filter(({ kind }) => kind === "question").map(({ sourceId }) => String(sourceId));
  const questions = new Map((await findQuestions(ctx, asking)).map((one) => [one.id, chipOf(one)]));
  return rows.map((row) => toInboxItem(row, questions.get(String(row.sourceId)) ?? null));
}

function toInboxItem(row: Row, question: InboxItem["question"]): InboxItem {
  const { kind, id, key, title, status } = subjectOf(row);
  const source = String(row.sourceId);
  const isDue = row.kind === "due_soon";
  const actor = jsonOf<InboxItem["actor"]>(row.actor);
  return {
    // What is due has the id of its issue, whether something is stored for it or not.
    id: isDue ? id : String(row.id),
    kind: row.kind as InboxKind,
    on: { kind, id, key, title, status },
    source: source === id || isDue ? null : source,
    actor: actor && "handle" in actor ? actor : null,
    excerpt: textOf(row.excerpt) ?? "",
    question,
    dueDate: isDue ? source : null,
    read: row.readAt !== null,
    done: Boolean(Number(row.done)),
    snoozedUntil: instantOf(row.snoozedUntil),
    createdAt: instantOf(row.createdAt) ?? "",
  };
}
