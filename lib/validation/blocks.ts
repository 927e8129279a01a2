import MarkdownIt from "markdown-it";
import type { Lines } from "./lines.ts";

/** A part of the text that lies in one line. */
export interface Piece {
  start: number;
  end: number;
}

export interface Whole {
  /** Of all its lines. */
  start: number;
  end: number;
  /** What is its own in each of its lines, without the marks of quotes and lists around it. */
  pieces: Piece[];
}

/** A block that holds no other blocks, in the order of the text. */
export type Block =
  | (Whole & { kind: "front_matter" | "indented_code" | "html" | "definition" | "rule" })
  | (Whole & { kind: "prose" | "cell" })
  | (Whole & { kind: "heading"; level: number })
  | (Whole & { kind: "fence"; info: string; closed: boolean });

export interface Blocks {
  blocks: Block[];
  /** Labels of link reference definitions, normalized. */
  labels: ReadonlySet<string>;
}

const FENCED = /^\uFEFF?---[ \t]*(?:\r\n?|\n)((?:[\s\S]*?(?:\r\n?|\n))??)(?:---|\.\.\.)[ \t]*(?:\r\n?|\n|$)/;
const FIELD = /^["']?\w[^\r\n:]*:/m;

const parser = new MarkdownIt({ html: true }).disable(["inline", "text_join"]);

type Tokens = ReturnType<typeof parser.parse>;
type Token = Tokens[number];

/** Reads the block structure of Markdown with GitHub's tables, and front matter before it. */
export function blocksOf(text: string, lines: Lines): Blocks {
  const front = frontMatterEnd(text) || Number(text.startsWith("\uFEFF"));
  const env: Parameters<typeof parser.parse>[1] = {};
  const tokens = parser.parse(front > 0 ? text.slice(front) : text, env);
  const firstLine = front > 1 ? lineAt(lines, front) : 0;
  const reading = new Reading(text, lines, firstLine, front === 1 ? 1 : 0);
  if (front > 1) reading.frontMatter(front);
  reading.read(tokens);
  return { blocks: reading.blocks, labels: new Set(Object.keys(env.references ?? {})) };
}

/** Where front matter ends, or 0 where there is none: a text may begin with a rule, so a field has to be in it. */
function frontMatterEnd(text: string): number {
  const found = FENCED.exec(text);
  return found && FIELD.test(found[1] ?? "") ? found[0].length : 0;
}

function lineAt({ starts }: Lines, offset: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

class Reading {
  readonly blocks: Block[] = [];
  /** Lines up to here are taken. */
  private next: number;

  constructor(
    private readonly text: string,
    private readonly lines: Lines,
    private readonly firstLine: number,
    private readonly mark: number,
  ) {
    this.next = firstLine;
  }

  frontMatter(end: number): void {
    const pieces = Array.from({ length: this.firstLine }, (_, line) => this.line(line));
    this.blocks.push({ kind: "front_matter", start: 0, end, pieces });
  }

  read(tokens: Tokens): void {
    for (let at = 0; at < tokens.length; at++) {
      const token = tokens[at] as Token;
      const [from, to] = this.span(token);
      if (token.type === "inline") this.inline(token, tokens[at - 1] as Token);
      else if (token.type === "tr_open") this.row(from);
      else if (token.type === "fence") this.fence(token, from, to);
      else if (token.type === "code_block") this.leaf("indented_code", token, from, to);
      else if (token.type === "html_block") this.leaf("html", token, from, to);
      else if (token.type === "hr") this.add({ kind: "rule", ...this.whole(from, to, []) }, to);
    }
    this.definitions(this.lines.starts.length);
  }

  private span({ map }: Token): [number, number] {
    return map ? [map[0] + this.firstLine, map[1] + this.firstLine] : [0, 0];
  }

  private inline(token: Token, opening: Token): void {
    if (opening.type === "th_open" || opening.type === "td_open") return;
    const [from] = this.span(token);
    const [, end] = this.span(opening);
    const heading = opening.type === "heading_open";
    const pieces =
      heading && opening.markup.startsWith("#")
        ? [this.title(from, token.content)]
        : this.suffixes(token.content, from);
    const whole = this.whole(from, Math.max(end, from + pieces.length), pieces);
    if (heading) this.add({ kind: "heading", level: Number(opening.tag.slice(1)), ...whole }, end);
    else this.add({ kind: "prose", ...whole }, from + pieces.length);
  }

  /** The text of a heading with #, which stands after its first mark: what is around it has none. */
  private title(line: number, content: string): Piece {
    const { start, end } = this.line(line);
    const source = this.text.slice(start, end);
    const marks = /#+/.exec(source);
    const after = (marks?.index ?? 0) + (marks?.[0].length ?? 0);
    const at = start + Math.max(source.indexOf(content, after), after);
    return { start: at, end: at + content.length };
  }

  /** What is a block's own in each line is the line's end: what is around a block stands before. */
  private suffixes(content: string, from: number): Piece[] {
    const own = content.split("\n");
    return own.map((text, index) => {
      const { start, end } = this.line(from + index);
      const source = this.text.slice(start, end);
      const length = index === own.length - 1 ? source.trimEnd().length : source.length;
      const bare = index === own.length - 1 ? text.trim() : text.trimStart();
      return { start: start + Math.max(0, length - bare.length), end: start + length };
    });
  }

  private leaf(kind: "indented_code" | "html", { content }: Token, from: number, to: number): void {
    this.add({ kind, ...this.whole(from, to, this.exact(content, from, to)) }, to);
  }

  /** As `suffixes`, for what keeps the spaces at its lines' beginnings and ends. */
  private exact(content: string, from: number, to: number): Piece[] {
    const own = content.replace(/\n$/, "").split("\n");
    return own.slice(0, to - from).map((text, index) => {
      const { start, end } = this.line(from + index);
      return { start: Math.max(start, end - text.length), end };
    });
  }

  private fence(token: Token, from: number, to: number): void {
    const last = this.line(to - 1);
    const closing = new RegExp(`(?:^|[\\s>])${token.markup[0]}{${token.markup.length},}[ \\t]*$`);
    // Where it is not closed, its last line is in its content.
    const inContent = token.content === "" ? 0 : token.content.replace(/\n$/, "").split("\n").length;
    const closed = to - 1 > from + inContent && closing.test(this.text.slice(last.start, last.end));
    const inside = closed ? to - 1 : to;
    const pieces = token.content === "" ? [] : this.exact(token.content, from + 1, inside);
    this.add({ kind: "fence", info: token.info.trim(), closed, ...this.whole(from, to, pieces) }, to);
  }

  /** A row of a table; its cells stand between bars that no backslash is before. */
  private row(line: number): void {
    const { start, end } = this.line(line);
    const source = this.text.slice(start, end);
    const from = /^[\s>*+\-\d.)]*\|/.exec(source)?.[0].length ?? 0;
    for (const { index, 0: cell } of source.slice(from).matchAll(/(?:\\.|[^|\\])+/g)) {
      const bare = cell.trim();
      if (bare === "") continue;
      const at = start + from + index + cell.indexOf(bare);
      this.add(
        { kind: "cell", start: at, end: at + bare.length, pieces: [{ start: at, end: at + bare.length }] },
        line + 1,
      );
    }
    this.next = Math.max(this.next, line + 1);
  }

  private whole(from: number, to: number, pieces: Piece[]): Whole {
    return { start: this.line(from).start, end: this.line(to - 1).end, pieces };
  }

  private add(block: Block, next: number): void {
    this.definitions(lineAt(this.lines, block.start));
    this.blocks.push(block);
    this.next = Math.max(this.next, next);
  }

  /** What stands in lines of no block and begins with a bracket is a definition, and goes on in the lines after it. */
  private definitions(until: number): void {
    let open: Block | null = null;
    for (; this.next < until; this.next++) {
      const { start, end } = this.line(this.next);
      const source = this.text.slice(start, end);
      const own =
        start + (/^[\s>*+\-\d.)]*(?=\[)/.exec(source)?.[0].length ?? source.length - source.trimStart().length);
      const closed: boolean = open !== null && /\]:\s*\S/.test(this.text.slice(open.start, open.end));
      if (own >= end) open = null;
      else if (this.text[own] === "[" && (open === null || closed)) {
        open = { kind: "definition", start: own, end, pieces: [{ start: own, end }] };
        this.blocks.push(open);
      } else if (open) {
        open.pieces.push({ start: own, end });
        open.end = end;
      }
    }
  }

  private line(at: number): Piece {
    const start = (this.lines.starts[at] ?? this.text.length) + (at === 0 ? this.mark : 0);
    return { start, end: Math.max(start, this.lines.ends[at] ?? this.text.length) };
  }
}
