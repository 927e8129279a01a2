import type { WriteContext } from "#lib/core/context";
import type { SearchEntry } from "#lib/db/search";
import type { ReferringKind } from "#lib/domain/kinds";
import { saveManyReferences } from "#lib/domain/references/save-many-references";
import type { Shelf } from "#lib/domain/shelf/schema";

interface Worded {
  id: string;
  shelf: Shelf;
}

interface Words<Thing> {
  kind: ReferringKind;
  /** All texts, in which other things may be named. */
  texts: (thing: Thing) => string[];
  entry: (thing: Thing) => SearchEntry;
}

/** Keeps search and references in step with what was put back: its words, and whether it lies in the bin. */
export async function saveWords<Thing extends Worded>(
  ctx: WriteContext,
  pairs: readonly { was: Thing; is: Thing }[],
  { kind, texts, entry }: Words<Thing>,
): Promise<void> {
  const reworded = pairs.filter(({ was, is }) => JSON.stringify(texts(was)) !== JSON.stringify(texts(is)));
  const back = pairs.filter(({ was }) => was.shelf === "binned");
  const shown = [...new Set([...reworded, ...back])].filter(({ is }) => is.shelf !== "binned");
  const gone = pairs.filter(({ was, is }) => is.shelf === "binned" && was.shelf !== "binned");
  await ctx.database.search.putMany(
    ctx.db,
    shown.map(({ is }) => entry(is)),
  );
  await ctx.database.search.remove(
    ctx.db,
    gone.map(({ is }) => is.id),
  );
  await saveManyReferences(
    ctx,
    reworded.map(({ is }) => ({ kind, id: is.id, texts: texts(is) })),
  );
}
