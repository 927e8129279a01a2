import { expect, test } from "vitest";
import { z } from "zod";
import { TurboError } from "#lib/core/errors";
import { fieldsAt } from "#lib/core/field-schemas";
import { Flag, oneOrMore, Title, WholeNumber } from "#lib/core/fields";
import { Fragment } from "#lib/core/fragment";
import { parseInput } from "#lib/core/parse-input";
import { TOOLS } from "../mcp-tools.ts";
import { UNLISTED } from "./issue-tools.ts";
import { listedArgument } from "./listed-argument.ts";
import { fieldsOf, listing } from "./tool.ts";

const Word = z.enum(["one", "two"]);

test.each([
  ["a title", Title, { type: "string" }],
  ["a whole number", WholeNumber(1, 9).default(5), { type: "integer" }],
  ["another number", z.number().max(5).nullable(), { anyOf: [{ type: "number" }, { type: "null" }] }],
  ["a yes or no that may be text", Flag.optional(), { type: "boolean" }],
  ["one of some words", Word.nullable().optional(), { enum: ["one", "two", null] }],
  ["several of them, with commas between", oneOrMore(Word).optional(), { type: "string" }],
  ["texts, or objects with more", z.array(z.union([Title, Fragment])), { type: "array", items: { type: "string" } }],
  [
    "objects",
    z.array(Fragment).max(5).describe("Said elsewhere."),
    { type: "array", description: "[{find, replace, all}]", items: { type: "object" } },
  ],
] as const)("%s is listed briefly", (_, schema, listed) => {
  expect(listedArgument(schema, { clears: true })).toEqual(listed);
});

test("null is listed only where it clears, and words are those that are given", () => {
  expect(listedArgument(Title.nullable(), { words: "Short." })).toEqual({ type: "string", description: "Short." });
});

test("a tool lists every field that its operations take but those that it leaves out by name", () => {
  for (const name of ["save_milestone", "save_issue", "save_project"]) {
    const tool = TOOLS.find((one) => one.name === name);
    const listed = Object.keys(tool ? (listing(tool).inputSchema.properties ?? {}) : {});
    const taken = Object.keys(fieldsOf(tool?.operations ?? []));
    const left = { save_milestone: ["replace"], save_issue: UNLISTED, save_project: [] }[name] ?? [];
    expect(taken.filter((field) => !listed.includes(field)).sort()).toEqual(left.toSorted());
  }
});

const UNSAID = TOOLS.flatMap(({ name, operations, unsaid = [] }) =>
  unsaid.flatMap((field) =>
    operations.flatMap(({ input }) => (field in fieldsAt(input) ? [{ name, field, input }] : [])),
  ),
);

test.each(UNSAID)("the values of $field, which $name does not list, are named by its refusal", ({ field, input }) => {
  const problems = (): unknown => {
    try {
      return parseInput(input, { [field]: "no such value" });
    } catch (error) {
      return error instanceof TurboError ? error.fields.find(({ path }) => path === field) : error;
    }
  };
  const { enum: values } = listedArgument(fieldsAt(input)[field] as z.core.$ZodType) as { enum: string[] };
  expect(values.length).toBeGreaterThan(1);
  expect(problems()).toMatchObject({ allowed: values });
});
