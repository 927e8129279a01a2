import { fold, humpsOf, type Word, wordsIn } from "./words.ts";

/** A way to write something that has a name. */
export interface Name {
  /** Place of what it names. */
  entry: number;
  text: string;
}

/** Where a name stands in a text, however it is written there. */
export interface Mention {
  start: number;
  end: number;
  /** Names that this may be, those first that are written so. */
  names: readonly Name[];
  /** Is it written as one of its names is, in other cases, or with other separators? */
  written: "exact" | "case" | "form";
}

/** Signs between the words of a name: `Foo Bar`, `foo-bar`, `foo.bar`, `foo::bar`, at most three, and one line break. */
const SEPARATORS = /^(?:[ \t_\-.:/\\\u00a0\u2010-\u2015]{1,3}|[ \t]*(?:\r\n?|\n)[ \t]*)$/;
/** Children of a node are found by both numbers in one. */
const WORDS = 2 ** 22;

/** Finds thousands of names in a text at once: leftmost first, and of those that begin at a place the longest. */
export class NameIndex {
  private readonly words = new Map<string, number>();
  private readonly children = new Map<number, number>();
  private readonly ends = new Map<number, Name[]>();
  private nodes = 1;

  constructor(names: Iterable<Name>) {
    for (const name of names) {
      const words = wordsIn(name.text, 0, name.text.length);
      const parts = words.flatMap((word) => humpsOf(name.text, word));
      if (parts.length === 0) continue;
      this.add(foldedOf(parts), name);
      if (words.length !== parts.length) this.add(foldedOf(words), name);
      if (words.length > 1) this.add([foldedOf(parts).join("")], name);
    }
  }

  /** Is this word, as it is compared, one of any name? */
  has(folded: string): boolean {
    return this.words.has(folded);
  }

  private add(path: readonly string[], name: Name): void {
    let node = 0;
    for (const word of path) {
      const id = this.words.get(word) ?? this.words.size;
      this.words.set(word, id);
      const edge = node * WORDS + id;
      const next = this.children.get(edge) ?? this.nodes++;
      this.children.set(edge, next);
      node = next;
    }
    const known = this.ends.get(node);
    if (!known) this.ends.set(node, [name]);
    else if (!known.includes(name)) known.push(name);
  }

  /** The names in a part of a text, in its order; none overlaps another. */
  mentionsIn(text: string, start: number, end: number): Mention[] {
    const words = wordsIn(text, start, end);
    const found: Mention[] = [];
    for (let at = 0; at < words.length; ) {
      const longest = this.longestAt(text, words, at);
      if (longest) found.push(mentionOf(text, words[at] as Word, words[longest.last] as Word, longest.names));
      at = longest ? longest.last + 1 : at + 1;
    }
    return found;
  }

  private longestAt(text: string, words: readonly Word[], from: number): { last: number; names: Name[] } | null {
    let nodes = [0];
    let longest: { last: number; names: Name[] } | null = null;
    for (let at = from; at < words.length && nodes.length > 0; at++) {
      const word = words[at] as Word;
      const before = words[at - 1];
      if (at > from && before && !SEPARATORS.test(text.slice(before.end, word.start))) break;
      nodes = this.step(text, nodes, word);
      const names = [...new Set(nodes.flatMap((node) => this.ends.get(node) ?? []))];
      if (names.length > 0) longest = { last: at, names };
    }
    return longest;
  }

  /** Where a word leads, taken as one and as the parts it is written of. */
  private step(text: string, nodes: readonly number[], word: Word): number[] {
    const whole = this.words.get(word.folded);
    const next: number[] = [];
    for (const node of nodes) {
      const child = whole === undefined ? undefined : this.children.get(node * WORDS + whole);
      if (child !== undefined) next.push(child);
    }
    const parts = humpsOf(text, word);
    if (parts.length === 1) return next;
    for (const node of nodes) {
      let at: number | undefined = node;
      for (const { folded } of parts) {
        const id = this.words.get(folded);
        at = id === undefined || at === undefined ? undefined : this.children.get(at * WORDS + id);
      }
      if (at !== undefined && !next.includes(at)) next.push(at);
    }
    return next;
  }
}

const foldedOf = (words: readonly Word[]) => words.map(({ folded }) => folded);

function mentionOf(text: string, first: Word, last: Word, names: readonly Name[]): Mention {
  const [start, end] = [first.start, last.end];
  const written = text.slice(start, end).replace(/\s+/g, " ");
  const exact = names.filter((name) => name.text === written);
  if (exact.length > 0) return { start, end, names: exact, written: "exact" };
  const folded = fold(written);
  const cased = names.filter((name) => fold(name.text) === folded);
  return cased.length > 0 ? { start, end, names: cased, written: "case" } : { start, end, names, written: "form" };
}
