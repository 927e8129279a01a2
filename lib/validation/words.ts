/** A word of a text: a run of letters and digits. */
export interface Word {
  start: number;
  end: number;
  /** As it is compared. */
  folded: string;
}

const LETTER = /[\p{L}\p{N}\p{M}]/u;
const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** Where a word changes inside: fooBar, HTTPServer. */
const HUMP = /(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;

/** How words are compared: compatible forms and cases are one. */
export function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

/** The words of a part of a text. */
export function wordsIn(text: string, start: number, end: number): Word[] {
  const found: Word[] = [];
  WORD.lastIndex = start;
  for (let match = WORD.exec(text); match && match.index < end; match = WORD.exec(text)) {
    const stop = Math.min(match.index + match[0].length, end);
    found.push({ start: match.index, end: stop, folded: fold(text.slice(match.index, stop)) });
  }
  return found;
}

/** The parts of a word that is several written together, like fooBar; itself where it is one. */
export function humpsOf(text: string, { start, end }: Pick<Word, "start" | "end">): Word[] {
  let at = start;
  return text
    .slice(start, end)
    .split(HUMP)
    .map((part) => {
      const word = { start: at, end: at + part.length, folded: fold(part) };
      at += part.length;
      return word;
    });
}

const LOW = 0x811c9dc5 | 0;
const HIGH = 0x2545f491;
const lower = (low: number, code: number) => Math.imul(low ^ code, 0x01000193);
const higher = (high: number, code: number) => Math.imul(high, 0x5bd1e995) + code + (high >>> 15);

/** Two numbers by which a word, as it is compared, is known: among millions of words no two share both. */
export function hashOf(folded: string): [low: number, high: number] {
  let [low, high] = [LOW, HIGH];
  for (let at = 0; at < folded.length; at++) {
    const code = folded.charCodeAt(at);
    low = lower(low, code);
    high = higher(high, code) | 0;
  }
  return [low, high];
}

/** The words of stretches of a text as numbers: where each is, and its hashes. */
export class Tokens {
  count = 0;
  starts = new Int32Array(1024);
  ends = new Int32Array(1024);
  low = new Int32Array(1024);
  high = new Int32Array(1024);
  /** Where a word stands whose parts may be words themselves. */
  humps = new Uint8Array(1024);
  /** What the words of one name have in common; given by whoever reads them. */
  stretches = new Int32Array(1024);

  /** Adds the words of a part of a text. */
  read(text: string, start: number, end: number, stretch = 0): void {
    for (let at = start; at < end; ) {
      const size = letterAt(text, at);
      if (size === 0) at++;
      else at = this.word(text, at, end, stretch);
    }
  }

  private word(text: string, start: number, end: number, stretch: number): number {
    let [low, high, humps, capitals] = [LOW, HIGH, 0, 0];
    let at = start;
    let plain = true;
    for (; at < end; at++) {
      let code = text.charCodeAt(at);
      if (code >= 128) {
        const size = letterAt(text, at);
        if (size === 0) break;
        plain = false;
        at += size - 1;
        continue;
      }
      if (code >= 97 && code <= 122) {
        if (capitals > 1) humps = 1;
        capitals = 0;
      } else if (code >= 65 && code <= 90) {
        if (capitals === 0 && at > start && isSmall(text.charCodeAt(at - 1))) humps = 1;
        capitals++;
        code |= 32;
      } else if (code >= 48 && code <= 57) capitals = 0;
      else break;
      low = lower(low, code);
      high = higher(high, code) | 0;
    }
    if (!plain) {
      [low, high] = hashOf(fold(text.slice(start, at)));
      humps = 1;
    }
    if (this.count === this.starts.length) this.grow();
    const place = this.count++;
    this.starts[place] = start;
    this.ends[place] = at;
    this.low[place] = low;
    this.high[place] = high;
    this.humps[place] = humps;
    this.stretches[place] = stretch;
    return at;
  }

  private grow(): void {
    const more = (old: Int32Array) => {
      const grown = new Int32Array(old.length * 2);
      grown.set(old);
      return grown;
    };
    this.starts = more(this.starts);
    this.ends = more(this.ends);
    this.low = more(this.low);
    this.high = more(this.high);
    this.stretches = more(this.stretches);
    const humps = new Uint8Array(this.humps.length * 2);
    humps.set(this.humps);
    this.humps = humps;
  }
}

const isSmall = (code: number) => code >= 97 && code <= 122;

/** What is known of the units beyond ASCII: 1 for a letter, 2 for none. */
const KNOWN = new Uint8Array(65_536);

/** How many units the letter or digit has that stands here; 0 where none does. */
function letterAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code < 128) return isSmall(code | 32) || (code >= 48 && code <= 57) ? 1 : 0;
  if ((code & 0xfc00) === 0xd800) {
    const point = text.codePointAt(at) ?? 0;
    return point > 0xffff && LETTER.test(String.fromCodePoint(point)) ? 2 : 0;
  }
  if (KNOWN[code] === 0) KNOWN[code] = LETTER.test(String.fromCharCode(code)) ? 1 : 2;
  return KNOWN[code] === 1 ? 1 : 0;
}

/** How many words a part of a text has. */
export function countWords(text: string, start: number, end: number): number {
  let count = 0;
  let within = false;
  for (let at = start; at < end; ) {
    const size = letterAt(text, at);
    if (size > 0 && !within) count++;
    within = size > 0;
    at += size || 1;
  }
  return count;
}
