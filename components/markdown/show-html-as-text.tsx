import type { ElementContent, Root, RootContent } from "hast";

/** HTML in Markdown stays what it is, text: shown, never rendered, never dropped. */
export function showHtmlAsText() {
  return (tree: Root) => visit(tree);
}

function visit(parent: { children: RootContent[] | ElementContent[] }): void {
  parent.children = parent.children.map((child): RootContent => {
    if (child.type === "raw") return { type: "text", value: child.value };
    if (child.type === "element") visit(child);
    return child;
  });
}
