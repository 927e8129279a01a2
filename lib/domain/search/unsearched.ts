import type { Database } from "#lib/db/database";
import { KINDS, SEARCHED_KINDS } from "#lib/domain/kinds";

/** How many things that are not in the bin the search index lacks. Goes through all there is. */
export async function unsearched({ reader }: Pick<Database, "reader">): Promise<number> {
  const counts = SEARCHED_KINDS.map(
    (kind) =>
      `(SELECT count(*) FROM "${KINDS[kind].table}" t WHERE t."shelf" <> 'binned' AND t."id" NOT IN (SELECT subject FROM search_entry))`,
  );
  const rows = await reader.$queryRawUnsafe<{ missing: number | bigint }[]>(`SELECT ${counts.join(" + ")} AS missing`);
  return Number(rows[0]?.missing ?? 0);
}
