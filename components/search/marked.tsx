import type { ReactNode } from "react";

/** A text with the words that were searched for set off. */
export function Marked({ text, query }: { text: string; query: string }) {
  const words = (query.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  if (words.length === 0) return text;
  const pieces: ReactNode[] = [];
  let from = 0;
  for (const match of text.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join("|")})`, "giu"))) {
    pieces.push(
      text.slice(from, match.index),
      <mark key={match.index} className="rounded-[2px] bg-accent-wash text-ink">
        {match[0]}
      </mark>,
    );
    from = match.index + match[0].length;
  }
  return [...pieces, text.slice(from)];
}
