import fc from "fast-check";
import { expect, test } from "vitest";
import { estimateTokens } from "#lib/core/token-estimate";
import { fitSections } from "./fit-sections.ts";
import type { Section } from "./section.ts";

const head = { title: '# APP-1 "Title"', facts: "ready; criteria 1/2", mark: "Data." };
const how = (operation: string) => ({ words: "Read it.", operation, input: {} });
const section = (what: string, texts: string[], more: Partial<Section> = {}): Section => ({
  ...{ what, share: 10, lines: texts.map((text) => ({ text })), more: false, how: how("issues.get") },
  ...more,
});

test("a long part leaves the later ones their share, and takes what they do not need", () => {
  const long = Array.from({ length: 500 }, (_, n) => `> Line ${n} of many.`);
  const { text, leftOut } = fitSections("APP-1", {
    head,
    sections: [section("description", long), section("comments", ["> Short."], { how: how("comments.list") })],
    budget: 300,
  });
  expect(text).toContain("\n> Short.\nLeft out (calls about APP-1): description: issues.get");
  expect(leftOut.map(({ what }) => what)).toEqual(["description"]);
  expect(estimateTokens(text)).toBeGreaterThan(260);
});

test("a line that says whose words follow does not stand without them", () => {
  const lines = [{ text: "Comment by @ada", opens: true as const }, { text: `> ${"words ".repeat(40)}` }];
  const many = Array.from({ length: 20 }, () => lines).flat();
  for (let budget = 200; budget < 500; budget += 7) {
    const { text } = fitSections("APP-1", { head, sections: [section("comments", [], { lines: many })], budget });
    expect(text).not.toMatch(/Comment by @ada\n(?!> )/);
  }
});

test("whatever the parts are, a brief stays within its budget", () => {
  const unit = fc.oneof(
    fc.constantFrom("the ", "word ", "xq", '"', "> ", " ", "鿋", "🫠", "Ж", "0", "-", "A"),
    fc.integer({ min: 0x20, max: 0xd7ff }).map((code) => String.fromCodePoint(code)),
  );
  const text = fc.string({ unit, maxLength: 400 });
  const lines = fc.array(fc.record({ text, opens: fc.constantFrom(undefined, true as const) }), { maxLength: 12 });
  const sections = fc
    .array(fc.record({ lines, share: fc.integer({ min: 1, max: 30 }), more: fc.boolean() }), { maxLength: 11 })
    .map((list) =>
      list.map(({ lines: given, ...one }, place) => ({
        ...section(`part ${place}`, []),
        ...one,
        lines: given.map(({ text: line, opens }) => (opens ? { text: line, opens } : { text: line })),
      })),
    );
  const title = fc.string({ unit, maxLength: 220 });
  fc.assert(
    fc.property(title, text, sections, fc.integer({ min: 200, max: 2000 }), (titled, facts, all, budget) => {
      const draft = { head: { ...head, title: titled, facts }, sections: all, budget };
      const made = fitSections("ABCDEFGHIJ-123456789", draft);
      return estimateTokens(made.text) <= budget && made.text === fitSections("ABCDEFGHIJ-123456789", draft).text;
    }),
    { numRuns: 300 },
  );
});
