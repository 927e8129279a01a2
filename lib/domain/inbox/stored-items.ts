import type { bindings } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { instantOf, jsonOf, type Row, textOf } from "#lib/core/row-value";
import { OPEN_STATUSES } from "#lib/domain/issues/columns";
import { subjectOf, subjectSql } from "#lib/domain/subjects/subject-sql";
import { enumValue } from "./enum-value.ts";
import type { InboxItem, InboxKind, InboxView } from "./schema.ts";

interface Wanted {
  view: InboxView;
  kinds: ReadonlySet<InboxKind>;
}

/** FROM and WHERE of the stored items that one list of the actor's inbox shows; null when it shows none. */
export function storedItemsSql(
  ctx: ReadContext,
  { view, kinds }: Wanted,
  binder: ReturnType<typeof bindings>,
): { columns: string; from: string } | null {
  if (kinds.size === 0) return null;
  const { bind } = binder;
  const subject = subjectSql(ctx, `x."subjectId"`);
  const now = () => bind(ctx.now);
  const views: Record<InboxView, () => string> = {
    open: () => `(x."snoozedUntil" IS NULL OR x."snoozedUntil" <= ${now()})`,
    unread: () => `x."readAt" IS NULL AND (x."snoozedUntil" IS NULL OR x."snoozedUntil" <= ${now()})`,
    snoozed: () => `x."snoozedUntil" > ${now()}`,
    done: () => "1 = 1",
  };
  return {
    columns: `x."id", x."kind", x."subjectId", x."sourceId", x."actor", x."excerpt", x."readAt", x."done", x."snoozedUntil", x."createdAt", ${subject.columns}`,
    from: `FROM "InboxItem" x ${subject.joins}
      WHERE ${views[view]()} AND x."userId" = ${bind(ctx.actor.user.id)} AND x."done" = ${view === "done" ? "TRUE" : "FALSE"}
        AND x."kind" IN (${[...kinds].map((kind) => enumValue(ctx, "InboxKind", kind)).join(", ")})${ofDueOnes(ctx, binder)}
        AND COALESCE(CAST(sc."shelf" AS TEXT), 'live') <> 'binned'${subject.seen}${subject.usable}`,
  };
}

/** Of what is due only what was snoozed or done counts as stored, and only as long as the issue is due on that day. */
function ofDueOnes(ctx: ReadContext, { bind }: ReturnType<typeof bindings>): string {
  const open = OPEN_STATUSES.map((status) => `'${status}'`).join(", ");
  return `
        AND (x."kind" <> ${enumValue(ctx, "InboxKind", "due_soon")} OR ((x."done" OR x."snoozedUntil" IS NOT NULL) AND si."assigneeId" = ${bind(ctx.actor.user.id)}
          AND si."dueDate" = x."sourceId" AND si."status" IN (${open}) AND CAST(si."shelf" AS TEXT) = 'live'))`;
}

/** A stored item as people see it. */
export function toInboxItem(row: Row): InboxItem {
  const { kind, id, key, title, status } = subjectOf(row);
  const source = String(row.sourceId);
  const isDue = row.kind === "due_soon";
  return {
    // What is due has the id of its issue, whether something is stored for it or not.
    id: isDue ? id : String(row.id),
    kind: row.kind as InboxKind,
    on: { kind, id, key, title, status },
    source: source === id || isDue ? null : source,
    actor: isDue ? null : jsonOf<InboxItem["actor"]>(row.actor),
    excerpt: textOf(row.excerpt) ?? "",
    dueDate: isDue ? source : null,
    read: row.readAt !== null,
    done: Boolean(Number(row.done)),
    snoozedUntil: instantOf(row.snoozedUntil),
    createdAt: instantOf(row.createdAt) ?? "",
  };
}
