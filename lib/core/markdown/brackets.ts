import { labelOf } from "./leaf-blocks.ts";

/** A link or an address in a Markdown text; the ones of pictures are left out. */
export interface ProseLink {
  at: number;
  address: string;
}

/** A Markdown text while what is no prose is blanked out of it. */
export interface Masked {
  source: string;
  labels: ReadonlyMap<string, string>;
  /** Of each character whether it stays; see `BLANK`. */
  mask: Uint8Array;
  links: ProseLink[];
  /** Where the comment that is looked at, or one after it, ends. */
  commentEnd: number;
}

/** What becomes of a character. */
export const [BLANK, KEPT, UNDERSCORE] = [0, 1, 2];

interface Bracket {
  at: number;
  after: number;
  picture: boolean;
}

const TARGET =
  /\(\s{0,99}(?:<([^<>\n]{0,2000})>|((?:\\.|[^\s()<\\])(?:\\.|[^\s()\\]|\((?:\\.|[^\s()\\]){0,300}\)){0,2000}))?(?:\s{1,99}(?:"[^"]{0,500}"|'[^']{0,500}'|\([^()]{0,500}\)))?\s{0,99}\)/y;
const LABEL = /\[((?:[^\\[\]]|\\.){0,500})\]/y;

/** The brackets of one stretch of a text, which become links, pictures and footnotes, or stay brackets. */
export class Brackets {
  readonly #text: Masked;
  readonly #end: number;
  #open: Bracket[] = [];
  /** How many of the open ones hold a link already, so that they cannot be one. */
  #spent = 0;

  constructor(text: Masked, end: number) {
    this.#text = text;
    this.#end = end;
  }

  get any(): boolean {
    return this.#open.length > 0;
  }

  open(bracket: Bracket): number {
    this.#open.push(bracket);
    return bracket.after;
  }

  /** Reads a closing bracket; answers where to read on. */
  close(at: number): number {
    const bracket = this.#open.pop();
    const spent = this.#open.length < this.#spent && !bracket?.picture;
    this.#spent = Math.min(this.#spent, this.#open.length);
    const link = bracket && !spent ? this.#link(bracket, at) : null;
    if (!bracket || !link) return at + 1;
    const { mask, links } = this.#text;
    mask.fill(BLANK, bracket.at, link.end);
    while ((links.at(-1)?.at ?? -1) >= bracket.at) links.pop();
    if (!bracket.picture) {
      this.#spent = this.#open.length;
      links.push({ at: bracket.at, address: link.address });
    }
    return link.end;
  }

  #link(bracket: Bracket, at: number): { end: number; address: string } | null {
    const { source, labels } = this.#text;
    const target = matchAt(TARGET, source, at + 1);
    if (target && TARGET.lastIndex <= this.#end) {
      return { end: TARGET.lastIndex, address: (target[1] ?? target[2] ?? "").replace(/\\(.)/g, "$1") };
    }
    if (labels.size === 0) return null;
    const label = matchAt(LABEL, source, at + 1);
    const inner = at - bracket.after > 500 ? "" : source.slice(bracket.after, at);
    const address = labels.get(labelOf(label?.[1] || inner));
    if (address === undefined) return null;
    return { end: label ? LABEL.lastIndex : at + 1, address };
  }
}

/** What a sticky pattern finds at a place; its `lastIndex` says where that ends. */
export function matchAt(pattern: RegExp, source: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(source);
}
