import { PairTable } from "./pair-table.ts";
import { fold, hashOf, humpsOf, Tokens, type Word, wordsIn } from "./words.ts";

/** A way to write something that has a name. */
export interface Name {
  /** Place of what it names. */
  entry: number;
  text: string;
}

/** Where a name stands in a text, however it is written there. */
export interface Mention<N extends Name = Name> {
  start: number;
  end: number;
  /** Names that this may be, those first that are written so. */
  names: readonly N[];
  /** Is it written as one of its names is, in other cases, or with other separators? */
  written: "exact" | "case" | "form";
}

/** Signs between the words of a name: `Foo Bar`, `foo-bar`, `foo.bar`, `foo::bar`, at most three, and one line break. */
const SEPARATORS = /^(?:[ \t_\-.:/\\+#&\u00a0\u2010-\u2015]{1,3}|[ \t]*(?:\r\n?|\n)[ \t]*)$/;

/** How many words of a name may stand before one that is looked at. */
const MOST_WORDS = 5;

type Hash = [low: number, high: number];

/** Finds thousands of names in a text at once: leftmost first, and of those that begin at a place the longest. */
export class NameIndex<N extends Name = Name> {
  /** Words by their hashes. */
  private readonly words = new PairTable();
  /** Nodes, from 1, by the one they follow and the word that leads there. */
  private readonly nodes = new PairTable();
  private readonly names: N[] = [];
  /** The last name that ends at a node, as its place in `cells`; -1 where none does. */
  private ends = new Int32Array(1024).fill(-1);
  /** Pairs of a name's place and the cell before it that ends at the same node. */
  private cells = new Int32Array(1024);
  private filled = 0;

  constructor(names: Iterable<N>) {
    for (const name of names) {
      const words = wordsIn(name.text, 0, name.text.length);
      const parts = words.flatMap((word) => humpsOf(name.text, word));
      if (parts.length === 0) continue;
      const place = this.names.push(name) - 1;
      this.add(hashesOf(parts), place);
      if (words.length !== parts.length) this.add(hashesOf(words), place);
      if (words.length > 1) this.add([hashOf(parts.map(({ folded }) => folded).join(""))], place);
    }
  }

  /** Is this word, as it is compared, one of any name? */
  has(folded: string): boolean {
    return this.hasHash(...hashOf(folded));
  }

  hasHash(low: number, high: number): boolean {
    return this.words.find(low, high) >= 0;
  }

  private add(path: readonly Hash[], name: number): void {
    let node = 0;
    for (const [low, high] of path) node = this.nodes.add(node, this.words.add(low, high)) + 1;
    if (node >= this.ends.length) {
      const grown = new Int32Array(Math.max(node + 1, this.ends.length * 2)).fill(-1);
      grown.set(this.ends);
      this.ends = grown;
    }
    for (let cell = this.ends[node] as number; cell >= 0; cell = this.cells[cell + 1] as number) {
      if (this.cells[cell] === name) return;
    }
    if (this.filled + 2 > this.cells.length) {
      const grown = new Int32Array(this.cells.length * 2);
      grown.set(this.cells);
      this.cells = grown;
    }
    this.cells[this.filled] = name;
    this.cells[this.filled + 1] = this.ends[node] as number;
    this.ends[node] = this.filled;
    this.filled += 2;
  }

  /** The names in a part of a text, in its order; none overlaps another. */
  mentionsIn(text: string, start: number, end: number): Mention<N>[] {
    const tokens = new Tokens();
    tokens.read(text, start, end);
    return this.mentionsOf(text, tokens);
  }

  /** The names among the words of a text; the words of one stand in one stretch. */
  mentionsOf(text: string, tokens: Tokens): Mention<N>[] {
    const found: Mention<N>[] = [];
    for (let at = 0; at < tokens.count; ) {
      const longest = this.mayBegin(text, tokens, at) ? this.longestAt(text, tokens, at) : null;
      if (longest) found.push(longest.mention);
      at = longest ? longest.last + 1 : at + 1;
    }
    return found;
  }

  /** The longest name that the words of a text around one make, were that another. */
  mentionWith(text: string, tokens: Tokens, place: number, word: string): Mention<N> | null {
    let best: { first: number; last: number; node: number } | null = null;
    for (let first = place; first >= Math.max(0, place - MOST_WORDS); first--) {
      if (first < place && !joined(text, tokens, first + 1)) break;
      let node = 0;
      for (let at = first; at < tokens.count && node >= 0; at++) {
        if (at > first && !joined(text, tokens, at)) break;
        const [low, high] = at === place ? hashOf(word) : [tokens.low[at] as number, tokens.high[at] as number];
        node = this.follow(node, low, high);
        if (at < place || (this.ends[node] ?? -1) < 0) continue;
        if (!best || at - first > best.last - best.first) best = { first, last: at, node };
      }
    }
    if (!best) return null;
    const [start, end] = [tokens.starts[best.first] as number, tokens.ends[best.last] as number];
    return { start, end, names: this.endingAt(best.node), written: "form" };
  }

  /** Is it worth to look whether a name begins here? Nearly no word of a text passes. */
  private mayBegin(text: string, tokens: Tokens, at: number): boolean {
    const node = this.follow(0, tokens.low[at] as number, tokens.high[at] as number);
    if (node >= 0 && this.goesOn(text, node, tokens, at + 1)) return true;
    if (tokens.humps[at] === 0) return false;
    const first = firstPart(text, tokens.starts[at] as number, tokens.ends[at] as number);
    return first === null || this.follow(0, first[0], first[1]) >= 0;
  }

  /** Does a name end at this node, or lead the word on that stands here? */
  private goesOn(text: string, node: number, tokens: Tokens, at: number): boolean {
    if ((this.ends[node] ?? -1) >= 0) return true;
    if (at >= tokens.count) return false;
    if (tokens.humps[at] === 0 && this.follow(node, tokens.low[at] as number, tokens.high[at] as number) < 0)
      return false;
    return joined(text, tokens, at);
  }

  private longestAt(text: string, tokens: Tokens, from: number): { last: number; mention: Mention<N> } | null {
    let nodes = [0];
    const ways: { last: number; nodes: number[] }[] = [];
    for (let at = from; at < tokens.count; at++) {
      if (at > from && !joined(text, tokens, at)) break;
      nodes = this.step(text, nodes, tokens, at);
      if (nodes.length === 0) break;
      const ending = nodes.filter((node) => (this.ends[node] ?? -1) >= 0);
      if (ending.length > 0) ways.push({ last: at, nodes: ending });
    }
    for (const { last, nodes: ending } of ways.reverse()) {
      const names = [...new Set(ending.flatMap((node) => this.endingAt(node)))];
      const mention = mentionOf(text, tokens.starts[from] as number, tokens.ends[last] as number, names);
      if (mention) return { last, mention };
    }
    return null;
  }

  private endingAt(node: number): N[] {
    const names: N[] = [];
    for (let cell = this.ends[node] ?? -1; cell >= 0; cell = this.cells[cell + 1] as number)
      names.push(this.names[this.cells[cell] as number] as N);
    return names.reverse();
  }

  /** The node to which a word leads, or -1. */
  private follow(node: number, low: number, high: number): number {
    const word = this.words.find(low, high);
    const child = word < 0 ? -1 : this.nodes.find(node, word);
    return child < 0 ? -1 : child + 1;
  }

  private along(from: number, words: readonly Hash[]): number {
    let node = from;
    for (const [low, high] of words) if (node >= 0) node = this.follow(node, low, high);
    return node;
  }

  /** Where a word leads, taken as one and as the parts it is written of. */
  private step(text: string, nodes: readonly number[], tokens: Tokens, at: number): number[] {
    const whole: Hash = [tokens.low[at] as number, tokens.high[at] as number];
    const next = nodes.map((node) => this.follow(node, ...whole));
    if (tokens.humps[at] === 1) {
      const word = { start: tokens.starts[at] as number, end: tokens.ends[at] as number };
      const parts = hashesOf(humpsOf(text, word));
      if (parts.length > 1) next.push(...nodes.map((node) => this.along(node, parts)));
    }
    return next.filter((node, place) => node >= 0 && next.indexOf(node) === place);
  }
}

/** The hashes of the first part of a word that is several written together; null where that has to be read closely. */
function firstPart(text: string, start: number, end: number): Hash | null {
  for (let at = start + 1; at < end; at++) {
    const [before, code] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
    if (code >= 128) return null;
    const isPart = isBig(code) ? isSmall(before) : isSmall(code) && isBig(before) && at > start + 1;
    if (isPart) return hashOf(text.slice(start, isBig(code) ? at : at - 1).toLowerCase());
  }
  return null;
}

const isSmall = (code: number) => code >= 97 && code <= 122;
const isBig = (code: number) => code >= 65 && code <= 90;

/** May this word go on with a name that the one before it belongs to? */
export function joined(text: string, { starts, ends, stretches }: Tokens, at: number): boolean {
  const [end, start] = [ends[at - 1] as number, starts[at] as number];
  if (stretches[at] !== stretches[at - 1]) return false;
  return (start === end + 1 && text.charCodeAt(end) === 32) || SEPARATORS.test(text.slice(end, start));
}

const hashesOf = (words: readonly Word[]) => words.map(({ folded }) => hashOf(folded));

/** What a name has before its first word and behind its last one, as in --port, @scope/name and C++. */
function marksOf(name: string): [before: string, behind: string] {
  return [/^[^\p{L}\p{N}\p{M}]*/u.exec(name)?.[0] ?? "", /[^\p{L}\p{N}\p{M}]*$/u.exec(name)?.[0] ?? ""];
}

/** What is found by its words, as it is written; null where the marks around its words are missing. */
function mentionOf<N extends Name>(text: string, from: number, to: number, found: readonly N[]): Mention<N> | null {
  const marked = found.map((name) => ({ name, marks: marksOf(name.text) }));
  const there = marked
    .filter(({ marks: [before, behind] }) => text.endsWith(before, from) && text.startsWith(behind, to))
    .sort((one, other) => other.marks.join("").length - one.marks.join("").length);
  if (!there[0]) return null;
  const [before, behind] = there[0].marks;
  const [start, end] = [from - before.length, to + behind.length];
  const names = there.filter(({ marks }) => marks[0] === before && marks[1] === behind).map(({ name }) => name);
  const written = text.slice(start, end).replace(/\s+/g, " ");
  const exact = names.filter((name) => name.text === written);
  if (exact.length > 0) return { start, end, names: exact, written: "exact" };
  const folded = fold(written);
  const cased = names.filter((name) => fold(name.text) === folded);
  return cased.length > 0 ? { start, end, names: cased, written: "case" } : { start, end, names, written: "form" };
}
