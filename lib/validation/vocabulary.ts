import { PairTable } from "./pair-table.ts";
import { fold, hashOf } from "./words.ts";

/** General words, by their hashes. */
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
