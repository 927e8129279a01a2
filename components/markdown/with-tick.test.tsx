import { expect, test } from "vitest";
import { withTick } from "./task-box.tsx";

const SOURCE = "Do [ ] not this:\n\n- [ ] one\n1. [x] two\n\n`- [ ] code`";

test("ticking sets only the box of that list item", () => {
  expect(withTick(SOURCE, SOURCE.indexOf("- [ ] one"), true)).toBe(SOURCE.replace("- [ ] one", "- [x] one"));
});

test("unticking works for numbered items", () => {
  expect(withTick(SOURCE, SOURCE.indexOf("1. [x]"), false)).toBe(SOURCE.replace("[x] two", "[ ] two"));
});

test("a place that holds no task box is left alone", () => {
  expect(withTick(SOURCE, 0, true)).toBeNull();
  expect(withTick(SOURCE, -1, true)).toBeNull();
  expect(withTick("- one", 0, true)).toBeNull();
});
