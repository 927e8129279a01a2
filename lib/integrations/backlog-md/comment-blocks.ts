import { readInstant } from "../instants.ts";

export interface CommentBlock {
  author: string | null;
  createdAt: string | null;
  body: string;
}

const HEAD = /^author:[ \t]*(.*)\n(?:created:[ \t]*(.*)\n)?(?:[a-z_]+:[ \t]*.*\n)*---[ \t]*$/gm;

/** The comments of a Comments section: blocks of `author:`, `created:`, a rule, the text, a rule. */
export function readComments(section: string): CommentBlock[] {
  const heads = [...section.matchAll(HEAD)];
  if (heads.length === 0) return section.trim() === "" ? [] : [{ author: null, createdAt: null, body: section.trim() }];
  return heads.flatMap((head, place) => {
    const start = head.index + head[0].length;
    const body = section
      .slice(start, heads[place + 1]?.index)
      .trim()
      .replace(/\n---$/, "")
      .trim();
    if (body === "") return [];
    return [{ author: head[1]?.trim() || null, createdAt: readInstant(head[2]?.trim() ?? null), body }];
  });
}
