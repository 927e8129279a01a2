import type { Element, ElementContent, Root, RootContent } from "hast";
import { pictureOf } from "#components/attachments/attachment-markdown";
import { OF_TEXTS } from "#components/markdown/slug";
import { isRelative, pathOfLink } from "#lib/domain/documents/linked-path";

/** The keys of the documents that relative links of a text lead to, by the path as it is written there. */
export type DocumentLinks = Readonly<Record<string, string>>;

/** First steps of the addresses of our own pages and files. */
const OWN =
  /^\/(?:api\/v1|activity|bin|decisions|docs|documents|inbox|initiatives|issues|milestones|my|projects|search|settings|timeline)(?:[/?#]|$)|^\/(?:[?#]|$)/;

/**
 * Links by path lead to the documents that were loaded from there; every other says in words where it pointed. So no link
 * of a text leads into the void.
 */
export function settleLinks({ links }: { links: DocumentLinks }) {
  return (tree: Root) => visit(tree, links);
}

function visit(parent: Root | Element, links: DocumentLinks): void {
  parent.children = parent.children.flatMap((child: RootContent): RootContent[] => {
    if (child.type !== "element") return [child];
    visit(child, links);
    return child.tagName === "a" || child.tagName === "img" ? settled(child, links) : [child];
  }) as ElementContent[];
}

function settled(element: Element, links: DocumentLinks): ElementContent[] {
  const picture = element.tagName === "img";
  const address = String(element.properties[picture ? "src" : "href"] ?? "");
  const key = picture ? undefined : isRelative(address) ? links[pathOfLink(address)] : undefined;
  if (key !== undefined) {
    const part = address.split("#")[1];
    element.properties.href = `/documents/${key}${part ? `#${OF_TEXTS}${part}` : ""}`;
    return [element];
  }
  if (picture ? pictureOf(address) || /^[a-z]+:|^\/\//i.test(address) : leads(address)) return [element];
  const words: ElementContent[] = picture
    ? [{ type: "text", value: String(element.properties.alt ?? "") }]
    : element.children;
  return [
    ...words,
    ...whereTo(pathOfLink(address) + (address.includes("#") ? `#${address.split("#")[1]}` : ""), words),
  ];
}

/** Does an address lead to a place of its own: elsewhere, to one of our pages, or within the text? */
function leads(address: string): boolean {
  if (address.startsWith("/") && !address.startsWith("//")) return OWN.test(address);
  return address !== "" && !isRelative(address);
}

function whereTo(path: string, words: readonly ElementContent[]): ElementContent[] {
  const [only] = words;
  if (path === "" || (words.length === 1 && only?.type === "text" && only.value === path)) return [];
  const value = words.length === 1 && only?.type === "text" && only.value === "" ? path : ` (${path})`;
  return [
    { type: "element", tagName: "bdi", properties: { className: ["where-to"] }, children: [{ type: "text", value }] },
  ];
}
