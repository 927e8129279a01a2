import { expect, test } from "vitest";
import { localPath } from "./local-path.tsx";

test.each([
  ["/issues/TURBO-1?tab=log#c1", "/issues/TURBO-1?tab=log#c1"],
  [undefined, "/"],
  [["/a", "/b"], "/"],
  ["issues", "/"],
  ["https://evil.example/", "/"],
  ["//evil.example/", "/"],
  ["/\\evil.example", "/"],
  ["/\t/evil.example", "/"],
  ["javascript:alert(1)", "/"],
])("after signing in with next=%j one lands on %s", (wanted, path) => {
  expect(localPath(wanted)).toBe(path);
});
