import { fitting } from "../text/clip.ts";
import { pageText } from "../text/page-text.ts";
import type { Answer } from "./tool.ts";

interface Page<Item> {
  items: readonly Item[];
  nextCursor?: string | null;
  total?: number | undefined;
}

interface Shown<Item> {
  what: [one: string, many: string];
  row(item: Item): string;
}

/** A page of a list. Where its rows do not fit, a shorter one is read, so that its cursor is that of the last row shown. */
export async function listAnswer<Item>(
  read: (shorter: { limit?: number }) => Promise<Page<Item>>,
  { what, row }: Shown<Item>,
): Promise<Answer> {
  const data = await read({});
  let page = data;
  for (;;) {
    const rows = page.items.map(row);
    const fit = fitting(rows);
    if (fit === rows.length) return { text: pageText(page, what, rows), data };
    page = await read({ limit: fit });
  }
}
