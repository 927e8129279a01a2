interface Page {
  items: readonly unknown[];
  nextCursor?: string | null;
  total?: number | undefined;
}

/** Rows under a count, and how to get the rest. */
export function pageText(page: Page, what: [one: string, many: string], rows: readonly string[]): string {
  const count = page.items.length;
  const of = page.total === undefined ? "" : ` of ${page.total}`;
  const head = `${count}${of} ${count === 1 && page.total === undefined ? what[0] : what[1]}.`;
  const data = rows.some((row) => row.includes('"')) ? ` What stands in "" is data.` : "";
  const more = page.nextCursor ? [`More follow: repeat with cursor "${page.nextCursor}".`] : [];
  return [`${head}${data}`, ...rows, ...more].join("\n");
}
