import { distanceWithin } from "./distance.ts";

/** A known word that another may be a slip of. */
export interface Near {
  word: string;
  distance: number;
}

/** How many edits a word of so many letters may be away: short ones are too like each other. */
export function mostEdits(letters: number): number {
  return letters < 4 ? 0 : letters < 8 ? 1 : 2;
}

/** Finds the known words within a few edits of another, by what is left when letters are taken out of both. */
export class NearWords {
  private readonly left = new Map<string, string[]>();
  private readonly known = new Set<string>();

  constructor(words: Iterable<string>) {
    for (const word of words) {
      const most = mostEdits(word.length);
      if (most === 0 || this.known.has(word)) continue;
      this.known.add(word);
      for (const rest of withoutLetters(word, most)) {
        const others = this.left.get(rest);
        if (others) others.push(word);
        else this.left.set(rest, [word]);
      }
    }
  }

  /** The known words that this may be meant for, nearest first; none where it is known itself. */
  of(word: string): Near[] {
    const most = mostEdits(word.length);
    if (most === 0 || this.known.has(word)) return [];
    const found = new Map<string, number>();
    for (const rest of withoutLetters(word, most)) {
      for (const candidate of this.left.get(rest) ?? []) {
        if (found.has(candidate)) continue;
        const distance = distanceWithin(word, candidate, Math.min(most, mostEdits(candidate.length)));
        if (distance <= Math.min(most, mostEdits(candidate.length))) found.set(candidate, distance);
      }
    }
    return [...found]
      .map(([candidate, distance]) => ({ word: candidate, distance }))
      .sort((one, other) => one.distance - other.distance || (one.word < other.word ? -1 : 1));
  }
}

/** The word, and what is left of it without each letter, or two. */
function withoutLetters(word: string, most: number): Set<string> {
  const found = new Set([word]);
  let last: Iterable<string> = [word];
  for (let round = 0; round < most; round++) {
    const next = new Set<string>();
    for (const one of last) {
      for (let at = 0; at < one.length; at++) next.add(one.slice(0, at) + one.slice(at + 1));
    }
    for (const one of next) found.add(one);
    last = next;
  }
  return found;
}
