import { expect, test } from "vitest";
import type { DocumentLine } from "#lib/domain/documents/schema";
import { type Branches, isThere, placeOf, rowsOf, TOP, withBranch, withFirstPage, withMoved } from "./tree-rows.tsx";

const line = (key: string, more: Partial<DocumentLine> = {}) =>
  ({ id: key, key, parent: null, hasChildren: false, rank: key, ...more }) as DocumentLine;
const branches: Branches = new Map([
  [TOP, { items: [line("A", { hasChildren: true }), line("B"), line("C")], nextCursor: null }],
  ["A", { items: [line("A1", { parent: "A" })], nextCursor: null }],
]);
const open = new Set(["A", "B"]);
const rowOf = (key: string) => rowsOf(branches, open).find((row) => row.document.key === key) ?? expect.fail(key);
const shown = (now: Branches) =>
  rowsOf(now, open).map(({ document, level }) => `${"-".repeat(level - 1)}${document.key}`);

test("A tree shows what is open, each with what lies above and beside it.", () => {
  expect(shown(branches)).toEqual(["A", "-A1", "B", "C"]);
  expect(shown(new Map(branches).set("B", { items: [line("B1")], nextCursor: null }))).toEqual([
    "A",
    "-A1",
    "B",
    "-B1",
    "C",
  ]);
  expect(rowOf("A1")).toMatchObject({ parent: "A", path: ["A"], above: null, below: null });
  expect(rowOf("B")).toMatchObject({ parent: null, path: [], above: "A", below: "C" });
});

test("A moved document leaves its place and stands in the new one; whoever has something below it says so.", () => {
  expect(shown(withMoved(branches, rowOf("C"), { parent: null, before: "A" }))).toEqual(["C", "A", "-A1", "B"]);
  expect(shown(withMoved(branches, rowOf("A"), { parent: null, after: "B" }))).toEqual(["B", "A", "-A1", "C"]);
  expect(shown(withMoved(branches, rowOf("C"), { parent: "A" }))).toEqual(["A", "-A1", "-C", "B"]);
  expect(shown(withMoved(branches, rowOf("C"), { parent: "A", before: "A1" }))).toEqual(["A", "-C", "-A1", "B"]);
  const out = withMoved(branches, rowOf("A1"), { parent: null, after: "A" });
  expect(shown(out)).toEqual(["A", "A1", "B", "C"]);
  expect(out.get(TOP)?.items.map(({ hasChildren }) => hasChildren)).toEqual([false, false, false, false]);
  // What lies under B was not read yet.
  const under = withMoved(branches, rowOf("C"), { parent: "B" });
  expect(shown(under)).toEqual(["A", "-A1", "B"]);
  expect(under.get(TOP)?.items.find(({ key }) => key === "B")?.hasChildren).toBe(true);
});

test("What was moved goes back to its place.", () => {
  for (const key of ["A", "B", "C", "A1"]) {
    const row = rowOf(key);
    const away = withMoved(branches, row, { parent: key === "B" ? "A" : "B" });
    const back = withMoved(away, { ...row, parent: key === "B" ? "A" : "B" }, placeOf(row));
    expect([key, shown(back)]).toEqual([key, shown(branches)]);
  }
});

test("Nothing moves to where it is.", () => {
  const b = rowOf("B");
  expect(isThere(b, { parent: null, after: "A" })).toBe(true);
  expect(isThere(b, { parent: null, before: "C" })).toBe(true);
  expect(isThere(b, { parent: null, after: "B" })).toBe(true);
  expect(isThere(b, { parent: null, after: "C" })).toBe(false);
  expect(isThere(b, { parent: null, before: "A" })).toBe(false);
  expect(isThere(b, { parent: "A" })).toBe(false);
  expect(isThere(rowOf("A1"), { parent: "A" })).toBe(true);
});

test("What a branch is read to hold stands nowhere else.", () => {
  const read = withBranch(branches, TOP, { items: [line("A"), line("A1"), line("B")], nextCursor: null });
  expect(shown(read)).toEqual(["A", "A1", "B"]);
});

test("Reading the first page again keeps the pages after it.", () => {
  const known = { items: ["A", "B", "C", "D"].map((key) => line(key)), nextCursor: "later" };
  const first = { items: [line("B"), line("BB")], nextCursor: "after BB" };
  const merged = withFirstPage(known, first);
  expect(merged.items.map(({ key }) => key)).toEqual(["B", "BB", "C", "D"]);
  expect(merged.nextCursor).toBe("later");
  expect(withFirstPage(known, { ...first, nextCursor: null })).toEqual({ ...first, nextCursor: null });
  expect(withFirstPage(undefined, first)).toEqual(first);
});
