/** What is read from right to left, and signs that turn the direction of what follows. */
const TURNING =
  /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]|[\ud802-\ud803\ud83a-\ud83b]/;

/**
 * Words of people within a sentence of ours, where only text can stand (titles of pages, notices): they keep their
 * direction to themselves. In elements `<bdi>` does the same; `dir="auto"` for what stands by itself.
 */
export function isolated(words: string): string {
  return TURNING.test(words) ? `\u2068${words}\u2069` : words;
}
