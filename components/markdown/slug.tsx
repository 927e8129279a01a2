/** Stands before names that texts give, so that none is one of the page's own. */
export const OF_TEXTS = "user-content-";

/** Names headings for links to them as GitHub does, each once, in the order in which they are asked for. */
export function headingSlugs(): (title: string) => string {
  const times = new Map<string, number>();
  return (title) => {
    const words = title
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, "")
      .replaceAll(" ", "-");
    let slug = words;
    for (let number = times.get(words) ?? 0; times.has(slug); slug = `${words}-${number}`) {
      number++;
      times.set(words, number);
    }
    times.set(slug, 0);
    return slug;
  };
}
