import type { Element, Root, RootContent } from "hast";

const WORDS = new Set(["p", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th"]);
const HOLDERS = new Set(["blockquote", "li"]);
const LETTER = /\p{L}/u;
const RIGHT_TO_LEFT =
  /\p{Script=Hebrew}|\p{Script=Arabic}|\p{Script=Syriac}|\p{Script=Thaana}|\p{Script=Nko}|\p{Script=Adlam}/u;

/**
 * Gives each block the direction of its own words, and code none but its own. A block that holds others takes that of its
 * first letter: the browser's own reckoning would not look into those, which have a direction already.
 */
export function markDirections() {
  return (tree: Root) => visit(tree);
}

function visit(parent: Root | Element): void {
  for (const child of parent.children as RootContent[]) {
    if (child.type !== "element") continue;
    if (child.tagName === "code" || child.tagName === "pre") child.properties.dir = "ltr";
    else if (WORDS.has(child.tagName)) child.properties.dir = "auto";
    else if (HOLDERS.has(child.tagName)) child.properties.dir = directionOf(child);
    visit(child);
  }
}

function directionOf(holder: Element): "auto" | "ltr" | "rtl" {
  const holdsBlocks = holder.children.some((child) => child.type === "element" && WORDS.has(child.tagName));
  if (!holdsBlocks && holder.tagName === "li") return "auto";
  return RIGHT_TO_LEFT.test(firstLetter(holder)) ? "rtl" : "ltr";
}

function firstLetter(node: Element): string {
  for (const child of node.children) {
    const found =
      child.type === "text"
        ? (LETTER.exec(child.value)?.[0] ?? "")
        : child.type === "element" && child.tagName !== "code" && child.tagName !== "pre"
          ? firstLetter(child)
          : "";
    if (found) return found;
  }
  return "";
}
