/** A word of a text: a run of letters and digits. */
export interface Word {
  start: number;
  end: number;
  /** As it is compared. */
  folded: string;
}

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** Where a word changes inside: fooBar, HTTPServer, log4j. */
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
