import { expect, test } from "vitest";
import { readChecklist } from "./checklist.ts";

const texts = (section: string) => readChecklist(section).items.map(({ text, done }) => `${done ? "x" : " "} ${text}`);

test("an item keeps the lines that go on from it, indented or not, and loses its number", () => {
  expect(texts("- [ ] #7 golf\nsecond line\n- [x] tee\n  and green\n\n  more of it")).toEqual([
    "  golf\nsecond line",
    "x tee\n  and green\n\n  more of it",
  ]);
});

test("boxes may stand in numbered lists, be empty or have any tick; those that say neither are named and open", () => {
  expect(texts("1. [x] a\n2) [ ] b\n* [✓] c\n+ [] d")).toEqual(["x a", "  b", "x c", "  d"]);
  expect(readChecklist("- [~] golf\n- [-] tee\n- [x] done")).toEqual({
    items: [
      { text: "golf", done: false },
      { text: "tee", done: false },
      { text: "done", done: true },
    ],
    rest: false,
    unclear: ["[~] golf", "[-] tee"],
  });
});

test("boxes in code are no items, and what is none is told", () => {
  expect(readChecklist("- [ ] a\n\n```\n- [ ] b\n```\n\nMore.")).toMatchObject({ items: [{ text: "a" }], rest: true });
  expect(texts("- [ ] a\n  ```\n- [ ] b\n  ```\n- [x] c")).toEqual(["  a\n  ```\n- [ ] b\n  ```", "x c"]);
  expect(readChecklist("- [link](x) is no box\n- [1] neither").items.map(({ text }) => text)).toEqual([
    "[link](x) is no box",
    "[1] neither",
  ]);
});

test("a paragraph after a blank line belongs to no item", () => {
  expect(readChecklist("- [ ] a\n\nA word on all of it.")).toEqual({
    items: [{ text: "a", done: false }],
    rest: true,
    unclear: [],
  });
});
