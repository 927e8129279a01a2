import { expect, test } from "vitest";
import { outlineOf } from "#lib/domain/documents/outline";
import { readUpload } from "#lib/domain/documents/read-upload";
import { readRecord } from "./read-record.ts";

// An expression that goes back and forth takes minutes for these.
test.each([
  ["blanks in a heading", `# a${" ".repeat(900_000)}b`],
  ["signs in a heading", `# a${" #".repeat(450_000)}x`],
  ["brackets in a heading", `# ${"[".repeat(900_000)}`],
  ["blanks in a text", `# a\n\nx${" ".repeat(900_000)}y`],
  ["reasons of an outcome", `# a\n\n## Decision Outcome\n\nChosen option: "x", ${"because  ".repeat(100_000)}`],
])("a megabyte of %s is read", (_name, text) => {
  expect(readRecord(text).title).toMatch(/^[a[]/);
  expect(readUpload("a.md", text).title).toMatch(/^[a[]/);
  expect(outlineOf(text)[0]?.level).toBe(1);
});
