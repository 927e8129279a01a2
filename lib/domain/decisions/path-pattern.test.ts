import { expect, test } from "vitest";
import { matchesPath, plainPath, prefixesOf, prefixOf } from "./path-pattern.ts";
import { PathPattern } from "./schema.ts";

test.each([
  ["src/auth/**", "src/auth/login.ts", true],
  ["src/auth/**", "src/auth", true],
  ["src/auth/**", "src/author/login.ts", false],
  ["src/*/schema.ts", "src/auth/schema.ts", true],
  ["src/*/schema.ts", "src/auth/deep/schema.ts", false],
  ["**/*.test.ts", "a/b/c.test.ts", true],
  ["**/*.test.ts", "c.test.ts", true],
  ["src/{auth,keys}/**", "src/keys/a.ts", true],
  ["src/auth", "src/auth/deep/login.ts", true],
  ["src/auth", "src/auth.ts", false],
  ["**", ".env", true],
  ["app/(plan)/[id]/*", "app/(plan)/[id]/page.tsx", true],
  ["app/[id]/*", "app/i/page.tsx", false],
  ["!src/**", "lib/a.ts", false],
  ["*+(a)", "xa", false],
] as const)("%s holds for %s: %s", (pattern, path, holds) => {
  expect(matchesPath(pattern, path)).toBe(holds);
  if (holds) expect(prefixesOf(path)).toContain(prefixOf(pattern));
});

test("paths are read with or without what they begin with", () => {
  expect([plainPath("./src//a.ts "), plainPath("/src/"), plainPath("")]).toEqual(["src/a.ts", "src", ""]);
});

test.each(["**/*a*a*a/**/*a*a*a/**/*ab", `${"{,a}".repeat(20)}b`, `{${"a,".repeat(20)}b}`])(
  "%s, which could be tried in too many ways, is refused",
  (pattern) => expect(PathPattern.safeParse(pattern).success).toBe(false),
);

test.each(["src/{auth,keys}/**/*.{ts,tsx}", "**/a/*/b/*.test.*", "src/auth"])("%s is taken", (pattern) =>
  expect(PathPattern.safeParse(pattern).success).toBe(true),
);
