import type { Block } from "../blocks.ts";
import { ownText } from "./headings.ts";
import type { Page, Rule } from "./rule.ts";

type Fence = Extract<Block, { kind: "fence" }>;

const fencesOf = ({ blocks }: Page) => blocks.filter((block): block is Fence => block.kind === "fence");

/** Where a fence begins, with what stands behind it. */
function opening({ text }: Page, { start, end }: Fence): { start: number; end: number } {
  const line = /[^\r\n]*/.exec(text.slice(start, end))?.[0] ?? "";
  return { start: start + (/[`~]/.exec(line)?.index ?? 0), end: start + line.trimEnd().length };
}

const HOME =
  /(?:\/(?:home|Users)\/(?!(?:user|username|me|you|USER|runner|app|node)\b)[\w.-]+|[A-Z]:\\Users\\(?!(?:user|username|USER)\b)[\w.-]+)/g;
const PLACEHOLDER =
  /(?:#|\/\/|\/\*|<!--|--|;)\s*(?:TODO|FIXME|XXX|HACK|your (?:code|implementation) (?:goes )?here|(?:add|insert|put) (?:your )?(?:code|implementation|logic) here|implement (?:me|this))\b[^\r\n]*/gi;
/** Secrets by their form alone: a word like password with any value is too often an example. */
const SECRETS: readonly (readonly [string, RegExp])[] = [
  ["an AWS access key", /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g],
  ["a GitHub token", /\bgh[pousr]_[A-Za-z0-9]{36,}\b/g],
  ["an Anthropic key", /\bsk-ant-[A-Za-z0-9_-]{20,}\b/g],
  ["an OpenAI key", /\bsk-(?:proj-)?[A-Za-z0-9_-]{32,}\b/g],
  ["a Slack token", /\bxox[abprs]-[A-Za-z0-9-]{10,}\b/g],
  ["a Google key", /\bAIza[0-9A-Za-z_-]{35}\b/g],
  ["a private key", /-----BEGIN (?:RSA |EC |OPENSSH |DSA )?PRIVATE KEY-----/g],
];

/** Most texts hold none of it, which is known before their zones are read. */
function* matchesIn(page: Page, kinds: readonly string[], pattern: RegExp) {
  if (page.text.search(pattern) < 0) return;
  for (const { kind, start, end } of page.zones) {
    if (!kinds.includes(kind)) continue;
    for (const { index, 0: found } of page.text.slice(start, end).matchAll(pattern)) {
      yield { found, start: start + index, end: start + index + found.length };
    }
  }
}

export const CODE_RULES: readonly Rule[] = [
  {
    id: "code/no_language_specified",
    level: "info",
    sentence: "A block of code names its language.",
    *find(page) {
      for (const fence of fencesOf(page)) {
        if (fence.info === "" && fence.pieces.length > 0)
          yield {
            ...opening(page, fence),
            message: "The block of code names no language. Write it behind the fence, or `text`.",
          };
      }
    },
  },
  {
    id: "code/empty_code_block",
    level: "warning",
    sentence: "A block of code holds code.",
    *find(page) {
      for (const fence of fencesOf(page)) {
        if (ownText(page, fence).trim() === "")
          yield { ...opening(page, fence), message: "The block of code is empty." };
      }
    },
  },
  {
    id: "code/code_block_too_long",
    level: "info",
    sentence: "A block of code is short enough to be read.",
    limits: { lines: 100 },
    *find(page, limit) {
      for (const fence of fencesOf(page)) {
        if (fence.pieces.length > limit("lines"))
          yield {
            ...opening(page, fence),
            message: `The block of code has ${fence.pieces.length} lines. Link to a file, or show the part that matters.`,
          };
      }
    },
  },
  {
    id: "code/inline_code_too_long",
    level: "hint",
    sentence: "Code in a sentence is short.",
    limits: { characters: 50 },
    *find(page, limit) {
      for (const { kind, start, end } of page.zones) {
        if (kind === "code" && end - start - 2 > limit("characters"))
          yield { start, end, message: `The code has ${end - start - 2} characters. Set it as a block.` };
      }
    },
  },
  {
    id: "code/hardcoded_path",
    level: "warning",
    sentence: "No path is of one person's machine.",
    *find(page) {
      for (const { found, ...at } of matchesIn(page, ["fence", "indented_code", "code"], HOME))
        yield { ...at, message: `${found} is on one person's machine. Write ~ or $HOME.` };
    },
  },
  {
    id: "code/placeholder_comment",
    level: "info",
    sentence: "No comment in code says that something is missing.",
    *find(page) {
      for (const { found, ...at } of matchesIn(page, ["fence", "indented_code"], PLACEHOLDER))
        yield { ...at, message: `The code is not finished: “${found.trim().slice(0, 60)}”.` };
    },
  },
  {
    id: "code/sensitive_data",
    level: "error",
    sentence: "No secret stands in the text.",
    *find(page) {
      const kinds = ["fence", "indented_code", "code", "prose", "cell", "front_matter", "html", "comment"];
      for (const [what, pattern] of SECRETS) {
        for (const { start, end } of matchesIn(page, kinds, pattern))
          yield { start, end, message: `This looks like ${what}. Take it out, and make another one.` };
      }
    },
  },
];
