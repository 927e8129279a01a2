import { inQuotes, shorten } from "#lib/core/one-line";
import type { Document, DocumentLine, Heading } from "#lib/domain/documents/schema";
import { minute } from "#lib/domain/people/quoted";
import { factsLine, row } from "./row.ts";

/** `TURBO-DOC4  approved  design  Title…` */
export function documentLine(document: DocumentLine): string {
  const { key, status, kind, stale, shelf, title } = document;
  const place = shelf === "live" ? "" : ` (${shelf})`;
  return row([key, `${status}${place}`, kind, stale && "STALE"], title);
}

/** What one needs to decide about a document, without its text. */
export function documentCard(document: Omit<Document, "body">): string {
  const { key, title, status, kind, revision, version, shelf, author, updatedAt, length, labels, path } = document;
  return [
    `${key}  ${inQuotes(title)}`,
    `  ${[status, kind, `revision ${revision}`, `version ${version}`, shelf !== "live" && shelf].filter(Boolean).join("  ")}`,
    ...factsLine([
      `${length} characters`,
      path.length > 0 && `under ${path.map((one) => one.key).join(" > ")}`,
      labels.length > 0 && `labels ${labels.map(({ name }) => inQuotes(name)).join(", ")}`,
      `saved ${minute(updatedAt)}${author ? `, begun by @${author.handle}` : ""}`,
    ]),
    ...document.decisions.map((one) => {
      const stale = one.stale ? "  WARNING: superseded since" : "";
      return `  governed by ${one.key}  ${one.status}  ${inQuotes(one.title, 60)}${stale}`;
    }),
  ].join("\n");
}

/** The headings of a document, each with the size of what stands under it. */
export function outlineText(headings: readonly Heading[]): string[] {
  if (headings.length === 0) return ["It has no headings."];
  return headings.map(
    ({ level, title, characters }) => `>${"  ".repeat(level)}${shorten(title, 120)}  (${characters})`,
  );
}
