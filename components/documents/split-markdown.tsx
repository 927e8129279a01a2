import { headingSlugs, OF_TEXTS } from "#components/markdown/slug";

/** A part of a Markdown text that can be rendered by itself. */
export interface MarkdownPart {
  /** Where it begins in the text. */
  from: number;
  text: string;
  /** Unlike that of any other part. */
  key: string;
  /** Names of the headings in it. */
  slugs: string[];
}

/** Characters of a part at least, so that there are not too many, and at most, before any blank line ends it. */
const LEAST = 1200;
const MOST = 6000;

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const HEADING = /^ {0,3}#{1,6}[ \t]+(.+?)[ \t#]*$/;
const DEFINITION = /^ {0,3}\[[^\]\n]+\]:[ \t]*\S+.*$/gm;

/**
 * Cuts a Markdown text where no block runs through: at headings and, in long stretches, at blank lines before a new block.
 * The same stretch of text gives the same part wherever it stands, so that only what changed has to be rendered again.
 */
export function splitMarkdown(source: string): MarkdownPart[] {
  const parts: MarkdownPart[] = [];
  const slug = headingSlugs();
  let start = 0;
  let slugs: string[] = [];
  let fence: string | null = null;
  let blank = true;
  const cut = (at: number) => {
    if (at > start)
      parts.push({ from: start, text: source.slice(start, at), key: slugs[0] ?? `part-${parts.length}`, slugs });
    start = at;
    slugs = [];
  };
  for (let at = 0; at < source.length; ) {
    const end = source.indexOf("\n", at);
    const next = end < 0 ? source.length : end + 1;
    const line = source.slice(at, end < 0 ? source.length : end);
    const mark = FENCE.exec(line)?.[1];
    const heading = fence === null ? HEADING.exec(line)?.[1] : undefined;
    if (heading !== undefined && at - start >= LEAST) cut(at);
    else if (fence === null && blank && at - start >= MOST && /^\S/.test(line) && !/^([-*+>|]|\d+[.)])/.test(line))
      cut(at);
    // A list or table without end is cut all the same before it holds everything up.
    else if (fence === null && blank && at - start >= 4 * MOST) cut(at);
    if (heading !== undefined) slugs.push(OF_TEXTS + slug(heading));
    if (fence === null) fence = mark ?? null;
    else if (mark?.startsWith(fence) && line.trim() === mark) fence = null;
    blank = line.trim() === "";
    at = next;
  }
  cut(source.length);
  const definitions = (source.match(DEFINITION) ?? []).slice(0, 500).join("\n");
  if (definitions === "") return parts;
  return parts.map((part) =>
    /\]\s*\[|\]/.test(part.text) ? { ...part, text: `${part.text}\n\n${definitions}\n` } : part,
  );
}
