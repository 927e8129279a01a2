import type { Element, Root, RootContent } from "hast";

/** Gives each task box the place of its list item in the source, so that a tick finds its way back. */
export function markTasks() {
  return (tree: Root) => visit(tree, null);
}

function visit(parent: Root | Element, item: Element | null): void {
  for (const child of parent.children as RootContent[]) {
    if (child.type !== "element") continue;
    if (child.tagName === "input" && item) child.properties.dataTask = item.position?.start.offset ?? -1;
    visit(child, child.tagName === "li" ? child : item);
  }
}
