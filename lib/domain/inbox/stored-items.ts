import type { bindings } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { instantOf, jsonOf, type Row, textOf } from "#lib/core/row-value";
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
  { bind }: ReturnType<typeof bindings>,
): { columns: string; from: string } | null {
  const stored = [...kinds].filter((kind) => kind !== "due_soon");
  if (stored.length === 0) return null;
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
        AND x."kind" IN (${stored.map((kind) => enumValue(ctx, "InboxKind", kind)).join(", ")})
        AND COALESCE(CAST(sc."shelf" AS TEXT), 'live') <> 'binned'${subject.seen}${subject.usable}`,
  };
}

/** A stored item as people see it. */
export function toInboxItem(row: Row): InboxItem {
  const { kind, id, key, title, status } = subjectOf(row);
  const source = String(row.sourceId);
  return {
    id: String(row.id),
    kind: row.kind as InboxKind,
    on: { kind, id, key, title, status },
    source: source === id ? null : source,
    actor: jsonOf<InboxItem["actor"]>(row.actor),
    excerpt: textOf(row.excerpt) ?? "",
    dueDate: null,
    read: row.readAt !== null,
    done: Boolean(Number(row.done)),
    snoozedUntil: instantOf(row.snoozedUntil),
    createdAt: instantOf(row.createdAt) ?? "",
  };
}

/** Does one of the views show an item that is due? */
export function isInView(item: InboxItem, view: InboxView, now: Date): boolean {
  const sleeping = item.snoozedUntil !== null && new Date(item.snoozedUntil) > now;
  if (view === "done") return item.done;
  if (item.done) return false;
  if (view === "snoozed") return sleeping;
  return !sleeping && (view === "open" || !item.read);
}
