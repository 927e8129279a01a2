import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { ClientMarkdown } from "./client-markdown.tsx";
import { headingSlugs } from "./slug.tsx";

const html = (source: string, links: Record<string, string> = {}) =>
  renderToString(<ClientMarkdown source={source} projects={[]} links={links} />);

/** Names in a text, and links within it. */
function ends(source: string): { ids: string[]; targets: string[] } {
  const shown = html(source);
  return {
    ids: [...shown.matchAll(/ id="([^"]+)"/g)].map(([, id = ""]) => id),
    targets: [...shown.matchAll(/ href="#([^"]+)"/g)].map(([, id = ""]) => decodeURIComponent(id)),
  };
}

test("headings are named as GitHub names them, twins by number", () => {
  const slug = headingSlugs();
  expect(
    [
      "How to acquire?",
      "A & B",
      "Über uns",
      "如何获取",
      "snake_case – x",
      "Twice",
      "twice",
      "Twice-1",
      "Twice",
      "C++ / 2.0",
    ].map(slug),
  ).toEqual([
    "how-to-acquire",
    "a--b",
    "über-uns",
    "如何获取",
    "snake_case--x",
    "twice",
    "twice-1",
    "twice-1-1",
    "twice-2",
    "c--20",
  ]);
});

test("links within a text lead to the names of its headings, which are none of the page's own", () => {
  expect(ends("[a](#how-to-acquire) [b](#如何获取) [c](#main)").targets).toEqual([
    "user-content-how-to-acquire",
    "user-content-如何获取",
    "user-content-main",
  ]);
});

test("a footnote leads to its note and back, and those of two texts do not meet", () => {
  const { ids, targets } = ends("x[^1] y[^a b]\n\n[^1]: n");
  expect(targets.length).toBeGreaterThanOrEqual(2);
  for (const target of targets) expect(ids).toContain(target);
  expect(ids.every((id) => id.startsWith("user-content-"))).toBe(true);
  const other = ends("other[^1]\n\n[^1]: m");
  expect(other.ids.filter((id) => ids.includes(id))).toEqual([]);
});

test("links by path lead to the documents that were loaded from there, with the heading they name", () => {
  const links = { "../../README.md": "TUR-DOC1", "other file.md": "TUR-DOC2" };
  const shown = html("[up](../../README.md) [other](other%20file.md#part-two) [o](<other file.md>)", links);
  expect([...shown.matchAll(/href="([^"]+)"/g)].map(([, href]) => href)).toEqual([
    "/documents/TUR-DOC1",
    "/documents/TUR-DOC2#user-content-part-two",
    "/documents/TUR-DOC2",
  ]);
});

test("a link or picture that leads nowhere here says where it pointed", () => {
  const shown = html("[gone](../src/a.ts#L3) [x.md](x.md) [root](/etc/x.md) ![plan](img/a%20b.png) ![](c.png)");
  expect(shown).not.toContain("href");
  expect(shown).not.toContain("<img");
  expect(shown.replaceAll("<!-- -->", "").replace(/<[^>]+>/g, "")).toBe(
    "gone (../src/a.ts#L3) x.md root (/etc/x.md) plan (img/a b.png) c.png",
  );
});

test("links to other places and to our own pages stay", () => {
  const shown = html(
    "[a](https://x.example/y) [b](/issues/TUR-1) [c](mailto:a@b.example) [d](/search?q=x) <https://z.example>",
  );
  expect([...shown.matchAll(/href="([^"]+)"/g)].map(([, href]) => href)).toEqual([
    "https://x.example/y",
    "/issues/TUR-1",
    "mailto:a@b.example",
    "/search?q=x",
    "https://z.example",
  ]);
});
