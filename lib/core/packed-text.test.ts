import fc from "fast-check";
import { expect, test } from "vitest";
import { packText, unpackText } from "./packed-text.ts";

test("A text comes back as it was, a long one from fewer bytes.", async () => {
  const any = fc.string({ unit: "grapheme", maxLength: 3000 });
  await fc.assert(fc.asyncProperty(any, async (text) => unpackText(await packText(text)) === text));
  const long = "one line of a text that says much the same\n".repeat(100);
  const packed = await packText(long);
  expect(packed.byteLength).toBeLessThan(long.length / 10);
  expect(unpackText(packed)).toBe(long);
  expect((await packText("short")).byteLength).toBe(6);
});

test("Bytes that are no packed text, or are cut, are refused.", async () => {
  const packed = await packText("x y z ".repeat(1000));
  for (const bytes of [new Uint8Array(), Uint8Array.of(9, 1), packed.subarray(0, packed.byteLength - 3)])
    expect(() => unpackText(bytes)).toThrow();
});
