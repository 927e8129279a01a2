import { describe, expect, test } from "vitest";
import { matchWords } from "./match-words.tsx";

describe("what is typed meets a text", () => {
  test.each([
    ["isue", "Create issue"],
    ["creat isseu", "Create issue"],
    ["assign ann", "Assign to Ann Lee"],
    ["ann", "Assign to Ann Lee"],
    ["prioirty", "Set priority"],
    ["mile", "Create milestone"],
    ["stone", "Create milestone"],
    ["Überg", "Übergabe"],
  ])("%s: %s", (typed, text) => {
    expect(matchWords(typed, text)).toBeGreaterThan(0);
  });

  test("by another word for it", () => {
    expect(matchWords("p1", "Set priority: High")).toBe(0);
    expect(matchWords("p1", "Set priority: High", "p1 important")).toBeGreaterThan(0.9);
  });

  test.each([
    ["bug", "Go to the bin"],
    ["due", "Set status: Done"],
    ["high zebra", "Set priority: High"],
    ["isue", "Go to the timeline"],
  ])("not %s: %s", (typed, text) => {
    expect(matchWords(typed, text)).toBe(0);
  });

  test("what begins with it stands before what holds it further on", () => {
    const [first, later] = ["Set priority", "Mark as set"].map((text) => matchWords("set", text));
    expect(first).toBeGreaterThan(later ?? 1);
    expect(later).toBeGreaterThan(matchWords("set", "Settings"));
  });

  test("a whole word counts more than its beginning, and that more than a slip", () => {
    const [whole, beginning, slip] = ["issue", "issu", "isseu"].map((typed) => matchWords(typed, "Create issue"));
    expect(whole).toBeGreaterThan(beginning ?? 1);
    expect(beginning).toBeGreaterThan(slip ?? 1);
  });
});
