/** The ends of sentences about fields that several nouns have; undefined for a field that is the noun's own. */
export function fieldWords(field: string, before: unknown, after: unknown): string | null | undefined {
  switch (field) {
    case "title":
      return `renamed it from “${String(before)}”`;
    case "description":
      return before === "" ? "wrote the description" : "edited the description";
    case "parent":
      return after ? `put it under ${String(after)}` : `took it out of ${String(before)}`;
    case "shelf":
      return shelfWords(after);
    case "rank":
      return "moved it in the order";
    case "undid":
      return null;
  }
}

export function shelfWords(to: unknown, what = "it"): string {
  return to === "binned" ? `moved ${what} to the bin` : to === "archived" ? `archived ${what}` : `restored ${what}`;
}

/** What came to a list and what left it. */
export function listWords(
  [before, after]: readonly [unknown, unknown],
  added: (names: string) => string,
  dropped: (names: string) => string,
): string {
  const [had, has] = [names(before), names(after)];
  const came = has.filter((name) => !had.includes(name)).join(", ");
  const left = had.filter((name) => !has.includes(name)).join(", ");
  return [came && added(came), left && dropped(left)].filter(Boolean).join(" and ");
}

function names(list: unknown): string[] {
  return Array.isArray(list) ? list.map(String) : [];
}

/** The words of a value within a sentence. */
export function lowerWords(words: Readonly<Record<string, string>>, value: unknown): string {
  return (words[String(value)] ?? String(value)).toLowerCase();
}
