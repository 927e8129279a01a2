import type { Found, Page, Rule } from "./rule.ts";

/** Signs that nobody sees: of no width, that turn the direction of what follows, and tags. */
const UNSEEN = /[\u200b\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|(?!^)\ufeff/gu;
/** Flags of some regions are written with tags. */
const FLAG = /\u{1f3f4}[\u{e0020}-\u{e007f}]+/gu;
/** Comments that programs read. */
const TOLD =
  /^<!--[-\s]*(?:turbo|markdownlint|prettier|textlint|vale|cspell|spell-?checker|eslint|lint|toc|tocstop|doctoc|more|truncate|begin|end|start|stop|all-contributors|include|region|endregion|#)\b/i;
const HIDDEN =
  /<[a-z][^>]*?(?:\s(?:hidden|aria-hidden=["']?true["']?)(?=[\s>/])|style=["'][^"']*(?:display:\s*none|visibility:\s*hidden|font-size:\s*0|opacity:\s*0(?![.\d]))[^"']*["'])[^>]*>/gi;

export const HIDDEN_RULES: readonly Rule[] = [
  {
    id: "truth/hidden_text",
    level: "info",
    sentence: "A text says nothing that its readers do not see.",
    limits: { words: 4 },
    *find(page, limit) {
      yield* unseen(page);
      yield* comments(page, limit("words"));
      for (const { kind, start, end } of page.zones) {
        if (kind !== "html") continue;
        for (const { index, 0: tag } of page.text.slice(start, end).matchAll(HIDDEN)) {
          const at = start + index;
          yield {
            start: at,
            end: at + tag.length,
            message: "What stands in this element is not shown. Show it, or take it out.",
          };
        }
      }
    },
  },
];

function* unseen({ text }: Page): Generator<Found> {
  const flags = text.matchAll(FLAG);
  let flag = flags.next().value;
  for (const { index, 0: sign } of text.matchAll(UNSEEN)) {
    while (flag && flag.index + flag[0].length <= index) flag = flags.next().value;
    if (flag && index >= flag.index) continue;
    const point = (sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
    yield { start: index, end: index + sign.length, message: `Nobody sees the sign U+${point} here. Take it out.` };
  }
}

/** Comments that say something, of which programs that read the text hear and people do not. */
function* comments({ text, zones }: Page, least: number): Generator<Found> {
  for (const [place, { kind, start, end, block }] of zones.entries()) {
    const before = zones[place - 1];
    if (kind !== "comment" || (before?.kind === "comment" && before.block === block)) continue;
    let last = end;
    for (let at = place + 1; zones[at]?.kind === "comment" && zones[at]?.block === block; at++)
      last = zones[at]?.end ?? last;
    const own = text.slice(start, last);
    if (TOLD.test(own) || (own.match(/\p{L}{2,}/gu)?.length ?? 0) < least) continue;
    yield {
      start,
      end: last,
      message: "This comment is read by programs and by nobody else. Say it in the text, or take it out.",
    };
  }
}
