/**
 * Reads rows of a list of things on other things, of which only a join tells whether the actor sees them, until there
 * are `most` seen ones or no more rows. `read` answers the next `take` rows behind one, seen or not, in order: to page
 * first and to join then keeps PostgreSQL from joining all there is for each page.
 */
export async function findSeenRows<Row extends { seen?: unknown }>(
  most: number,
  read: (behind: Row | null, take: number) => Promise<Row[]>,
): Promise<Row[]> {
  const found: Row[] = [];
  let behind: Row | null = null;
  for (let take = most; ; take = Math.min(4 * take, 1000)) {
    const rows: Row[] = await read(behind, take);
    found.push(...rows.filter((row) => Number(row.seen) === 1));
    behind = rows.at(-1) ?? null;
    if (found.length >= most || rows.length < take) return found.slice(0, most);
  }
}
