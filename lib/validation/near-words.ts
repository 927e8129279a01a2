import { distanceWithin } from "#lib/core/word-distance";

/** A known word that another may be a slip of. */
export interface Near {
  word: string;
  distance: number;
}

/** What is longer is no slip of anything: time grows with the third power of a word's letters. */
const LONGEST = 40;

/** How many edits a word of so many letters may be away: short ones are too like each other. */
export function mostEdits(letters: number): number {
  return letters < 4 || letters > LONGEST ? 0 : letters < 8 ? 1 : 2;
}

/** Finds the known words within a few edits of another, by what is left when letters are taken out of both. */
export class NearWords {
  private readonly known: readonly string[];
  private readonly places: ReadonlyMap<string, number>;
  /** Where in `words` a bucket begins; it ends where the next one does. */
  private readonly begins: Int32Array;
  /** Places of words, by the bucket of what is left of them. */
  private readonly words: Int32Array;
  private readonly mask: number;

  constructor(words: Iterable<string>) {
    this.known = [...new Set(words)].filter((word) => mostEdits(word.length) > 0);
    this.places = new Map(this.known.map((word, place) => [word, place]));
    let many = 0;
    const count = () => {
      many++;
    };
    for (const word of this.known) eachRest(word, mostEdits(word.length), count);
    this.mask = 2 ** Math.ceil(Math.log2(Math.max(16, many))) - 1;
    this.begins = new Int32Array(this.mask + 2);
    this.words = new Int32Array(many);
    const { begins, mask } = this;
    for (const word of this.known) {
      eachRest(word, mostEdits(word.length), (hash) => {
        begins[(hash & mask) + 1] = (begins[(hash & mask) + 1] as number) + 1;
      });
    }
    for (let bucket = 0; bucket <= mask; bucket++)
      begins[bucket + 1] = (begins[bucket + 1] as number) + (begins[bucket] as number);
    const next = begins.slice();
    for (const [place, word] of this.known.entries()) {
      eachRest(word, mostEdits(word.length), (hash) => {
        const at = next[hash & mask] as number;
        this.words[at] = place;
        next[hash & mask] = at + 1;
      });
    }
  }

  /** The known words that this may be meant for, nearest first; none where it is known itself. */
  of(word: string): Near[] {
    const most = mostEdits(word.length);
    if (most === 0 || this.places.has(word)) return [];
    const tried = new Set<number>();
    const found: Near[] = [];
    eachRest(word, most, (hash) => {
      const bucket = hash & this.mask;
      for (let at = this.begins[bucket] as number; at < (this.begins[bucket + 1] as number); at++) {
        const place = this.words[at] as number;
        if (tried.has(place)) continue;
        tried.add(place);
        const candidate = this.known[place] as string;
        const allowed = Math.min(most, mostEdits(candidate.length));
        const distance = distanceWithin(word, candidate, allowed);
        if (distance <= allowed) found.push({ word: candidate, distance });
      }
    });
    return found.sort((one, other) => one.distance - other.distance || (one.word < other.word ? -1 : 1));
  }
}

/** Tells a hash of the word, and of what is left of it without each letter, and without each two. */
function eachRest(word: string, most: number, tell: (hash: number) => void): void {
  const { length } = word;
  for (let first = -1; first < length; first++) {
    const last = most < 2 || first < 0 ? -1 : length - 1;
    for (let second = first < 0 || most < 2 ? -1 : first; second <= last; second++) {
      let hash = 0;
      for (let at = 0; at < length; at++) {
        if (at !== first && at !== second) hash = Math.imul(hash ^ word.charCodeAt(at), 0x5bd1e995) + (hash >>> 13);
      }
      tell(hash ^ (hash >>> 15));
    }
  }
}
