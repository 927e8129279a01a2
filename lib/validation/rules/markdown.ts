import { labelOf } from "../inline.ts";
import type { Found, Page, Rule } from "./rule.ts";

/** The two parts of each link and image: what is shown, and where it leads. */
function* linksOf(
  page: Page,
): Generator<{ image: boolean; shown: string; start: number; end: number; target: string }> {
  const { text, zones, blocks } = page;
  const openings = openingsIn(page);
  for (const [at, zone] of zones.entries()) {
    if (zone.kind !== "link_target" || blocks[zone.block]?.kind === "definition") continue;
    const close = text.lastIndexOf("]", zone.start);
    const before = zones[at - 1];
    const open = openings.get(close);
    if (!before || open === undefined || text[zone.start] !== "(") continue;
    const image = text[open - 1] === "!";
    const next = zones[at + 1];
    const goesOn = next?.kind === "link_target" && next.block === zone.block && text[next.start] !== "(";
    const target = goesOn ? text.slice(next.start, next.end) : text.slice(zone.start + 1, zone.end - 1).trim();
    yield { image, shown: text.slice(open + 1, close).trim(), start: image ? open - 1 : open, end: zone.end, target };
  }
}

const OPENINGS = new WeakMap<Page, ReadonlyMap<number, number>>();

/** The bracket that each closing one closes; read once for a page. */
function openingsIn(page: Page): ReadonlyMap<number, number> {
  const known = OPENINGS.get(page);
  if (known) return known;
  const openings = new Map<number, number>();
  const open: number[] = [];
  for (const { index, 0: bracket } of page.text.matchAll(/(?<!\\)[[\]]/g)) {
    if (bracket === "[") open.push(index);
    else {
      const last = open.pop();
      if (last !== undefined) openings.set(index, last);
    }
  }
  OPENINGS.set(page, openings);
  return openings;
}

/** Blocks in which spaces and empty lines may be meant. */
const asTheyAre = ({ blocks }: Page) =>
  blocks.filter(
    ({ kind }) => kind === "fence" || kind === "indented_code" || kind === "html" || kind === "front_matter",
  );

export const MARKDOWN_RULES: readonly Rule[] = [
  {
    id: "markdown/unclosed_code_block",
    level: "error",
    sentence: "A block of code ends where it should.",
    *find({ blocks, text }) {
      for (const block of blocks) {
        if (block.kind !== "fence" || block.closed) continue;
        const line = /[^\r\n]*/.exec(text.slice(block.start))?.[0] ?? "";
        yield {
          start: block.start,
          end: block.start + line.length,
          message: "The block of code is not closed, so all that follows is in it. Close it with the same fence.",
        };
      }
    },
  },
  {
    id: "markdown/empty_link_text",
    level: "error",
    sentence: "A link has words.",
    *find(page) {
      for (const { image, shown, start, end } of linksOf(page)) {
        if (!image && shown === "") yield { start, end, message: "The link has no words, so nobody sees it." };
      }
    },
  },
  {
    id: "markdown/empty_link_url",
    level: "error",
    sentence: "A link leads somewhere.",
    *find(page) {
      for (const { image, target, start, end } of linksOf(page)) {
        if (!image && (target === "" || target === "<>")) yield { start, end, message: "The link leads nowhere." };
      }
    },
  },
  {
    id: "markdown/missing_alt_text",
    level: "warning",
    sentence: "An image says in words what it shows.",
    *find(page) {
      for (const { image, shown, start, end } of linksOf(page)) {
        if (image && shown === "")
          yield {
            start,
            end,
            message: "The image has no words for whoever does not see it. Write them between the brackets.",
          };
      }
    },
  },
  {
    id: "markdown/empty_image_url",
    level: "error",
    sentence: "An image has a source.",
    *find(page) {
      for (const { image, target, start, end } of linksOf(page)) {
        if (image && (target === "" || target === "<>")) yield { start, end, message: "The image has no source." };
      }
    },
  },
  {
    id: "markdown/excessive_whitespace",
    level: "hint",
    sentence: "At most two empty lines follow each other.",
    limits: { lines: 2 },
    *find(page, limit) {
      const code = asTheyAre(page);
      for (const { index, 0: gap } of page.text.matchAll(/(?:(?<=\n)[ \t]*(?:\r\n?|\n)){2,}/g)) {
        const lines = gap.split(/\r\n?|\n/).length - 1;
        const end = index + gap.length;
        if (lines <= limit("lines") || code.some((block) => index >= block.start && end <= block.end)) continue;
        const eol = /\r\n?|\n/.exec(gap)?.[0] ?? "\n";
        yield {
          start: index,
          end,
          message: `${lines} empty lines follow each other.`,
          edit: { start: index, end, after: eol },
        };
      }
    },
  },
  {
    id: "markdown/trailing_whitespace",
    level: "hint",
    sentence: "Lines end without spaces.",
    *find(page) {
      const code = asTheyAre(page);
      for (const { index, 0: spaces } of page.text.matchAll(/(?<![ \t])[ \t]+(?=\r|\n|$)/g)) {
        // Two spaces at the end of a line are a line break, and so are more.
        const isBreak =
          /^ {2,}$/.test(spaces) && /\S/.test(page.text.slice(page.text.lastIndexOf("\n", index - 1) + 1, index));
        const end = index + spaces.length;
        if (isBreak || code.some((block) => index >= block.start && end <= block.end)) continue;
        yield {
          start: index,
          end,
          message: "Spaces stand at the end of the line.",
          edit: { start: index, end, after: "" },
        };
      }
    },
  },
  {
    id: "markdown/unbalanced_formatting",
    level: "warning",
    sentence: "What begins bold ends bold.",
    *find(page) {
      for (const found of unbalanced(page)) yield found;
    },
  },
  {
    id: "markdown/broken_reference_link",
    level: "error",
    sentence: "A link by a label has one that is defined.",
    *find({ text, zones, labels }) {
      for (const { kind, start, end } of zones) {
        if (kind !== "prose" && kind !== "cell" && kind !== "heading") continue;
        for (const { index, groups } of text.slice(start, end).matchAll(/\[[^[\]]+\]\[(?<label>[^[\]]+)\]/g)) {
          const label = groups?.label ?? "";
          if (labels.has(labelOf(label)) || /^[\d\s,.-]+$/.test(label)) continue;
          const at = start + index;
          yield {
            start: at,
            end: at + (text.slice(at).indexOf("]", text.slice(at).indexOf("][") + 2) + 1),
            message: `Nothing is defined as [${label}]. Define it, like \`[${label}]: https://…\`.`,
          };
        }
      }
    },
  },
];

/** Paragraphs in which a mark of bold text stands an odd number of times. */
function* unbalanced({ text, zones, blocks }: Page): Generator<Found> {
  const marks = new Map<number, { start: number; end: number }[]>();
  for (const { kind, start, end, block } of zones) {
    if (!["prose", "cell", "heading", "link_text"].includes(kind) || blocks[block] === undefined) continue;
    for (const { index } of text.slice(start, end).matchAll(/(?<![\\*])\*\*(?!\*)/g)) {
      const own = marks.get(block) ?? [];
      own.push({ start: start + index, end: start + index + 2 });
      marks.set(block, own);
    }
  }
  for (const own of marks.values()) {
    const last = own.at(-1);
    if (own.length % 2 === 1 && last) yield { ...last, message: "** begins bold text here that nothing ends." };
  }
}
