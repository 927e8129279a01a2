import fc from "fast-check";
import { expect, test } from "vitest";
import { beginning, excerptsAround } from "./excerpt.ts";

const excerptAround = (markdown: string, query: string) => excerptsAround(query)(markdown);

test("an excerpt shows the first match as plain text", () => {
  const markdown = `# Heading\n\n${"Filler words. ".repeat(40)}\n\n- [x] The **lease** of [the claim](https://e.com) expires\n`;
  const excerpt = excerptAround(markdown, "LEASE") ?? "";
  expect(excerpt).toContain("The lease of the claim expires");
  expect(excerpt).toMatch(/^…/);
});

test("accents and case do not matter, and the beginning of a word will do", () => {
  expect(excerptAround("Der Käfer im Büro", "buro")).toBe("Der Käfer im Büro");
  expect(excerptAround("Claiming is fun", "claim")).toBe("Claiming is fun");
  for (const sign of ["", "é"]) {
    const filler = `reclaim un_claimed 9claim ${sign} `.repeat(12);
    expect(excerptAround(`${filler}Then CLAIM it`, "claim other")).toMatch(/un_claimed/);
    expect(excerptAround(`${filler.replaceAll("_", "")}Then CLAIM it`, "other claim")).toContain("Then CLAIM it");
  }
});

test("there is none where no word matches", () => {
  expect(excerptAround("Some words", "other")).toBeNull();
  expect(excerptAround("Some words", "***")).toBeNull();
});

test("whatever the text and the query, an excerpt is one well-formed line of 160 characters at most", () => {
  const text = fc.array(fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("lease ", "\n", "**", "[a](b)", "💩")));
  fc.assert(
    fc.property(text, fc.constantFrom("lease", "a", "💩 lease"), (parts, query) => {
      const markdown = parts.join("").repeat(9);
      for (const excerpt of [excerptAround(markdown, query) ?? "", beginning(markdown)]) {
        expect(excerpt.length).toBeLessThanOrEqual(160);
        expect(excerpt.isWellFormed()).toBe(true);
        expect(excerpt).not.toMatch(/\p{Cc}/u);
      }
    }),
  );
});

test("what was typed with signs is shown where it stands so", () => {
  const text = `${"Cats chase cars. ".repeat(20)}The port to C++ is done 🚀.`;
  expect(excerptAround(text, "C++")).toContain("C++");
  expect(excerptAround(text, "🚀")).toContain("🚀");
});
