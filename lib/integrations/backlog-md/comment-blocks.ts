import { readInstant } from "../instants.ts";

export interface CommentBlock {
  author: string | null;
  createdAt: string | null;
  body: string;
}

const HEAD = /^author:[ \t]*(.*)\n((?:[a-z_]+:[ \t]*.*\n)*)---[ \t]*$/gm;

/**
 * The comments of a Comments section: blocks of `author:`, `created:`, a rule, the text, a rule. What stands before the
 * first is a comment of nobody; lines of a head that say something else stay with the text.
 */
export function readComments(section: string): CommentBlock[] {
  const heads = [...section.matchAll(HEAD)];
  const before = textOf(section.slice(0, heads[0]?.index));
  const first = before === "" ? [] : [{ author: null, createdAt: null, body: before }];
  const said = heads.flatMap((head, place) => {
    const text = textOf(section.slice(head.index + head[0].length, heads[place + 1]?.index));
    const { createdAt, others } = readHead(head[2] ?? "");
    const body = [...others, text].filter(Boolean).join("\n\n");
    return body === "" ? [] : [{ author: head[1]?.trim() || null, createdAt, body }];
  });
  return [...first, ...said];
}

function readHead(head: string): { createdAt: string | null; others: string[] } {
  const lines = head.split("\n").filter((line) => !/^[a-z_]+:\s*$/.test(line));
  const created = lines.find((line) => line.startsWith("created:") && readInstant(dateIn(line)) !== null);
  return {
    createdAt: created === undefined ? null : readInstant(dateIn(created)),
    others: lines.filter((line) => line !== "" && line !== created),
  };
}

const dateIn = (line: string) => line.slice(line.indexOf(":") + 1).trim();

function textOf(block: string): string {
  return block
    .trim()
    .replace(/\n---$/, "")
    .trim();
}
