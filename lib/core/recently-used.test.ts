import { expect, test } from "vitest";
import { RecentlyUsed } from "./recently-used.ts";

test("What was not asked for the longest makes room; what is larger than all of it is not held and drives nothing out.", () => {
  const held = new RecentlyUsed<string>(100, 1000);
  for (const name of ["a", "b", "c"]) held.set(name, name, 30);
  expect(held.get("a")).toBe("a");
  held.set("d", "d", 30);
  expect(held.get("b")).toBeUndefined();
  expect([held.entries, held.bytes]).toEqual([3, 90]);
  held.set("huge", "huge", 101);
  expect(held.get("huge")).toBeUndefined();
  expect(["a", "c", "d"].map((name) => held.get(name))).toEqual(["a", "c", "d"]);
  held.set("a", "A", 10);
  expect([held.get("a"), held.bytes]).toEqual(["A", 70]);
  held.delete("a");
  held.delete("a");
  expect(held.bytes).toBe(60);
  held.clear();
  expect([held.entries, held.bytes]).toEqual([0, 0]);
});

test("What was put in is held for its time, however often it is asked for.", () => {
  const held = new RecentlyUsed<string>(100, 1000);
  held.set("a", "a", 1, 0);
  expect(held.get("a", 900)).toBe("a");
  expect(held.get("a", 1000)).toBeUndefined();
  expect(held.bytes).toBe(0);
});
