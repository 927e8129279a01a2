import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { plainSchemas } from "#lib/core/field-schemas";
import { TOOLS } from "../mcp-tools.ts";
import { normalArguments } from "./normal-arguments.ts";
import { ownArguments, type Tool } from "./tool.ts";

const tool = (name: string): Tool => TOOLS.find((one) => one.name === name) as Tool;
const normal = (name: string, given: Record<string, unknown>) => normalArguments(tool(name), given);

/** Words that say something: neither nothing in any spelling, nor another value written as text. */
const words = fc
  .string({ minLength: 1 })
  .filter((text) => !/^\s*([[{].*|null|undefined|true|false|yes|no)\s*$/is.test(text));

/** What a client that keeps to the listing sends for a field. */
function wellFormed(schema: z.core.$ZodType): fc.Arbitrary<unknown> {
  const one = (plain: z.core.$ZodType): fc.Arbitrary<unknown> => {
    if (plain instanceof z.ZodEnum) return fc.constantFrom(...plain.options);
    if (plain instanceof z.ZodNull) return fc.constant(null);
    if (plain instanceof z.ZodNumber) return fc.oneof(fc.integer(), fc.double({ noNaN: true }));
    if (plain instanceof z.ZodBoolean) return fc.boolean();
    if (plain instanceof z.ZodArray) return fc.array(wellFormed(plain.element), { maxLength: 4 });
    if (plain instanceof z.ZodObject) return fc.record(fieldsOf(plain.shape), { requiredKeys: [] });
    return words;
  };
  return fc.oneof(...plainSchemas(schema).map(one));
}

function fieldsOf(shape: Record<string, z.core.$ZodType>) {
  return Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, wellFormed(field)]));
}

test.each(TOOLS.map((one) => [one.name, one] as const))(
  "well-formed arguments of %s are left as they are",
  (_, one) => {
    const shape = { ...one.input.shape, ...ownArguments(one) };
    fc.assert(
      fc.property(fc.record(fieldsOf(shape), { requiredKeys: [] }), (given) => {
        expect(normalArguments(one, given)).toEqual(given);
      }),
      { numRuns: 50 },
    );
  },
);

test.each(TOOLS.map((one) => [one.name, one] as const))(
  "an optional argument of %s that says nothing is left out, unless null clears it",
  (_, one) => {
    for (const [name, schema] of Object.entries<z.core.$ZodType>(one.input.shape)) {
      if (schema._zod.optin !== "optional") continue;
      const plain = plainSchemas(schema);
      for (const value of ["", null, undefined, ...(plain.some((is) => is instanceof z.ZodBoolean) ? [] : [false])]) {
        const read = normalArguments(one, { [name]: value });
        expect(read[name] ?? null).toBeNull();
        if (value !== null) expect(read).toEqual({});
      }
    }
  },
);

describe("A value in another form is read as what the field asks for:", () => {
  test.each([
    ["a number as text", "save_issue", { estimate: "3" }, { estimate: 3 }],
    ["a fraction as text", "save_issue", { estimate: " 2.5 " }, { estimate: 2.5 }],
    ["a number of an operation", "find", { limit: "20" }, { limit: 20 }],
    ["a list as JSON", "save_issue", { labels: '["ui","api"]' }, { labels: ["ui", "api"] }],
    ["one text for a list", "decisions_for", { paths: "src/a.ts" }, { paths: ["src/a.ts"] }],
    ["one text for a list that is not listed", "save_issue", { labels: "ui" }, { labels: ["ui"] }],
    ["a list as JSON where commas do as well", "find", { status: '["open"]' }, { status: ["open"] }],
    ["text with commas where they do", "find", { status: "ready,review" }, { status: "ready,review" }],
    ["an object as JSON", "record_decision", { governs: '{"paths":"src/**"}' }, { governs: { paths: ["src/**"] } }],
    [
      "one object for a list",
      "save_issue",
      { replace: { find: "a", replace: "" } },
      { replace: [{ find: "a", replace: "" }] },
    ],
    [
      "a list of objects as JSON",
      "save_document",
      { replace: '[{"find":"a","replace":"b"}]' },
      { replace: [{ find: "a", replace: "b" }] },
    ],
    ["a word for yes", "save_issue", { confirm: "True" }, { confirm: true }],
    ["a word for no", "save_issue", { archive: "false" }, { archive: false }],
    ["null as text where null clears", "save_issue", { assignee: "null" }, { assignee: null }],
    ["null where null clears though it is not listed", "save_issue", { resolution: null }, { resolution: null }],
    ["null as text for a number", "find", { limit: "null" }, {}],
    ["a text that only looks like something else", "save_issue", { title: "[ui]" }, { title: "[ui]" }],
  ] as const)("%s", (_, name, given, read) => {
    expect(normal(name, given)).toEqual(read);
  });
});

test("A yes and a list never become a number, and what is required stays for the refusal", () => {
  expect(normal("add_comment", { body: "", replyTo: "", on: null })).toEqual({ body: "" });
  expect(normal("save_issue", { estimate: true })).toEqual({ estimate: true });
  expect(normal("save_issue", { estimate: [3] })).toEqual({ estimate: [3] });
});
