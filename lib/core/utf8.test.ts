import { expect, test } from "vitest";
import { readUtf8, requireUtf8 } from "./utf8.ts";

const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : Buffer.from(part))));

test("UTF-8 is read as it is, without a mark of the order of bytes at its begin", () => {
  for (const text of ["", "a", "café\n你好 🚀", "a mark \uFFFD that was meant", "half a\0b"]) {
    expect(readUtf8(bytes(text))).toEqual({ text });
    expect(readUtf8(bytes([0xef, 0xbb, 0xbf], text))).toEqual({ text });
  }
});

test.each([
  ["Latin-1", bytes("caf", [0xe9]), "byte 4 (0xE9)"],
  ["a later line", bytes("é\n\uFFFDb\nc", [0xff], "d"), "byte 10 (0xFF, on line 3)"],
  ["a character that was cut off", bytes("ab", [0xe4, 0xbd]), "byte 3 (0xE4)"],
  ["half of a surrogate pair", bytes("a", [0xed, 0xa0, 0x80]), "byte 2 (0xED)"],
])("%s is refused with the place of the byte", (_, given, place) => {
  expect(readUtf8(given)).toEqual({ reason: `is not UTF-8 text: ${place} belongs to no character` });
  expect(() => requireUtf8(given, "notes.md")).toThrow(`notes.md is not UTF-8 text: ${place}`);
});

test("UTF-16 is called so, in either order of bytes, with its mark and without", () => {
  const little = Buffer.from("# Notes of today", "utf16le");
  const big = Buffer.from(little).swap16();
  for (const given of [bytes([0xff, 0xfe], [...little]), bytes([0xfe, 0xff], [...big]), little, big]) {
    expect(readUtf8(given)).toEqual({ reason: "is UTF-16 text and not UTF-8" });
  }
  expect(() => requireUtf8(little, "Standard input")).toThrow("iconv -f UTF-16 -t UTF-8");
});
