/** Titles at least this alike are shown beside each other. */
export const ALIKE = 0.65;
/** Titles at least this alike most likely say the same. */
export const TWIN = 0.85;

/** Words that say nothing of what a title is about. */
const FILLING = new Set(
  "a an and are as at be by for from in into is it its of on or that the this to up when with within".split(" "),
);

const SEPARATE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu;

/** Words without case and accents; scripts without spaces by character. */
function wordsOf(title: string): string[] {
  const folded = title.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return folded.replace(SEPARATE, " $& ").match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The words of a title that carry it; all of them where none does. */
export function tellingWords(title: string): string[] {
  const words = [...new Set(wordsOf(title))];
  const telling = words.filter((word) => !FILLING.has(word));
  return telling.length > 0 ? telling : words;
}

/**
 * How alike two titles are, from 0 to 1: the share of words they have in common, with small differences in a word
 * counted by its letters. Titles that differ in a number ("Phase 1", "Phase 2") are meant to differ.
 */
export function likeness(one: string, other: string): number {
  const [a, b] = [tellingWords(one), tellingWords(other)];
  if (a.length === 0 || b.length === 0) return 0;
  const words = (2 * overlap(a, b)) / (a.length + b.length);
  const letters = dice(trigrams(a.join(" ")), trigrams(b.join(" ")));
  const numbers = (list: string[]) =>
    list
      .filter((word) => /\d/.test(word))
      .sort()
      .join(" ");
  const alike = Math.max(words * 0.65 + letters * 0.35, letters * 0.9);
  return Math.round(alike * (numbers(a) === numbers(b) ? 1 : 0.6) * 100) / 100;
}

/** Words that both have, those that are nearly the same counted by their likeness. */
function overlap(a: readonly string[], b: readonly string[]): number {
  const left = new Set(b);
  let sum = 0;
  for (const word of a) {
    if (left.delete(word)) {
      sum += 1;
      continue;
    }
    let best = { word: "", near: 0.6 };
    for (const candidate of left) {
      const near = dice(trigrams(word), trigrams(candidate));
      if (near > best.near) best = { word: candidate, near };
    }
    if (left.delete(best.word)) sum += best.near;
  }
  return sum;
}

function trigrams(text: string): string[] {
  const padded = ` ${text} `;
  return Array.from({ length: Math.max(0, padded.length - 2) }, (_, at) => padded.slice(at, at + 3));
}

function dice(a: readonly string[], b: readonly string[]): number {
  if (a.length + b.length === 0) return 0;
  const counts = new Map<string, number>();
  for (const part of a) counts.set(part, (counts.get(part) ?? 0) + 1);
  let common = 0;
  for (const part of b) {
    const left = counts.get(part) ?? 0;
    if (left === 0) continue;
    counts.set(part, left - 1);
    common += 1;
  }
  return (2 * common) / (a.length + b.length);
}
