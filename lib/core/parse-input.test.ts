import { expect, test } from "vitest";
import { z } from "zod";
import { TurboError } from "./errors.ts";
import { oneOrMore, Ref, WholeNumber } from "./fields.ts";
import { fieldSentence, parseInput } from "./parse-input.ts";

const Input = z.strictObject({
  issue: Ref.describe("A key like APP-12."),
  action: z.enum(["log", "stop"]),
  minutes: WholeNumber(1, 600).optional(),
  names: oneOrMore(Ref).optional(),
  options: z.array(z.strictObject({ name: Ref, whyNot: z.string().optional() })).optional(),
});

function refusal(given: Record<string, unknown>): TurboError {
  try {
    parseInput(Input, { issue: "APP-1", action: "log", ...given });
  } catch (error) {
    if (error instanceof TurboError) return error;
  }
  throw new Error("it was taken");
}

test("a field that has to be there is called missing, with what it wants", () => {
  expect(refusal({ issue: undefined, action: undefined }).message).toBe(
    "issue is missing: a key like APP-12. action is missing: one of log, stop.",
  );
  expect(refusal({ options: [{}] }).message).toBe("options.0.name is missing.");
  expect(refusal({ issue: null }).message).toBe("issue: Must be text.");
});

test("a door tells a problem under its own name of the field", () => {
  const [problem] = refusal({ issue: undefined }).fields;
  expect(fieldSentence(problem ?? { path: "", message: "" }, "--issue")).toBe("--issue is missing: a key like APP-12.");
});

test("a field that does not exist is refused with the nearest that does, at its own level", () => {
  expect(refusal({ minuts: 3 }).message).toBe('minuts: There is no such field. Did you mean "minutes"?');
  expect(refusal({ options: [{ name: "a", whynot: "b" }] }).fields).toEqual([
    {
      path: "options.0.whynot",
      message: 'There is no such field. Did you mean "whyNot"?',
      allowed: ["name", "whyNot"],
    },
  ]);
  expect(refusal({ zebra: 1, constructor: 2 }).message).toBe(
    "zebra: There is no such field. constructor: There is no such field.",
  );
});

test("a yes, a list or nothing is never a number; a text that says one is", () => {
  expect(parseInput(Input, { issue: "APP-1", action: "log", minutes: " 5 " })).toMatchObject({ minutes: 5 });
  for (const minutes of [true, [5], "", null, "0x10", "five"])
    expect(refusal({ minutes }).message).toBe("minutes: Must be a number.");
});
