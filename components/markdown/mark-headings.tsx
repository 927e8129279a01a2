import type { Element, Root, RootContent } from "hast";
import { headingSlugs } from "#components/markdown/slug";

/** Gives headings names that can be linked to. */
export function markHeadings() {
  return (tree: Root) => {
    const slug = headingSlugs();
    visit(tree, (heading) => {
      heading.properties.id = slug(textOf(heading));
    });
  };
}

function visit(parent: Root | Element, mark: (heading: Element) => void): void {
  for (const child of parent.children as RootContent[]) {
    if (child.type !== "element") continue;
    if (/^h[1-6]$/.test(child.tagName)) mark(child);
    else visit(child, mark);
  }
}

function textOf(node: Element): string {
  return (node.children as RootContent[])
    .map((child) => (child.type === "text" ? child.value : child.type === "element" ? textOf(child) : ""))
    .join("");
}
