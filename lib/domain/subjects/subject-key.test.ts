import { expect, test } from "vitest";
import { readSubjectKey, subjectKey } from "./subject-key.ts";

test.each([
  ["turbo-12", { kind: "issue", project: "TURBO", number: 12 }],
  ["TURBO-DOC4", { kind: "document", project: "TURBO", number: 4 }],
  ["TURBO-dec7", { kind: "decision", project: "TURBO", number: 7 }],
  ["DEC-7", { kind: "decision", project: null, number: 7 }],
  ["TURBO-MS2", { kind: "milestone", project: "TURBO", number: 2 }],
  ["I-3", { kind: "initiative", project: null, number: 3 }],
] as const)("%s is read, and written again in upper case", (text, key) => {
  expect(readSubjectKey(text)).toEqual(key);
  expect(subjectKey(key)).toBe(text.toUpperCase());
});

test.each(["TURBO", "TURBO-", "-12", "TURBO-DOC", "TURBO-DOCS4", "X-1", "TURBO-12-3", "TURBO 12"])(
  "%s is no key",
  (text) => expect(readSubjectKey(text)).toBeNull(),
);
