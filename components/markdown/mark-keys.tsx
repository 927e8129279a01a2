import type { Element, ElementContent, Root, RootContent } from "hast";

const KEY = /\b(?:(I|DEC)-|([A-Z][A-Z0-9]{1,9})-(DOC|DEC|MS)?)[1-9]\d{0,8}\b/g;
/** The page of a key by its sign. */
const FOLDERS: Record<string, string> = { DOC: "documents", DEC: "decisions", MS: "milestones", I: "initiatives" };

/** Turns keys of known projects, and of initiatives and decisions of the workspace, into links, but not inside code or links. */
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
    const [, workspace, project, sign] = match;
    if (project !== undefined && !known.has(project)) continue;
    if (match.index > from) parts.push({ type: "text", value: text.slice(from, match.index) });
    parts.push({
      type: "element",
      tagName: "a",
      properties: { href: `/${FOLDERS[workspace ?? sign ?? ""] ?? "issues"}/${match[0]}`, dataIssueKey: match[0] },
      children: [{ type: "text", value: match[0] }],
    });
    from = match.index + match[0].length;
  }
  if (from === 0) return [{ type: "text", value: text }];
  if (from < text.length) parts.push({ type: "text", value: text.slice(from) });
  return parts;
}
