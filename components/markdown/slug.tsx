/** Names headings for links to them, each once, in the order in which they are asked for. */
export function headingSlugs(): (title: string) => string {
  const times = new Map<string, number>();
  return (title) => {
    const words = title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .replace(/^-+|-+$/g, "");
    const slug = `s-${words.slice(0, 80)}`;
    const before = times.get(slug) ?? 0;
    times.set(slug, before + 1);
    return before === 0 ? slug : `${slug}-${before + 1}`;
  };
}
