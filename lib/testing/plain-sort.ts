const byCodePoint = (a: unknown, b: unknown) =>
  typeof a === "string" && typeof b === "string"
    ? Buffer.compare(Buffer.from(a.toWellFormed()), Buffer.from(b.toWellFormed()))
    : Number(a) - Number(b);

/** Rows by these columns as a plain sort puts them: texts by code point. */
export function ordered<Row>(rows: readonly Row[], columns: readonly (keyof Row)[], descending: boolean): Row[] {
  return rows.toSorted((a, b) => {
    for (const column of columns) {
      const order = byCodePoint(a[column], b[column]);
      if (order !== 0) return descending ? -order : order;
    }
    return 0;
  });
}

/** A list read page by page to its end; `between` runs before each further page. */
export async function everyPage<Item>(
  read: (cursor: string | undefined) => Promise<{ items: Item[]; nextCursor: string | null }>,
  between: () => Promise<unknown> = async () => undefined,
): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await read(cursor);
    items.push(...page.items);
    if (page.nextCursor === null) return items;
    cursor = page.nextCursor;
    await between();
  }
}
