import { expect, test } from "vitest";
import { Body, Flag, InstantInput, oneOrMore, ShortText, Title, WebAddress } from "./fields.ts";

const message = (
  schema: { safeParse(value: unknown): { success: boolean; error?: { issues: { message: string }[] } } },
  value: unknown,
) => schema.safeParse(value).error?.issues[0]?.message;

test("a title is trimmed, has one line and at most 200 characters, and the refusal names the limit", () => {
  expect(Title.parse("  a  ")).toBe("a");
  expect(message(Title, "x".repeat(201))).toBe("Has 201 characters; the limit is 200.");
  expect(message(Title, " \t ")).toBe("Must not be empty.");
  expect(message(Title, "a\nb")).toBe("Must be one line.");
});

test("a text with a NUL or half of a surrogate pair is refused on every engine", () => {
  expect(message(Body, "a\u0000b")).toContain("cannot be stored");
  expect(message(Body, "a\ud83d")).toContain("cannot be stored");
  expect(Body.parse("a\u0001\u001b🚀")).toBe("a\u0001\u001b🚀");
});

test("flags and lists read what query strings carry", () => {
  expect([Flag.parse("true"), Flag.parse("0"), Flag.parse(true)]).toEqual([true, false, true]);
  expect(oneOrMore(Title).parse("a, b,,c")).toEqual(["a", "b", "c"]);
});

test.each(["\u200b", "\u0007", "\u202e \u2060"])("a title of nothing that shows (%j) is refused", (title) => {
  expect(Title.safeParse(title).success).toBe(false);
});

test.each(["a\u0000b", "\ud800"])("%j is kept out of short texts and addresses", (text) => {
  expect(ShortText(100).safeParse(text).success).toBe(false);
  expect(WebAddress.safeParse(`https://example.com/${text}`).success).toBe(false);
});

test("an instant before the year 1, which only one of the databases keeps, is refused", () => {
  expect(InstantInput.safeParse("0001-01-01T00:00:00+23:00").success).toBe(false);
  expect(InstantInput.safeParse("0001-01-01T00:00:00Z").success).toBe(true);
});
