import { bindings } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { readCursor, writeCursor } from "#lib/core/cursor";
import { pageOf } from "#lib/core/fields";
import { anyone, defineOperation } from "#lib/core/operation";
import type { Row } from "#lib/core/row-value";
import type { KeysetValue } from "#lib/db/keyset";
import { findDueItems } from "./due-items.ts";
import { wantedKinds } from "./inbox-settings.ts";
import { InboxFilter, InboxItem, type InboxKind, type InboxView } from "./schema.ts";
import { isInView, storedItemsSql, toInboxItem } from "./stored-items.ts";

interface Page {
  view: InboxView;
  kinds: ReadonlySet<InboxKind>;
  after: readonly KeysetValue[] | null;
  limit: number;
}

export const listInbox = defineOperation({
  name: "inbox.list",
  summary: "List what waits for you: mentions, assignments, decisions to accept and what is due soon, latest first.",
  access: "read",
  rest: "GET /inbox",
  input: InboxFilter,
  output: pageOf(InboxItem),
  authorize: anyone,
  async handle(ctx, { view, kind, cursor, limit }) {
    const list = `inbox:${view}`;
    const after = readCursor(list, cursor, ["createdAt", "id"]);
    const wanted = await wantedKinds(ctx);
    const kinds = new Set(kind && kind.length > 0 ? kind.filter((one) => wanted.has(one)) : wanted);
    const page = { view, kinds, after, limit };
    const items = [...(await findStored(ctx, page)), ...(await findDue(ctx, page))].sort(latestFirst);
    const shown = items.slice(0, limit);
    const last = shown.at(-1);
    const next = items.length > limit && last ? [new Date(last.createdAt), last.id] : null;
    return { items: shown, nextCursor: writeCursor(list, next) };
  },
});

async function findStored(ctx: ReadContext, { view, kinds, after, limit }: Page): Promise<InboxItem[]> {
  const binder = bindings(ctx.database.engine);
  const sql = storedItemsSql(ctx, { view, kinds }, binder);
  if (!sql) return [];
  const below = after ? ` AND (x."createdAt", x."id") < (${binder.bindAll(after)})` : "";
  const rows = await ctx.db.$queryRawUnsafe<Row[]>(
    `SELECT ${sql.columns} ${sql.from}${below} ORDER BY x."createdAt" DESC, x."id" DESC LIMIT ${limit + 1}`,
    ...binder.values,
  );
  return rows.map(toInboxItem);
}

async function findDue(ctx: ReadContext, { view, kinds, after }: Page): Promise<InboxItem[]> {
  if (!kinds.has("due_soon")) return [];
  const items = (await findDueItems(ctx)).filter((item) => isInView(item, view, ctx.now));
  const [at, id] = after ?? [];
  if (!(at instanceof Date)) return items;
  const last = { createdAt: at.toISOString(), id: String(id) };
  return items.filter((item) => latestFirst(last, item) < 0);
}

function latestFirst(a: Pick<InboxItem, "createdAt" | "id">, b: Pick<InboxItem, "createdAt" | "id">): number {
  const [first, second] = [`${a.createdAt} ${a.id}`, `${b.createdAt} ${b.id}`];
  return first === second ? 0 : first < second ? 1 : -1;
}
