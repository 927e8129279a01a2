import type { Block } from "../blocks.ts";
import type { Page, Rule } from "./rule.ts";

export type Heading = Extract<Block, { kind: "heading" }>;

export function headingsOf({ blocks }: Page): Heading[] {
  return blocks.filter((block): block is Heading => block.kind === "heading");
}

/** The words of a block, without its marks. */
export function ownText({ text }: Page, { pieces }: Pick<Block, "pieces">): string {
  return pieces.map(({ start, end }) => text.slice(start, end)).join("\n");
}

/** A block's own first line, to mark it by. */
export function spot({ pieces, start, end }: Pick<Block, "pieces" | "start" | "end">): { start: number; end: number } {
  const first = pieces.find((piece) => piece.end > piece.start);
  return first ? { start: first.start, end: first.end } : { start, end };
}

const SIZES: Readonly<Record<number, [least: number, most: number]>> = {
  1: [20, 70],
  2: [10, 100],
  3: [5, 100],
  4: [5, 80],
  5: [3, 70],
  6: [3, 60],
};

/** Headings as search engines and readers use them. */
export const HEADING_RULES: readonly Rule[] = [
  {
    id: "seo/h1_required",
    level: "warning",
    sentence: "A page has a heading of level 1.",
    *find(page) {
      if (page.text.trim() === "" || headingsOf(page).some(({ level }) => level === 1)) return;
      if (page.front?.fields.some(({ name, value }) => name === "title" && value)) return;
      if (page.zones.some(({ kind, start, end }) => kind === "html" && /<h1\b/i.test(page.text.slice(start, end))))
        return;
      const first = page.blocks.find(({ kind }) => kind !== "front_matter");
      if (first)
        yield { ...spot(first), message: "The page has no heading of level 1. Begin it with one, like `# Title`." };
    },
  },
  {
    id: "seo/h1_unique",
    level: "warning",
    sentence: "A page has one heading of level 1.",
    *find(page) {
      const [, ...others] = headingsOf(page).filter(({ level }) => level === 1);
      for (const other of others)
        yield { ...spot(other), message: "This is another heading of level 1. Make it one of level 2." };
    },
  },
  {
    id: "seo/h1_first",
    level: "info",
    sentence: "The heading of level 1 comes before the others.",
    *find(page) {
      const headings = headingsOf(page);
      const [first] = headings;
      if (!first || first.level === 1 || !headings.some(({ level }) => level === 1)) return;
      yield { ...spot(first), message: "This heading stands before the one of level 1." };
    },
  },
  {
    id: "seo/hierarchy_skip",
    level: "warning",
    sentence: "Headings go down one level at a time.",
    *find(page) {
      let last = 0;
      for (const heading of headingsOf(page)) {
        const { level } = heading;
        if (last > 0 && level > last + 1)
          yield {
            ...spot(heading),
            message: `A heading of level ${level} follows one of level ${last}. Make it level ${last + 1}.`,
          };
        last = level;
      }
    },
  },
  {
    id: "seo/empty_heading",
    level: "error",
    sentence: "A heading says something.",
    *find(page) {
      for (const heading of headingsOf(page)) {
        if (ownText(page, heading).trim() === "")
          yield {
            start: heading.start,
            end: heading.end,
            message: "The heading is empty. Give it words, or take it out.",
          };
      }
    },
  },
  ...Object.entries(SIZES).map(
    ([level, [min, max]]): Rule => ({
      id: `seo/h${level}_length`,
      level: "info",
      sentence: `Headings of level ${level} are not too short and not too long.`,
      limits: { min, max },
      *find(page, limit) {
        for (const heading of headingsOf(page)) {
          const long = [...ownText(page, heading).trim()].length;
          if (heading.level !== Number(level) || long === 0) continue;
          if (long < limit("min"))
            yield { ...spot(heading), message: `The heading has ${long} characters; ${limit("min")} say more.` };
          if (long > limit("max"))
            yield { ...spot(heading), message: `The heading has ${long} characters; ${limit("max")} are enough.` };
        }
      },
    }),
  ),
];
