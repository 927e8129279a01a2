import fc from "fast-check";
import { expect, test } from "vitest";
import { type Edge, withoutCycles } from "./without-cycles.ts";

test("only the edge that closes a circle is left out, with the way round", () => {
  expect(
    withoutCycles([
      ["a", "b"],
      ["b", "c"],
      ["c", "a"],
      ["c", "d"],
    ]),
  ).toEqual({
    kept: [
      ["a", "b"],
      ["b", "c"],
      ["c", "d"],
    ],
    refused: [{ edge: ["c", "a"], cycle: ["c", "a", "b", "c"] }],
  });
});

test("edges that exist already count", () => {
  expect(withoutCycles([["b", "a"]], [["a", "b"]]).refused).toHaveLength(1);
});

test("what is kept can always be put in an order, and what is refused never could", () => {
  const node = fc.integer({ min: 0, max: 7 }).map(String);
  fc.assert(
    fc.property(fc.array(fc.tuple(node, node), { maxLength: 30 }), (edges) => {
      const { kept, refused } = withoutCycles(edges);
      expect(inOrder(kept)).toBe(true);
      for (const { edge } of refused) expect(inOrder([...kept, edge])).toBe(false);
    }),
  );
});

/** Kahn: take away nodes that nothing leads to until none are left. */
function inOrder(edges: readonly Edge[]): boolean {
  let left = [...edges];
  for (;;) {
    const targets = new Set(left.map(([, to]) => to));
    const rest = left.filter(([from]) => targets.has(from));
    if (rest.length === left.length) return left.length === 0;
    left = rest;
  }
}
