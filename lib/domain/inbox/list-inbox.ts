import type { ReadContext } from "#lib/core/context";
import { readCursor, writeCursor } from "#lib/core/cursor";
import { pageOf } from "#lib/core/fields";
import { anyone, defineOperation } from "#lib/core/operation";
import type { KeysetValue } from "#lib/db/keyset";
import { findDueItems } from "./due-items.ts";
import { wantedKinds } from "./inbox-settings.ts";
import { InboxFilter, InboxItem, type InboxKind, type InboxView } from "./schema.ts";
import { findStoredItems, toInboxItems } from "./stored-items.ts";

interface Page {
  view: InboxView;
  kinds: ReadonlySet<InboxKind>;
  after: readonly KeysetValue[] | null;
  since?: Date | null;
  limit: number;
}

interface Place {
  item: InboxItem;
  /** Id that orders items of one instant: of what is stored, else of the issue that is due. */
  id: string;
}

export const listInbox = defineOperation({
  name: "inbox.list",
  summary:
    "List what waits for you: questions and answers, proposals, mentions, assignments, decisions to accept and what is due soon, latest first.",
  access: "read",
  reach: "projects",
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
    const stored = await findStored(ctx, page);
    // Where what is stored fills the page, what came due before its end belongs to later ones.
    const since = stored.length > limit ? new Date(stored.at(-1)?.item.createdAt ?? 0) : null;
    const places = [...stored, ...(await findDue(ctx, { ...page, since }))].sort(latestFirst);
    const shown = places.slice(0, limit);
    const last = shown.at(-1);
    const next = places.length > limit && last ? [new Date(last.item.createdAt), last.id] : null;
    return { items: shown.map(({ item }) => item), nextCursor: writeCursor(list, next) };
  },
});

async function findStored(ctx: ReadContext, { limit, ...page }: Page): Promise<Place[]> {
  const rows = await findStoredItems(ctx, { ...page, limit: limit + 1 });
  const items = await toInboxItems(ctx, rows);
  return items.map((item, place) => ({ item, id: String(rows[place]?.id) }));
}

async function findDue(ctx: ReadContext, { view, kinds, after, since, limit }: Page): Promise<Place[]> {
  if (!kinds.has("due_soon") || (view !== "open" && view !== "unread")) return [];
  const items = await findDueItems(ctx, { unread: view === "unread", after, since, limit: limit + 1 });
  return items.map((item) => ({ item, id: item.id }));
}

function latestFirst(a: Place, b: Place): number {
  const [first, second] = [a, b].map(({ item, id }) => `${item.createdAt} ${id}`);
  return first === second ? 0 : String(first) < String(second) ? 1 : -1;
}
