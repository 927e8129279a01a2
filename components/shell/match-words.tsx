/** Worth of a typed word by how it meets a word of the text. */
const WORTH = { whole: 1, beginning: 0.9, within: 0.5, typo: 0.4 };
/** Added where the text begins with what was typed. */
const BEGINS = 0.04;

/**
 * How well a text answers what was typed, from 0 (not at all) to a little over 1: every typed word must be one of its words or of `also`,
 * begin one, lie within one, or be one with a slip or two.
 */
export function matchWords(typed: string, text: string, also = ""): number {
  const wanted = wordsOf(typed);
  if (wanted.length === 0) return 1;
  const own = wordsOf(text);
  const other = wordsOf(also);
  let sum = 0;
  for (const word of wanted) {
    const best = Math.max(bestOf(word, own), 0.95 * bestOf(word, other));
    if (best === 0) return 0;
    sum += best;
  }
  return sum / wanted.length + (own[0]?.startsWith(wanted[0] ?? "") ? BEGINS : 0);
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter(Boolean);
}

function bestOf(wanted: string, words: readonly string[]): number {
  return Math.max(0, ...words.map((word) => worthOf(wanted, word)));
}

function worthOf(wanted: string, word: string): number {
  if (word === wanted) return WORTH.whole;
  if (word.startsWith(wanted)) return WORTH.beginning;
  if (wanted.length > 2 && word.includes(wanted)) return WORTH.within;
  return isSlip(wanted, word) ? WORTH.typo : 0;
}

/** Was the beginning of the word meant? One slip is allowed from four letters on, two from eight on. */
function isSlip(wanted: string, word: string): boolean {
  const slips = wanted.length < 4 ? 0 : wanted.length < 8 ? 1 : 2;
  if (slips === 0) return false;
  for (let length = wanted.length - slips; length <= wanted.length + slips; length++) {
    if (length <= word.length && distance(wanted, word.slice(0, length)) <= slips) return true;
  }
  return false;
}

/** Letters that are missing, too many, other ones, or swapped with their neighbour. */
function distance(one: string, other: string): number {
  let [before, last]: [number[], number[]] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (swapped) best = Math.min(best, (before[j - 2] ?? 0) + 1);
      row.push(best);
    }
    [before, last] = [last, row];
  }
  return last[other.length] ?? 0;
}
