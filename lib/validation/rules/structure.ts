import type { Block } from "../blocks.ts";
import { countWords } from "../words.ts";
import { type Heading, headingsOf, ownText, spot } from "./headings.ts";
import type { Page, Rule } from "./rule.ts";

const bodyOf = ({ blocks }: Page) => blocks.filter(({ kind }) => kind !== "front_matter" && kind !== "definition");
const whole = ({ text }: Page) => ({ start: 0, end: Math.min(text.length, text.search(/[\r\n]|$/)) });

const SIZES = new WeakMap<Page, { characters: number; words: number }>();

/** Characters and words of the text itself: what a reader reads. */
function sizeOf(page: Page): { characters: number; words: number } {
  const known = SIZES.get(page);
  if (known) return known;
  const size = { characters: 0, words: 0 };
  for (const { kind, start, end } of page.zones) {
    if (kind === "front_matter" || kind === "comment" || kind === "definition") continue;
    size.characters += end - start;
    size.words += countWords(page.text, start, end);
  }
  SIZES.set(page, size);
  return size;
}

/** Each heading with what stands under it before the next one. */
function sectionsOf(page: Page): { heading: Heading; next: Block | null }[] {
  const body = bodyOf(page);
  return body.flatMap((block, at) =>
    block.kind === "heading" ? [{ heading: block, next: body[at + 1] ?? null }] : [],
  );
}

export const STRUCTURE_RULES: readonly Rule[] = [
  {
    id: "structure/content_too_short",
    level: "warning",
    sentence: "A page has enough in it to be one.",
    limits: { characters: 100, words: 20 },
    *find(page, limit) {
      const { characters, words } = sizeOf(page);
      if (characters >= limit("characters") && words >= limit("words")) return;
      yield { ...whole(page), message: `The page has ${words} words in ${characters} characters.` };
    },
  },
  {
    id: "structure/content_too_long",
    level: "info",
    sentence: "A page is short enough to be read.",
    limits: { characters: 50_000, words: 10_000 },
    *find(page, limit) {
      const { characters, words } = sizeOf(page);
      if (characters <= limit("characters") && words <= limit("words")) return;
      yield { ...whole(page), message: `The page has ${words} words in ${characters} characters. Divide it.` };
    },
  },
  {
    id: "structure/no_headings",
    level: "info",
    sentence: "A page of some length has headings.",
    limits: { characters: 500 },
    *find(page, limit) {
      if (headingsOf(page).length > 0 || sizeOf(page).characters < limit("characters")) return;
      yield { ...whole(page), message: "The page has no headings, so nobody finds a part of it." };
    },
  },
  {
    id: "structure/too_many_h1",
    level: "warning",
    sentence: "There are few headings of level 1.",
    limits: { most: 3 },
    *find(page, limit) {
      const first = headingsOf(page).filter(({ level }) => level === 1);
      const beyond = first[limit("most")];
      if (beyond) yield { ...spot(beyond), message: `The page has ${first.length} headings of level 1.` };
    },
  },
  {
    id: "structure/empty_section",
    level: "warning",
    sentence: "Something stands under a heading.",
    *find(page) {
      for (const { heading, next } of sectionsOf(page)) {
        const deeper = next?.kind === "heading" && next.level > heading.level;
        if ((next === null || next.kind === "heading") && !deeper)
          yield { ...spot(heading), message: "Nothing stands under this heading. Write it, or take the heading out." };
      }
    },
  },
  {
    id: "structure/consecutive_headings",
    level: "hint",
    sentence: "Some words stand between a heading and the next deeper one.",
    *find(page) {
      for (const { heading, next } of sectionsOf(page)) {
        if (next?.kind === "heading" && next.level > heading.level && heading.level > 1)
          yield {
            ...spot(next),
            message: "This heading follows another one at once. A sentence between them says what is to come.",
          };
      }
    },
  },
  {
    id: "structure/long_preamble",
    level: "info",
    sentence: "The first heading comes soon.",
    limits: { words: 200 },
    *find(page, limit) {
      const [first] = headingsOf(page);
      if (!first) return;
      const before = bodyOf(page).filter(({ start }) => start < first.start);
      const words = before.reduce((sum, block) => sum + ownText(page, block).split(/\s+/).filter(Boolean).length, 0);
      if (words > limit("words")) yield { ...spot(first), message: `${words} words stand before the first heading.` };
    },
  },
  {
    id: "structure/deep_nesting",
    level: "info",
    sentence: "Headings do not go too deep.",
    limits: { level: 4 },
    *find(page, limit) {
      for (const heading of headingsOf(page)) {
        if (heading.level > limit("level"))
          yield {
            ...spot(heading),
            message: `A heading of level ${heading.level} is deep. Divide the page, or make it a paragraph.`,
          };
      }
    },
  },
];
