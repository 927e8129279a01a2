import type { Root } from "hast";
import type { ReactElement } from "react";
import { MarkdownAsync } from "react-markdown";
import { defaultSchema } from "rehype-sanitize";
import { highlightCode } from "#components/markdown/highlight-code";
import { makeFocusable } from "#components/markdown/make-focusable";
import { markTasks } from "#components/markdown/mark-tasks";
import { MARKDOWN_PARTS } from "#components/markdown/markdown-parts";
import { rendering, type Surroundings } from "#components/markdown/rendering";

/** What a text looks like, read and coloured: nearly all the work of rendering it. As JSON, without places in the source. */
export async function treeOf(source: string, surroundings: Surroundings): Promise<string> {
  const { rehypePlugins, components: _, ...rest } = rendering(source, surroundings);
  let tree: Root | undefined;
  const take = () => (made: Root) => {
    tree = made;
    return { type: "root" as const, children: [] };
  };
  await MarkdownAsync({
    ...rest,
    rehypePlugins: [...(rehypePlugins ?? []), markTasks, makeFocusable, highlightCode, take],
    children: source,
  });
  return JSON.stringify(tree, (name, value) => (name === "position" || name === "data" ? undefined : value));
}

/** Whoever can write to where trees are kept does not put scripts into pages. */
const ELEMENTS = [...(defaultSchema.tagNames ?? []), "bdi"];

/** The elements of such a tree. They know nothing of who looks. */
export function elementsOf(json: string): Promise<ReactElement> {
  const tree = JSON.parse(json) as Root;
  return MarkdownAsync({
    components: MARKDOWN_PARTS,
    allowedElements: ELEMENTS,
    rehypePlugins: [() => () => tree],
    children: "",
  });
}
