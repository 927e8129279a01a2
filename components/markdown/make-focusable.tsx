import type { Element, ElementContent, Root, RootContent } from "hast";

/** What scrolls sideways, code and tables, can be reached and scrolled with the keyboard alone. */
export function makeFocusable() {
  return (tree: Root) => visit(tree);
}

function visit(parent: Root | Element): void {
  parent.children = (parent.children as RootContent[]).map((child): RootContent => {
    if (child.type !== "element") return child;
    if (child.tagName === "pre") child.properties.tabIndex = 0;
    if (child.tagName === "table") {
      return {
        type: "element",
        tagName: "div",
        properties: { className: ["table-scroll"], tabIndex: 0 },
        children: [child],
      };
    }
    visit(child);
    return child;
  }) as ElementContent[];
}
