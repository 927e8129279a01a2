import { expect, test } from "vitest";
import { namingAt } from "./named-choices.tsx";

const at = (text: string) => namingAt(text, text.length);

test("a handle or a key is being named after @ or # at the beginning of a word", () => {
  expect(at("Ask @be")).toEqual({ sign: "@", typed: "be", from: 4 });
  expect(at("#TUR-1")).toEqual({ sign: "#", typed: "TUR-1", from: 0 });
  expect(at("(#lease exp")).toEqual({ sign: "#", typed: "lease exp", from: 1 });
  expect(at("@")).toEqual({ sign: "@", typed: "", from: 0 });
});

test("addresses, finished names and plain words name nothing", () => {
  for (const text of ["ada@example", "@ben and", "# A heading of words", "word", ""]) expect(at(text)).toBeNull();
});

test("a person is offered right behind a word of a script that needs no blanks, and not within an address", () => {
  expect(at("你好@be")).toEqual({ sign: "@", typed: "be", from: 2 });
  expect(at("ben@be")).toBeNull();
  expect(at("C#")).toBeNull();
});
