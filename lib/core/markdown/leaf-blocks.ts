/** A stretch of a Markdown text whose lines are read together: a paragraph, a heading, the cells of a table. */
export interface Leaf {
  from: number;
  to: number;
}

/** The stretches of words of a Markdown text, and the labels that its links can name. */
export interface LeafBlocks {
  leaves: Leaf[];
  /** The address of each label, as `labelOf` writes it; a footnote has none. */
  labels: Map<string, string>;
}

/** A block that holds others: a quote, or a list item or footnote whose lines begin at this column. */
type Container = { quote: true } | { quote: false; indent: number };

const FENCE = /(`{3,}(?=[^`\n]*$)|~{3,})/my;
const FENCE_END = /(`{3,}|~{3,})[ \t]*$/my;
const ITEM = /(?:[-*+]|(\d{1,9})[.)])(?=[ \t]|$)/my;
const FOOTNOTE = /\[\^[^\]\s]{1,200}\]:/y;
const DEFINITION =
  /\[(?!\^)((?:[^\\[\]\n]|\\.){1,500})\]:[ \t]*(<[^<>\n]*>|[^\s<]\S*)(?:[ \t]+(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*$/my;
const RULE = /(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/my;
const HEADING = /#{1,6}(?=[ \t]|$)/my;
const UNDERLINE = /(?:=+|-+)[ \t]*$/my;
const ENDLESS_COMMENT = /<!--/y;

/** How a link's label is looked up. */
export function labelOf(text: string): string {
  return text.trim().replace(/\s+/g, " ").toLowerCase();
}

/** Reads the blocks of a Markdown text line by line, without its code. */
export function leafBlocks(source: string): LeafBlocks {
  const reader = new BlockReader(source);
  for (let at = 0; at < source.length; ) at = reader.line(at);
  reader.close();
  return { leaves: reader.leaves, labels: reader.labels };
}

class BlockReader {
  readonly leaves: Leaf[] = [];
  readonly labels = new Map<string, string>();
  readonly #source: string;
  #containers: Container[] = [];
  /** The mark that ends the code being read, and how many containers it lies in. */
  #fence: { mark: string; inside: number } | null = null;
  #paragraph: Leaf | null = null;
  #commentEnd = 0;
  #at = 0;
  #column = 0;
  #end = 0;

  constructor(source: string) {
    this.#source = source;
  }

  /** Reads the line that begins at `from`; answers where the next one does. */
  line(from: number): number {
    const newline = this.#source.indexOf("\n", from);
    this.#end = newline < 0 ? this.#source.length : newline;
    [this.#at, this.#column] = [from, 0];
    const next = newline < 0 ? this.#source.length : newline + 1;
    if (from < this.#commentEnd) {
      if (this.#paragraph) this.#paragraph.to = this.#end;
      if (this.#commentEnd <= this.#end) this.close();
      return next;
    }
    const matched = this.#continue();
    if (this.#fence) {
      if (matched >= this.#fence.inside) {
        this.#endFence();
        return next;
      }
      this.#fence = null;
    }
    this.#block(matched);
    return next;
  }

  close(): void {
    if (this.#paragraph) this.leaves.push(this.#paragraph);
    this.#paragraph = null;
  }

  /** Steps into the open containers that this line goes on with; answers how many they are. */
  #continue(): number {
    for (const [place, container] of this.#containers.entries()) {
      const indent = this.#indent();
      if (container.quote) {
        if (indent > 3 || !this.#take(/>/y)) return place;
        this.#skip(1);
      } else if (!this.#blank()) {
        if (indent < container.indent) return place;
        this.#skip(container.indent);
      }
    }
    return this.#containers.length;
  }

  #block(matched: number): void {
    if (this.#blank()) {
      this.close();
      // A quote ends at a line without its mark, a list item does not.
      const quote = this.#containers.findIndex(({ quote: is }, place) => is && place >= matched);
      if (quote >= 0) this.#containers.length = quote;
      return;
    }
    let open = matched;
    const leave = () => {
      this.close();
      this.#containers.length = open;
    };
    for (;;) {
      const indent = this.#indent();
      if (indent > 3) {
        if (this.#paragraph) break;
        leave();
        return;
      }
      if (open === matched && this.#paragraph && matched === this.#containers.length && this.#test(UNDERLINE)) {
        this.#paragraph.to = this.#end;
        this.close();
        return;
      }
      if (this.#test(RULE)) {
        leave();
        return;
      }
      const container = this.#opened();
      if (!container) break;
      leave();
      this.#containers.push(container);
      open = this.#containers.length;
      if (this.#blank()) return;
    }
    this.#leaf(open, leave);
  }

  /** The container that begins here, its mark taken; null where none does. */
  #opened(): Container | null {
    if (this.#take(/>/y)) {
      this.#skip(1);
      return { quote: true };
    }
    const start = this.#column;
    const mark = this.#match(ITEM);
    if (mark) {
      const rest = this.#source.slice(this.#at + indentLength(this.#source, this.#at) + mark[0].length, this.#end);
      const interrupts = rest.trim() !== "" && (mark[1] === undefined || Number(mark[1]) === 1);
      if (this.#paragraph && !interrupts) return null;
      this.#take(ITEM);
      const width = this.#column - start;
      const after = this.#indent();
      const blank = rest.trim() === "";
      const own = width + (blank || after > 4 ? 1 : after);
      this.#skip(blank || after > 4 ? 1 : after);
      return { quote: false, indent: own };
    }
    const note = this.#match(FOOTNOTE);
    if (!note || this.#paragraph) return null;
    this.labels.set(labelOf(note[0].slice(1, -2)), "");
    this.#take(FOOTNOTE);
    this.#skip(this.#indent());
    return { quote: false, indent: 4 };
  }

  #leaf(open: number, leave: () => void): void {
    const begins = this.#at + indentLength(this.#source, this.#at);
    const fence = this.#match(FENCE);
    if (fence) {
      leave();
      this.#fence = { mark: fence[1] ?? "", inside: open };
      return;
    }
    if (this.#test(HEADING)) {
      leave();
      this.leaves.push({ from: begins, to: this.#end });
      return;
    }
    if (!this.#paragraph) {
      leave();
      const definition = this.#match(DEFINITION);
      if (definition?.[1]?.trim()) {
        const label = labelOf(definition[1]);
        if (!this.labels.has(label)) this.labels.set(label, (definition[2] ?? "").replace(/^<|>$/g, ""));
        return;
      }
    }
    if (this.#test(ENDLESS_COMMENT)) {
      const end = this.#source.indexOf("-->", begins);
      this.#commentEnd = end < 0 ? this.#source.length : end + 3;
    }
    this.#paragraph ??= { from: begins, to: this.#end };
    this.#paragraph.to = this.#end;
    if (this.#commentEnd > begins && this.#commentEnd <= this.#end) this.close();
  }

  #endFence(): void {
    const end = this.#indent() < 4 ? this.#match(FENCE_END)?.[1] : undefined;
    if (end?.startsWith(this.#fence?.mark ?? "")) this.#fence = null;
  }

  #blank(): boolean {
    return this.#at + indentLength(this.#source, this.#at) >= this.#end;
  }

  /** Columns of white space that stand here. */
  #indent(): number {
    let column = this.#column;
    for (let at = this.#at; at < this.#end; at++) {
      if (this.#source[at] === "\t") column += 4 - (column % 4);
      else if (this.#source[at] === " ") column++;
      else break;
    }
    return column - this.#column;
  }

  /** Steps over so many columns of white space at most. */
  #skip(columns: number): void {
    const to = this.#column + columns;
    while (this.#column < to && this.#at < this.#end) {
      if (this.#source[this.#at] === "\t") this.#column += 4 - (this.#column % 4);
      else if (this.#source[this.#at] === " ") this.#column++;
      else return;
      this.#at++;
    }
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at + indentLength(this.#source, this.#at);
    return pattern.exec(this.#source);
  }

  #test(pattern: RegExp): boolean {
    return this.#match(pattern) !== null;
  }

  #take(pattern: RegExp): boolean {
    const found = this.#match(pattern);
    if (!found) return false;
    this.#skip(Number.POSITIVE_INFINITY);
    this.#at += found[0].length;
    this.#column += found[0].length;
    return true;
  }
}

function indentLength(source: string, at: number): number {
  let length = 0;
  while (source[at + length] === " " || source[at + length] === "\t" || source[at + length] === "\r") length++;
  return length;
}
