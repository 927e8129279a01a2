import { expect, test } from "vitest";
import { keptRendering } from "./kept-rendering.tsx";

/** Renders `of`, and answers whether it had to. */
async function isNew(of: string): Promise<boolean> {
  let made = false;
  const shown = await keptRendering(of, async () => {
    made = true;
    return <p>{of.slice(0, 9)}</p>;
  });
  expect(shown.props).toEqual({ children: of.slice(0, 9) });
  return made;
}

test("a text is rendered once, another one and other surroundings anew", async () => {
  expect(await isNew("[[APP]] See APP-1")).toBe(true);
  expect(await isNew("[[APP]] See APP-1")).toBe(false);
  expect(await isNew("[[OPS]] See APP-1")).toBe(true);
});

test("what was not asked for the longest makes room", async () => {
  const text = (name: string) => `text ${name} ${"x".repeat(90_000)}`;
  for (const name of ["a", "b", "c"]) await isNew(text(name));
  expect(await isNew(text("a"))).toBe(false);
  expect(await isNew(text("d"))).toBe(true);
  expect(await isNew(text("a"))).toBe(false);
  expect(await isNew(text("b"))).toBe(true);
});

test("what is longer than all that is kept is rendered each time, and drives nothing out", async () => {
  await isNew("short");
  for (const _ of [1, 2]) expect(await isNew("y".repeat(300_001))).toBe(true);
  expect(await isNew("short")).toBe(false);
});

test("what failed is tried again", async () => {
  await expect(keptRendering("bad", () => Promise.reject(new Error("not now")))).rejects.toThrow("not now");
  expect(await isNew("bad")).toBe(true);
});
