import fc from "fast-check";
import { expect, test } from "vitest";
import { hashApiKey, isWholeApiKey, makeApiKey } from "./api-key.ts";

test("a new key is whole, begins with its prefix and is stored as a hash", () => {
  const made = makeApiKey();
  expect(made.secret).toMatch(/^turbo_[0-9A-Za-z]{46}$/);
  expect(made.secret.startsWith(made.prefix)).toBe(true);
  expect(made.prefix).toHaveLength(14);
  expect(made.hash).toBe(hashApiKey(made.secret));
  expect(made.hash).not.toContain(made.secret.slice(14));
  expect(isWholeApiKey(made.secret)).toBe(true);
});

test("no two keys are the same", () => {
  const secrets = new Set(Array.from({ length: 200 }, () => makeApiKey().secret));
  expect(secrets.size).toBe(200);
});

test("a key with one character changed is not whole", () => {
  const { secret } = makeApiKey();
  const place = fc.integer({ min: 6, max: secret.length - 1 });
  fc.assert(
    fc.property(place, fc.constantFrom(..."09AZaz_- "), (at, other) => {
      fc.pre(secret[at] !== other);
      return !isWholeApiKey(secret.slice(0, at) + other + secret.slice(at + 1));
    }),
  );
});

test("a key cut short, with something behind it, or of another make is not whole", () => {
  const { secret } = makeApiKey();
  for (const wrong of [secret.slice(0, -1), `${secret}x`, ` ${secret}`, secret.replace("turbo_", "ghp_"), ""]) {
    expect(isWholeApiKey(wrong)).toBe(false);
  }
});
