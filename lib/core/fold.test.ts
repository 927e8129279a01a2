import { expect, test } from "vitest";
import { fold } from "./fold.ts";

test("case and the ways to write a letter make no difference", () => {
  expect(fold("Äpfel ﬁre")).toBe(fold("ÄPFEL FIRE"));
});

test("a folded text is never cut within a sign, which the databases could not keep", () => {
  const text = `ﬁ${"z".repeat(197)}🚀`;
  expect(text.length).toBe(200);
  expect(fold(text)).toBe(`fi${"z".repeat(197)}`);
});
