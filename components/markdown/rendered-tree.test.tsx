import { renderToStaticMarkup } from "react-dom/server";
import { MarkdownAsync } from "react-markdown";
import { expect, test } from "vitest";
import { highlightCode } from "./highlight-code.tsx";
import { makeFocusable } from "./make-focusable.tsx";
import { markTasks } from "./mark-tasks.tsx";
import { elementsOf, treeOf } from "./rendered-tree.tsx";
import { rendering, type Surroundings } from "./rendering.tsx";

const TEXT = `# Head\n\nSee APP-1, I-2 and @ada on <b>this</b> & [there](./plan.md#part), ![seen](https://example.org/x.png)[^1].

- [ ] open
- [x] done

| a | ب |
|---|--:|
| 1 | \`two\` |

\`\`\`ts
const position = { data: "<script>" };
\`\`\`

[x](javascript:alert(1)) <script>alert(1)</script>

[^1]: A note.`;

const AROUND: Surroundings = { projects: ["APP"], links: { "./plan.md": "APP-DOC1" }, headings: true };

async function atOnce(source: string, surroundings: Surroundings): Promise<string> {
  const { rehypePlugins, ...rest } = rendering(source, surroundings);
  const plugins = [...(rehypePlugins ?? []), markTasks, makeFocusable, highlightCode];
  return renderToStaticMarkup(await MarkdownAsync({ ...rest, rehypePlugins: plugins, children: source }));
}

test("a text that was kept on its way looks like one that is rendered at once", async () => {
  const shown = renderToStaticMarkup(await elementsOf(await treeOf(TEXT, AROUND)));
  expect(shown).toBe(await atOnce(TEXT, AROUND));
  expect(shown).toContain('href="/issues/APP-1"');
  expect(shown).toContain('href="/documents/APP-DOC1#');
  expect(shown).toContain("--shiki-");
  expect(await treeOf(TEXT, AROUND)).not.toContain('"offset"');
});

test("what was kept brings no scripts into a page, whoever wrote it", async () => {
  const planted = {
    type: "root",
    children: ["script", "iframe", "style", "object"].map((tagName) => ({
      type: "element",
      tagName,
      properties: { src: "https://example.org", onLoad: "alert(1)" },
      children: [{ type: "text", value: "alert(1)" }],
    })),
  };
  planted.children.push({
    type: "element",
    tagName: "a",
    properties: { src: "", onLoad: "alert(2)", href: "javascript:alert(2)" } as never,
    children: [{ type: "text", value: "here" }],
  });
  expect(renderToStaticMarkup(await elementsOf(JSON.stringify(planted)))).not.toMatch(
    /script|iframe|style|object|alert/,
  );
});
