import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { ClientMarkdown } from "./client-markdown.tsx";

/** The elements of a text in their order, with their directions. */
function directions(source: string): string[] {
  const html = renderToString(<ClientMarkdown source={source} projects={[]} />);
  return [...html.matchAll(/<(\w+)[^>]*? dir="(\w+)"/g)].map(([, tag, dir]) => `${tag} ${dir}`);
}

test("each block has a direction of its own, and code is read from left to right", () => {
  expect(
    directions(
      "سلام\n\nHow to acquire?\n\n- יום\n- day `x`\n\n## שלום\n\n```\nconst a = 1;\n```\n\n| a | ب |\n|-|-|\n| c | د |",
    ),
  ).toEqual([
    "p auto",
    "p auto",
    "li auto",
    "li auto",
    "code ltr",
    "h2 auto",
    "pre ltr",
    "code ltr",
    "th auto",
    "th auto",
    "td auto",
    "td auto",
  ]);
});

test("a quote and an item that hold blocks have the direction of their first words", () => {
  expect(directions("> `code` سلام\n>\n> English")).toEqual(["blockquote rtl", "p auto", "code ltr", "p auto"]);
  expect(directions("> English\n>\n> سلام")).toEqual(["blockquote ltr", "p auto", "p auto"]);
  expect(directions("- سلام\n\n  English\n\n- 1 2 3\n\n  x")).toEqual([
    "li rtl",
    "p auto",
    "p auto",
    "li ltr",
    "p auto",
    "p auto",
  ]);
});

test("nothing around the blocks turns all of them", () => {
  expect(renderToString(<ClientMarkdown source="سلام" projects={[]} />)).toMatch(/^<div class="prose">/);
});
