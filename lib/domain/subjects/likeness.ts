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
  return likenessTo(one)(other);
}

/** The likeness of other titles to this one. */
export function likenessTo(one: string): (other: string) => number {
  const a = look(one);
  return (other) => {
    const b = look(other);
    if (a.words.length === 0 || b.words.length === 0) return 0;
    const words = (2 * overlap(a.words, b.words)) / (a.words.length + b.words.length);
    const letters = dice(a.letters, b.letters);
    const alike = Math.max(words * 0.65 + letters * 0.35, letters * 0.9);
    return Math.round(alike * (a.numbers === b.numbers ? 1 : 0.6) * 100) / 100;
  };
}

/** A word, whose letters are only looked at where it is not there as it stands. */
class Word {
  #letters: Float64Array | null = null;
  constructor(readonly text: string) {}

  get letters(): Float64Array {
    this.#letters ??= trigrams(this.text);
    return this.#letters;
  }
}

function look(title: string): { words: Word[]; letters: Float64Array; numbers: string } {
  const telling = tellingWords(title);
  const numbers = telling.filter((word) => /\d/.test(word)).sort();
  return {
    words: telling.map((text) => new Word(text)),
    letters: trigrams(telling.join(" ")),
    numbers: numbers.join(" "),
  };
}

/** Words that both have, those that are nearly the same counted by their likeness. */
function overlap(a: readonly Word[], b: readonly Word[]): number {
  const left = new Map(b.map((word) => [word.text, word]));
  let sum = 0;
  for (const word of a) {
    if (left.delete(word.text)) {
      sum += 1;
      continue;
    }
    let best = { text: "", near: 0.6 };
    for (const candidate of left.values()) {
      // No two words of such different length are nearer than what is found.
      const [own, its] = [word.text.length, candidate.text.length];
      if ((2 * Math.min(own, its)) / (own + its) <= best.near) continue;
      const near = dice(word.letters, candidate.letters);
      if (near > best.near) best = { text: candidate.text, near };
    }
    if (left.delete(best.text)) sum += best.near;
  }
  return sum;
}

/** Its runs of three letters, each as one number, in order. */
function trigrams(text: string): Float64Array {
  const padded = ` ${text} `;
  const runs = new Float64Array(text.length);
  for (let at = 0; at < text.length; at += 1)
    runs[at] = (padded.charCodeAt(at) * 65_536 + padded.charCodeAt(at + 1)) * 65_536 + padded.charCodeAt(at + 2);
  return runs.sort();
}

/** The share that two sorted lists have in common. */
function dice(a: Float64Array, b: Float64Array): number {
  if (a.length + b.length === 0) return 0;
  let common = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const one = a[i] as number;
    const other = b[j] as number;
    if (one === other) common += 1;
    if (one <= other) i += 1;
    if (other <= one) j += 1;
  }
  return (2 * common) / (a.length + b.length);
}
