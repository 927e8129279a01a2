import { expect, test } from "vitest";
import { clip } from "./clip.ts";

test("A text that fits is left alone; a longer one is cut at a line and says where to go on.", () => {
  const next = (offset: number) => `Go on at ${offset}.`;
  expect(clip("short", { next })).toBe("short");
  const text = Array.from({ length: 100 }, (_, line) => `line ${line}`).join("\n");
  const first = clip(text, { budget: 500, next });
  const [, end] = /Go on at (\d+)\.$/.exec(first) ?? [];
  expect(first.length).toBeLessThanOrEqual(500);
  expect(text[Number(end)]).toBe("\n");
  expect(clip(text, { offset: Number(end), budget: 1_000, next })).toMatch(
    /line 99\n… Characters .* This is the end\.$/,
  );
});
