import { rebuildSearch } from "#lib/domain/search/rebuild-search";
import type { World } from "./world.ts";

/** Everything the search index holds, as lines that compare: subject, place and word. */
export async function searchContents(world: World): Promise<string[]> {
  const rows = await world.database.write(async (tx) => {
    if (world.database.engine === "postgres")
      return tx.$queryRawUnsafe<{ line: string }[]>(
        `SELECT concat_ws(' ', kind, subject, project, words::text) AS line FROM search_entry`,
      );
    await tx.$executeRawUnsafe(
      "CREATE VIRTUAL TABLE IF NOT EXISTS temp.word_of USING fts5vocab('main', 'search_entry', 'instance')",
    );
    return tx.$queryRawUnsafe<{ line: string }[]>(
      `SELECT e.kind || ' ' || e.subject || ' ' || w.col || ' ' || w.offset || ' ' || w.term AS line
       FROM temp.word_of w JOIN search_entry e ON e.rowid = w.doc`,
    );
  });
  return rows.map(({ line }) => line).sort();
}

/** The same after writing the index anew. */
export async function rebuiltContents(world: World): Promise<string[]> {
  await rebuildSearch(world.as());
  return searchContents(world);
}
