import type { Element, ElementContent, Root, RootContent } from "hast";

const KEY = /\b([A-Z][A-Z0-9]{1,9})-([1-9]\d{0,8})\b/g;

/** Turns keys of known projects into links, but not inside code or links. */
export function markKeys({ projects }: { projects: readonly string[] }) {
  const known = new Set(projects);
  return (tree: Root) => {
    visit(tree, known);
  };
}

function visit(parent: Root | Element, known: ReadonlySet<string>): void {
  const children = parent.children.flatMap((child: RootContent): RootContent[] => {
    if (child.type === "text") return split(child.value, known);
    if (child.type === "element" && !["a", "code", "pre"].includes(child.tagName)) visit(child, known);
    return [child];
  });
  parent.children = children as ElementContent[];
}

function split(text: string, known: ReadonlySet<string>): ElementContent[] {
  const parts: ElementContent[] = [];
  let from = 0;
  for (const match of text.matchAll(KEY)) {
    if (!known.has(match[1] ?? "")) continue;
    if (match.index > from) parts.push({ type: "text", value: text.slice(from, match.index) });
    parts.push({
      type: "element",
      tagName: "a",
      properties: { href: `/issues/${match[0]}`, dataIssueKey: match[0] },
      children: [{ type: "text", value: match[0] }],
    });
    from = match.index + match[0].length;
  }
  if (from === 0) return [{ type: "text", value: text }];
  if (from < text.length) parts.push({ type: "text", value: text.slice(from) });
  return parts;
}
