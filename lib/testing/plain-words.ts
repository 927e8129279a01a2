import { searchTerms, searchWords } from "#lib/db/search";

/** Do the words of a query stand in one of these texts, each phrase within one of them? As plainly as it can be said. */
export function hasWords(query: string, texts: readonly string[]): boolean {
  const terms = searchTerms(query);
  return terms.length > 0 && terms.every(({ words, prefix }) => texts.some((text) => standsIn(text, words, prefix)));
}

function standsIn(text: string, words: readonly string[], prefix: boolean): boolean {
  const there = searchWords(text);
  return there.some((_, from) =>
    words.every((word, place) => {
      const other = there[from + place] ?? "";
      return prefix && place === words.length - 1 ? other.startsWith(word) : other === word;
    }),
  );
}
