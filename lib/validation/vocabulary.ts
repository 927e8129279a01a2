import { PairTable } from "./pair-table.ts";
import { fold, hashOf, Tokens } from "./words.ts";

/** Words that are words: those of a language, or those which a folder of texts uses often. */
export class Vocabulary {
  private readonly words: PairTable;

  constructor(words: readonly string[]) {
    this.words = new PairTable(words.length);
    for (const word of words) this.words.add(...hashOf(fold(word)));
  }

  has(folded: string): boolean {
    return this.words.find(...hashOf(folded)) >= 0;
  }

  hasHash(low: number, high: number): boolean {
    return this.words.find(low, high) >= 0;
  }
}

/** The words that stand in so many of these texts, so that they are no slips. */
export function wordsOften(texts: Iterable<string>, least = 3): Vocabulary {
  const seen = new PairTable();
  const counts: number[] = [];
  const last: number[] = [];
  const often: string[] = [];
  let place = 0;
  for (const text of texts) {
    place++;
    const tokens = new Tokens();
    tokens.read(text, 0, text.length);
    for (let at = 0; at < tokens.count; at++) {
      const word = seen.add(tokens.low[at] as number, tokens.high[at] as number);
      if (last[word] === place) continue;
      last[word] = place;
      counts[word] = (counts[word] ?? 0) + 1;
      if (counts[word] === least) often.push(text.slice(tokens.starts[at], tokens.ends[at]));
    }
  }
  return new Vocabulary(often);
}
