import type { Element, Root } from "hast";
import { expect, test } from "vitest";
import { markKeys } from "./mark-keys.tsx";

function marked(children: Root["children"]): Root {
  const tree: Root = { type: "root", children };
  markKeys({ projects: ["TUR"] })(tree);
  return tree;
}

test("keys of known projects become links and the text around them stays", () => {
  const tree = marked([{ type: "text", value: "see TUR-12, UTF-8 and TUR-0" }]);
  expect(tree.children).toMatchObject([
    { type: "text", value: "see " },
    { tagName: "a", properties: { href: "/issues/TUR-12" } },
    { type: "text", value: ", UTF-8 and TUR-0" },
  ]);
});

test("keys in code and in links stay as they are", () => {
  const inner: Element = {
    type: "element",
    tagName: "code",
    properties: {},
    children: [{ type: "text", value: "TUR-1" }],
  };
  expect(marked([inner]).children).toEqual([inner]);
});

test("keys of every kind lead to their pages", () => {
  const tree = marked([{ type: "text", value: "TUR-DOC4 TUR-DEC7 DEC-7 I-3 TUR-MS2 OTH-DOC1 II-3" }]);
  const links = tree.children.flatMap((child) => (child.type === "element" ? [child.properties.href] : []));
  expect(links).toEqual([
    "/documents/TUR-DOC4",
    "/decisions/TUR-DEC7",
    "/decisions/DEC-7",
    "/initiatives/I-3",
    "/milestones/TUR-MS2",
  ]);
});
