import { expect, test } from "vitest";
import { splitMarkdown } from "./split-markdown.tsx";

const paragraph = (word: string) => `${word} `.repeat(80).trim();
const sections = Array.from(
  { length: 30 },
  (_, n) => `## Part ${n}\n\n${paragraph("a")}\n\n${paragraph("b")}\n\n${paragraph("c")}\n\n${paragraph("d")}\n`,
);
const source = sections.join("\n");

test("the parts together are the text, cut at headings", () => {
  const parts = splitMarkdown(source);
  expect(parts.map((part) => part.text).join("")).toBe(source);
  expect(parts.length).toBeGreaterThan(8);
  for (const part of parts) expect([part.text.slice(0, 7), source.indexOf(part.text)]).toEqual(["## Part", part.from]);
  expect(parts.flatMap((part) => part.slugs).slice(0, 2)).toEqual(["user-content-part-0", "user-content-part-1"]);
});

test("a change in one part leaves the others as they are", () => {
  const before = splitMarkdown(source).map((part) => part.text);
  const after = splitMarkdown(source.replace("a a a", "a a new a")).map((part) => part.text);
  expect(after.filter((text) => !before.includes(text))).toHaveLength(1);
});

test("code is never cut, and what looks like a heading in it is none", () => {
  const code = `\`\`\`\n${`# no heading\n\n${paragraph("x")}\n\n`.repeat(60)}\`\`\`\n`;
  const parts = splitMarkdown(`${paragraph("a")}\n\n${code}\n# After\n`);
  expect(parts.map((part) => part.slugs)).toEqual([[], ["user-content-after"]]);
});

test("definitions of links reach every part that may use them", () => {
  const parts = splitMarkdown(`${source}\n[See][there]\n\n[there]: https://example.org\n`);
  expect(parts.at(-1)?.text).toContain("[there]: https://example.org");
});
