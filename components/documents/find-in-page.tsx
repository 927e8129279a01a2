import type { Finding } from "#lib/domain/documents/schema";

/** How many letters around a stretch tell it from others that read the same. */
const AROUND = 40;
const LONGEST = 80;

/** Where findings stand in a text as it is rendered; what is not rendered, or shows no words, has no place. */
export function placesIn(root: Element, source: string, findings: readonly Finding[]): Map<Finding, Range> {
  const { text, nodes } = textOf(root);
  const places = new Map<Finding, Range>();
  for (const finding of findings) {
    const range = placeOf(finding, { source, text, nodes }) ?? linkOf(root, finding);
    if (range) places.set(finding, range);
  }
  return places;
}

interface Shown {
  text: string;
  nodes: { node: Text; from: number }[];
}

function textOf(root: Element): Shown {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const nodes: Shown["nodes"] = [];
  let text = "";
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    nodes.push({ node: node as Text, from: text.length });
    text += (node as Text).data;
  }
  return { text, nodes };
}

function placeOf({ start, end }: Finding, { source, text, nodes }: Shown & { source: string }): Range | null {
  const [line = ""] = source.slice(start, Math.min(end, start + LONGEST)).split("\n", 1);
  const words = (/^!?\[([^\]]+)\][([]/.exec(line)?.[1] ?? line).replace(/^[\s#>*_`~[\]-]+|[\s*_`~]+$/g, "");
  if (words === "") return null;
  const before = letters(source.slice(Math.max(0, start - 2 * AROUND), start));
  const after = letters(source.slice(end, end + 2 * AROUND));
  let best = -1;
  let most = -1;
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    const behind = at + words.length;
    const alike =
      common([...before].reverse(), [...letters(text.slice(Math.max(0, at - 2 * AROUND), at))].reverse()) +
      common([...after], [...letters(text.slice(behind, behind + 2 * AROUND))]);
    if (alike > most) [best, most] = [at, alike];
  }
  return best < 0 ? null : rangeOf(nodes, best, best + words.length);
}

const letters = (text: string) => text.replace(/[^\p{L}\p{N}]+/gu, "");

function common(one: readonly string[], other: readonly string[]): number {
  const until = one.findIndex((letter, at) => letter !== other[at]);
  return until < 0 ? one.length : until;
}

function rangeOf(nodes: Shown["nodes"], from: number, to: number): Range | null {
  const first = nodes.findLast((one) => one.from <= from);
  const last = nodes.findLast((one) => one.from < to);
  if (!first || !last) return null;
  const range = document.createRange();
  range.setStart(first.node, from - first.from);
  range.setEnd(last.node, to - last.from);
  return range;
}

/** The words of a link that leads to what the finding is about. */
function linkOf(root: Element, { entry }: Finding): Range | null {
  const link = entry ? root.querySelector(`a[href$="/${CSS.escape(entry)}" i]`) : null;
  if (!link) return null;
  const range = document.createRange();
  range.selectNodeContents(link);
  return range;
}
