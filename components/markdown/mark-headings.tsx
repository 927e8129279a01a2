import type { Element, Root, RootContent } from "hast";
import { headingSlugs } from "#components/markdown/slug";

interface Names {
  /** Stands before the names of headings. */
  headings: string;
  /** Stands before the names of footnotes. */
  notes: string;
  /** Are the headings named elsewhere? */
  named?: boolean;
}

/** Names headings, so that they can be linked to, and makes links within the text lead to them. */
export function markHeadings({ headings, notes, named = false }: Names) {
  return (tree: Root) => {
    const slug = headingSlugs();
    visit(tree, (element) => {
      const { tagName, properties } = element;
      if (properties.id === NOTES_LABEL) properties.id = `${notes}label`;
      else if (/^h[1-6]$/.test(tagName) && !named) properties.id = headings + slug(textOf(element));
      if (properties.ariaDescribedBy) properties.ariaDescribedBy = [`${notes}label`];
      const to = tagName === "a" ? String(properties.href ?? "") : "";
      if (to.startsWith("#") && to !== "#" && !to.startsWith(`#${notes}`))
        properties.href = `#${headings}${to.slice(1)}`;
    });
  };
}

/** The name of the heading above the footnotes, as it comes. */
const NOTES_LABEL = "footnote-label";

function visit(parent: Root | Element, mark: (element: Element) => void): void {
  for (const child of parent.children as RootContent[]) {
    if (child.type !== "element") continue;
    mark(child);
    visit(child, mark);
  }
}

function textOf(node: Element): string {
  return (node.children as RootContent[])
    .map((child) => (child.type === "text" ? child.value : child.type === "element" ? textOf(child) : ""))
    .join("");
}
