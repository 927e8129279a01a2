import { expect, test } from "vitest";
import { replaceFragments } from "./fragment.ts";

const text = "One fish, two fish, red fish.";
const replaced = (...fragments: Parameters<typeof replaceFragments>[1]) => replaceFragments(text, fragments, "replace");

test("a fragment that occurs once is replaced, and the next one sees the result", () => {
  expect(replaced({ find: "two", replace: "2" }, { find: "2 fish", replace: "" })).toBe("One fish, , red fish.");
});

test("what replaces is taken as it is, also where it looks like a pattern", () => {
  expect(replaced({ find: "red", replace: "$& $1 \\1" })).toBe("One fish, two fish, $& $1 \\1 fish.");
});

test("a fragment that occurs several times is refused unless all are meant", () => {
  expect(() => replaced({ find: "fish", replace: "cat" })).toThrow("Occurs 3 times");
  expect(replaced({ find: "fish", replace: "cat", all: true })).toBe("One cat, two cat, red cat.");
});

test("a fragment that does not occur is refused by its place", () => {
  expect(() => replaced({ find: "One", replace: "1" }, { find: "One", replace: "1" })).toThrow(
    expect.objectContaining({ fields: [expect.objectContaining({ path: "replace.1.find" })] }),
  );
});

test("what would grow beyond the limit is refused before it is made, however little was sent", () => {
  const long = "ab".repeat(500_000);
  const grown = { find: "a", replace: "a".repeat(1_000_000), all: true };
  expect(() => replaceFragments(long, [grown], "replace")).toThrow(
    expect.objectContaining({ fields: [expect.objectContaining({ path: "replace.0.replace" })] }),
  );
  const as = Array.from({ length: 50 }, (_, place) => ({
    find: place % 2 ? "c" : "a",
    replace: place % 2 ? "a" : "c",
  }));
  const all = as.map((fragment) => ({ ...fragment, all: true }));
  expect(replaceFragments(long, all, "replace")).toBe(long);
});
