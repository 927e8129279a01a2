import { expect, test } from "vitest";
import { cut } from "./cut.ts";

test("a text is cut to its beginning, never within a character", () => {
  expect(cut("short", 10)).toBe("short");
  expect(cut("abc\u{1F4A9}d", 5)).toBe("abc\u{1F4A9}");
  expect(cut("abc\u{1F4A9}d", 4)).toBe("abc");
});
