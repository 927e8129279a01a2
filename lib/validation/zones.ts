import { type Block, blocksOf, type Piece, type Whole } from "./blocks.ts";
import { destinationEnd, type InlineKind, spansIn } from "./inline.ts";
import { type Lines, linesOf } from "./lines.ts";

/** Where in a document something stands. */
export type ZoneKind =
  | "front_matter"
  | "heading"
  | "prose"
  | "cell"
  | "code"
  | "fence"
  | "indented_code"
  | "html"
  | "comment"
  | "link_text"
  | "link_target"
  | "image_text"
  | "reference"
  | "autolink"
  | "url"
  | "definition";

/** A stretch of one line (of one block, for code and comments) that is all of one kind. */
export interface Zone {
  kind: ZoneKind;
  start: number;
  end: number;
  /** Place of its block in `blocks`. */
  block: number;
}

export interface Scanned {
  text: string;
  lines: Lines;
  blocks: readonly Block[];
  /** In the order of the text; they do not overlap. */
  zones: readonly Zone[];
  /** Labels that are defined. */
  labels: ReadonlySet<string>;
}

/** Reads what every stretch of a Markdown text is. Offsets are those of the text, in UTF-16 units. */
export function scan(text: string): Scanned {
  const lines = linesOf(text);
  const { blocks, labels } = blocksOf(text, lines);
  const zones: Zone[] = [];
  for (const [place, block] of blocks.entries()) {
    const add = (kind: ZoneKind, piece: Piece) => {
      if (piece.end > piece.start) zones.push({ kind, start: piece.start, end: piece.end, block: place });
    };
    if (block.kind === "prose" || block.kind === "heading" || block.kind === "cell") running(text, block, labels, add);
    else if (block.kind === "html") html(text, block, add);
    else if (block.kind === "definition") definition(text, block, add);
    else if (block.kind !== "rule") for (const piece of block.pieces) add(block.kind, piece);
  }
  zones.sort((one, other) => one.start - other.start);
  return { text, lines, blocks, zones, labels };
}

type Add = (kind: ZoneKind, piece: Piece) => void;

/** A block of running text: its inline parts, cut where its lines end. */
function running(text: string, block: Whole & { kind: ZoneKind }, labels: ReadonlySet<string>, add: Add): void {
  const own = block.pieces.map(({ start, end }) => text.slice(start, end)).join("\n");
  let from = 0;
  const emit = (kind: ZoneKind, until: number) => {
    for (const piece of piecesOf(block.pieces, from, until)) add(kind, piece);
    from = Math.max(from, until);
  };
  /** Where link texts around the place end, the innermost last. */
  const around: { kind: InlineKind; end: number }[] = [];
  const kindHere = (): ZoneKind => around.at(-1)?.kind ?? block.kind;
  const plainUntil = (until: number) => {
    for (let last = around.at(-1); last && last.end <= until; last = around.at(-1)) {
      emit(last.kind, last.end);
      around.pop();
    }
    emit(kindHere(), until);
  };
  for (const { kind, start, end } of spansIn(own, labels)) {
    plainUntil(start);
    if (kind === "link_text" || kind === "image_text") around.push({ kind, end });
    else emit(kind, end);
  }
  plainUntil(own.length);
}

/** The parts of the text that a stretch of its joined pieces stands for. */
function piecesOf(pieces: readonly Piece[], from: number, to: number): Piece[] {
  const found: Piece[] = [];
  let at = 0;
  for (const { start, end } of pieces) {
    const [low, high] = [Math.max(from, at), Math.min(to, at + end - start)];
    if (high > low) found.push({ start: start + low - at, end: start + high - at });
    at += end - start + 1;
    if (at >= to) break;
  }
  return found;
}

function html(text: string, block: Block, add: Add): void {
  const own = block.pieces.map(({ start, end }) => text.slice(start, end)).join("\n");
  let from = 0;
  for (const { index, 0: comment } of own.matchAll(/<!--[\s\S]*?(?:-->|$)/g)) {
    for (const piece of piecesOf(block.pieces, from, index)) add("html", piece);
    from = index + comment.length;
    for (const piece of piecesOf(block.pieces, index, from)) add("comment", piece);
  }
  for (const piece of piecesOf(block.pieces, from, own.length)) add("html", piece);
}

/** A definition's label names nothing; its target is one, and a footnote's text is text. */
function definition(text: string, block: Whole, add: Add): void {
  const own = block.pieces.map(({ start, end }) => text.slice(start, end)).join("\n");
  const label = /^\[(?:[^\]\\]|\\.)*\]:\s*/.exec(own)?.[0].length ?? own.length;
  const put = (kind: ZoneKind, from: number, to: number) => {
    for (const piece of piecesOf(block.pieces, from, to)) add(kind, piece);
  };
  if (own.startsWith("[^")) {
    put("prose", label, own.length);
    return;
  }
  const target = Math.max(label, destinationEnd(own, label));
  put("definition", 0, label);
  put("link_target", label, target);
  put("definition", target, own.length);
}
