import type { Change, FieldChanges, WriteContext } from "#lib/core/context";
import { dateOf } from "#lib/core/row-value";
import type { SearchEntry } from "#lib/db/search";
import { type KeyedKind, KINDS } from "#lib/domain/kinds";
import { updateRows } from "#lib/domain/undo/update-rows";
import type { Shelf } from "./schema.ts";

/** Something that can be archived, as its kind's code holds it. */
interface Shelved {
  id: string;
  key: string;
  shelf: Shelf;
  version: number;
  archivedAt: string | null;
  binnedAt: string | null;
  updatedAt: string;
}

interface Told {
  kind: KeyedKind;
  /** The words by which it is found, save in the bin. */
  entry: SearchEntry;
  /** What else its event shows on. */
  about?: Change["about"];
}

/** Puts something on a shelf and says so; what stands there already is left as it is. Throws where it was changed since it was read. */
export async function moveShelf<Thing extends Shelved>(
  ctx: WriteContext,
  thing: Thing,
  shelf: Shelf,
  { kind, entry, about }: Told,
): Promise<Thing> {
  if (thing.shelf === shelf) {
    ctx.unchanged();
    return thing;
  }
  const { id, key, version } = thing;
  const { archivedAt, binnedAt } = stampsOf(ctx, shelf);
  await updateRows(ctx, KINDS[kind].table, [{ id, version, shelf, archivedAt, binnedAt }]);
  await moveEntries(ctx, thing.shelf, shelf, [entry]);
  const fields: FieldChanges = { shelf: [thing.shelf, shelf] };
  ctx.changed({ kind, id, key, projectId: entry.project, fields, ...(about ? { about } : {}) });
  return {
    ...thing,
    shelf,
    archivedAt: archivedAt?.toISOString() ?? null,
    binnedAt: binnedAt?.toISOString() ?? null,
    version: version + 1,
    updatedAt: ctx.now.toISOString(),
  };
}

/** Since when what stands on a shelf does so. */
export function stampsOf({ now }: WriteContext, shelf: Shelf): { archivedAt: Date | null; binnedAt: Date | null } {
  return { archivedAt: shelf === "archived" ? now : null, binnedAt: shelf === "binned" ? now : null };
}

/** The shelf of what is put back, and since when it stands there: what stood there already keeps its time. */
export function stampsKept(
  { now }: WriteContext,
  was: { archivedAt: Date | string | null; binnedAt: Date | string | null },
  shelf: Shelf,
) {
  return {
    shelf,
    archivedAt: shelf === "archived" ? (dateOf(was.archivedAt) ?? now) : null,
    binnedAt: shelf === "binned" ? (dateOf(was.binnedAt) ?? now) : null,
  };
}

/** Keeps search from finding what went to the bin, and lets it find what came out. */
export async function moveEntries(
  ctx: WriteContext,
  was: Shelf,
  shelf: Shelf,
  entries: readonly SearchEntry[],
): Promise<void> {
  const { search } = ctx.database;
  const subjects = entries.map(({ subject }) => subject);
  if (shelf === "binned") await search.remove(ctx.db, subjects);
  else if (was === "binned") await search.putMany(ctx.db, entries);
}

type Save<Thing, Saved> = (
  ctx: WriteContext,
  before: Thing,
  columns: { shelf: "live" | "binned"; binnedAt: Date | null },
  fields: FieldChanges,
) => Promise<Saved>;

/** How something without an archive, of which `save` writes the next version, goes to the bin and comes back. */
export function binBy<Thing extends { shelf: Shelf }, Saved>(save: Save<Thing, Saved>) {
  return async (ctx: WriteContext, before: Thing, shelf: "live" | "binned"): Promise<Thing | Saved> => {
    if (before.shelf === shelf) {
      ctx.unchanged();
      return before;
    }
    return save(ctx, before, { shelf, binnedAt: stampsOf(ctx, shelf).binnedAt }, { shelf: [before.shelf, shelf] });
  };
}
