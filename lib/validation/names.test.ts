import { expect, test } from "vitest";
import { NameIndex } from "./names.ts";

const index = new NameIndex(
  ["Foo Bar", "FooBar Reader", "foo", "log4j", "C++ Runtime", "Node.js", "Größe"].map((text, entry) => ({
    entry,
    text,
  })),
);
const found = (text: string) =>
  index
    .mentionsIn(text, 0, text.length)
    .map(({ start, end, names, written }) => `${text.slice(start, end)}: ${names.map((name) => name.text)} ${written}`);

test("a name is found in every case and with every separator, and at its longest", () => {
  expect(found("A Foo Bar, a foo-bar, foo.bar, foo_bar, FooBar, fooBar, FOOBAR and foo::bar.")).toEqual([
    "Foo Bar: Foo Bar exact",
    "foo-bar: Foo Bar form",
    "foo.bar: Foo Bar form",
    "foo_bar: Foo Bar form",
    "FooBar: Foo Bar form",
    "fooBar: Foo Bar form",
    "FOOBAR: Foo Bar form",
    "foo::bar: Foo Bar form",
  ]);
  expect(found("foo bar reader and Foo, bar")).toEqual(["foo bar reader: FooBar Reader form", "Foo: foo case"]);
  expect(found("over foo\nbar lines")).toEqual(["foo\nbar: Foo Bar case"]);
});

test("a name inside another word is none, and letters beyond ASCII are letters", () => {
  expect(found("food, barfoo, foos, unlog4js")).toEqual([]);
  expect(found("Log4J und GRÖSSE, größe; nodejs, NODE.JS")).toEqual([
    "Log4J: log4j case",
    "größe: Größe case",
    "nodejs: Node.js form",
    "NODE.JS: Node.js case",
  ]);
});

test("signs before and behind the words of a name belong to it", () => {
  const signed = new NameIndex(
    ["--port", "C++", "C# Tools", "@acme/kit", "port"].map((text, entry) => ({ entry, text })),
  );
  const text = "Set --port or -p; port, C++ and C, C# tools, @acme/kit and acme/kit.";
  expect(
    signed.mentionsIn(text, 0, text.length).map(({ start, end, names }) => [text.slice(start, end), names[0]?.text]),
  ).toEqual([
    ["--port", "--port"],
    ["port", "port"],
    ["C++", "C++"],
    ["C# tools", "C# Tools"],
    ["@acme/kit", "@acme/kit"],
  ]);
});
