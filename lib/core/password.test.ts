import { expect, test } from "vitest";
import { fitsPassword, hashPassword } from "./password.ts";

test("a password fits its own hash and no other", async () => {
  const hashed = await hashPassword("correct horse battery");
  expect(hashed).toMatch(/^\$argon2id\$/);
  expect(await fitsPassword("correct horse battery", hashed)).toBe(true);
  expect(await fitsPassword("correct horse batterz", hashed)).toBe(false);
});

test("two people with one password have different hashes", async () => {
  expect(await hashPassword("the same words")).not.toBe(await hashPassword("the same words"));
});

test("nothing fits where there is no password, not even the one that is compared in its place", async () => {
  expect(await fitsPassword("nobody has this password", null)).toBe(false);
});

test("a letter typed as one character or as two is the same letter", async () => {
  const hashed = await hashPassword("grün ist die farbe");
  expect(await fitsPassword("gru\u0308n ist die farbe", hashed)).toBe(true);
});
