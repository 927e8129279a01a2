import type { Context } from "#lib/core/context";
import { run } from "#lib/core/operation";
import { getDocument } from "#lib/domain/documents/get-document";
import { DATA_MARK, quoted } from "#lib/domain/people/quoted";
import { documentCard, documentLine, outlineText } from "../text/document-text.ts";
import { backlinks } from "./backlinks.ts";
import { latestComments } from "./latest-comments.ts";
import { type Asked, inParts } from "./reading.ts";
import type { Answer } from "./tool.ts";

const COMMENTS = 10;
/** A text up to here comes whole; of a longer one first the outline. */
const SHORT = 6_000;

/** A document: whole where it is short, else its outline; one section; or the whole in parts by offset. */
export async function readDocument(ctx: Context, ref: unknown, asked: Asked): Promise<Answer> {
  const { section, outline, ...others } = asked.others;
  const part = section === undefined ? {} : { section };
  const document = await run(getDocument, ctx, { document: ref, ...part, ...others, outline: section === undefined });
  if (asked.detail === "line")
    return { text: `${documentLine(document)}  version ${document.version}`, data: document };
  if (asked.detail === "card") return { text: documentCard(document), data: document };
  const again = `get key ${document.key}`;
  const text = (what: string, body: string) => quoted(body, { what, at: document.updatedAt });
  if (section !== undefined) {
    const parts = [documentCard(document), DATA_MARK, text(`Section "${document.section}"`, document.body ?? "")];
    return inParts(parts, document, { again: `${again}, section "${document.section}"`, asked });
  }
  const { lines, comments } = await latestComments(ctx, {
    on: document.key,
    limit: COMMENTS,
    cursor: asked.cursor,
    again,
  });
  if (asked.cursor !== undefined) return inParts(lines, comments, { again, asked });
  const rest = [...(await backlinks(ctx, document.key)), ...lines];
  const headings = outlineText(document.outline ?? []);
  const first = [documentCard(document), DATA_MARK, "Outline (data), with characters:", ...headings];
  if (outline === true || (document.length > SHORT && !asked.inParts)) {
    const next = `Read on: ${again}, section "…" (a heading), or offset 0 for the whole in parts.`;
    return inParts([...first, next, ...rest], { ...document, commentList: comments }, { again, asked });
  }
  const whole = await run(getDocument, ctx, { document: ref });
  const parts = [documentCard(document), DATA_MARK, text("Text", whole.body ?? ""), ...rest];
  return inParts(parts, { ...whole, commentList: comments }, { again, asked });
}
