import { expect, test } from "vitest";
import { z } from "zod";
import { Flag, oneOrMore, Ref, SomeText, Text, Title, Version } from "#lib/core/fields";
import { anyone, defineOperation } from "#lib/core/operation";
import { fieldOptions } from "./field-options.ts";
import { readInput } from "./read-input.ts";

const polishShoe = defineOperation({
  name: "shoes.polish",
  summary: "Polish a shoe.",
  access: "write",
  reach: "projects",
  rest: "PATCH /shoes/:shoe",
  input: z.strictObject({
    title: Title.optional(),
    shoe: Ref.describe("Key of the shoe."),
    colour: z.enum(["black", "brown"]).optional(),
    note: Text.nullable().optional(),
    pairs: z.number().optional(),
    labels: z.array(Ref).optional(),
    sizes: oneOrMore(Ref).optional(),
    steps: z.array(z.union([SomeText, z.strictObject({ text: SomeText })])).optional(),
    replace: z.array(z.strictObject({ find: SomeText, replace: Text })).optional(),
    fits: z
      .strictObject({ feet: z.array(Ref), laces: z.array(Ref) })
      .partial()
      .optional(),
    sort: z
      .string()
      .regex(/^-?(size|colour)$/)
      .optional(),
    shiny: Flag.optional(),
    dueDate: z.iso.date().nullable().optional(),
    version: Version,
  }),
  output: z.object({}),
  authorize: anyone,
  handle: (ctx) => {
    ctx.unchanged();
    return {};
  },
});
const fields = fieldOptions(polishShoe);

test("The fields of the path come first and without a flag; the rest have their kind, from the schema alone.", () => {
  expect(fields[0]).toMatchObject({ name: "shoe", positional: true, required: true, description: "Key of the shoe." });
  const kinds = Object.fromEntries(fields.map(({ flag, kind }) => [flag, kind]));
  expect(kinds).toMatchObject({
    colour: "text",
    note: "text",
    pairs: "number",
    labels: "list",
    sizes: "list",
    steps: "texts",
    shiny: "switch",
    "due-date": "text",
    version: "number",
  });
  expect(fields.find(({ name }) => name === "colour")?.allowed).toEqual(["black", "brown"]);
});

test("Only what was given is handed on: patches stay partial.", () => {
  expect(readInput(fields, ["S-1"], { note: "Wax" })).toEqual({ shoe: "S-1", note: "Wax" });
});

test("Lists may be repeated or have commas; sentences keep theirs.", () => {
  const options = { labels: ["a, b", "c"], steps: ["Brush, then wax", "Wait"] };
  expect(readInput(fields, ["S-1"], options)).toMatchObject({
    labels: ["a", "b", "c"],
    steps: ["Brush, then wax", "Wait"],
  });
});

test("A number is read; what is none goes on as it is, for the operation to refuse by name.", () => {
  expect(readInput(fields, ["S-1"], { pairs: "2.5" }).pairs).toBe(2.5);
  expect(readInput(fields, ["S-1"], { pairs: "two" }).pairs).toBe("two");
});

test("A dash takes a text from standard input.", () => {
  expect(readInput(fields, ["S-1"], { note: "-" }, () => "From a pipe").note).toBe("From a pipe");
});

test("Fields are cleared by name, where they may be.", () => {
  expect(readInput(fields, ["S-1"], { clear: ["due-date,note"] })).toEqual({ shoe: "S-1", dueDate: null, note: null });
  expect(() => readInput(fields, ["S-1"], { clear: ["pairs"] })).toThrow("choose from note, due-date");
});

test("Objects are written as JSON, an object of lists by an option for each of its lists, orders are named.", () => {
  const byFlag = new Map(fields.map((field) => [field.flag, field]));
  expect(byFlag.get("replace")).toMatchObject({ kind: "texts", value: "json" });
  expect(byFlag.get("fits-feet")).toMatchObject({ kind: "list", of: ["fits", "feet"] });
  expect(byFlag.get("due-date")).toMatchObject({ value: "YYYY-MM-DD" });
  expect(byFlag.get("sort")?.description).toBe("size, colour, with - before it for descending.");
  const given = {
    replace: ['{"find":"a","replace":"b"}'],
    fitsFeet: ["left,right"],
    fitsLaces: ["red"],
    steps: ["Brush"],
  };
  expect(readInput(fields, ["S-1"], given)).toEqual({
    shoe: "S-1",
    replace: [{ find: "a", replace: "b" }],
    fits: { feet: ["left", "right"], laces: ["red"] },
    steps: ["Brush"],
  });
  expect(() => readInput(fields, ["S-1"], { replace: ["{find"] })).toThrow("--replace begins like JSON and is none.");
});
