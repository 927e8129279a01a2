import { expect, test } from "vitest";
import { makeApiKey } from "#lib/core/api-key";
import { scrubber } from "./scrub.ts";
import { stackFrames } from "./stack-frames.ts";

const scrub = scrubber(["the secret key of this Turbo", null]);

test.each([
  ["Cannot read properties of undefined (reading 'title')", "Cannot read properties of undefined (reading 'title')"],
  [`Unexpected token 'A', "Ada's plan" is not valid JSON`, `Unexpected token '…', "…" is not valid JSON`],
  [`Unexpected token 'x', ..."r2","q":x}" is not valid JSON`, `Unexpected token '…', "…" is not valid JSON`],
  ["Value 'Ada' not found in enum 'Priority'", "Value '…' not found in enum '…'"],
  ["ENOENT: no such file, open '/home/ada/plan'; at /home/ada/plan", "ENOENT: no such file, open '…'; at /…"],
  ["TURBO-12 and TURBO-DOC4 were read", "… and … were read"],
  ["duplicate key (email)=(ada@example.org)", "duplicate key (email)=(…@…)"],
  ["no answer from https://example.org/find?q=plans&page=2", "no answer from https://example.org/find?…"],
  ["connect postgresql://turbo:password-of-it@db/turbo", "connect postgresql://turbo:…@…"],
  ["it has the secret key of this Turbo in it", "it has … in it"],
  [
    '\nInvalid `prisma.issue.create()` invocation:\n\n{\n  data: {\n    title: "Ada\'s plan"\n  }\n}\n\nArgument `key` is missing.',
    "Invalid `prisma.issue.create()` invocation: … Argument `key` is missing.",
  ],
])("%j is told as %j.", (said, told) => {
  expect(scrub(said)).toBe(told);
});

test("API keys and long texts are cut.", () => {
  const { secret } = makeApiKey();
  expect(scrub(`the key ${secret} is wrong`)).not.toContain(secret.slice(14));
  expect(scrub("word ".repeat(1000)).length).toBeLessThanOrEqual(500);
});

test("Frames stand innermost last, with files from Turbo's folder on and what is not Turbo's own told apart.", () => {
  const stack = [
    "Error: broke",
    "    at getIssue (/home/ada/turbo/.next/server/chunks/1.js:7:21)",
    "    at async /home/ada/turbo/node_modules/next/dist/server.js:3:4",
    "    at /home/ada/elsewhere/plan.js:1:2",
    "    at process.processTicksAndRejections (node:internal/process/task_queues:105:5)",
  ].join("\n");
  expect(
    stackFrames(stack, "/home/ada/turbo").map(({ function: called, filename, lineno, in_app }) => {
      return [called, filename, lineno, in_app];
    }),
  ).toEqual([
    ["process.processTicksAndRejections", "node:internal/process/task_queues", 105, false],
    ["?", "plan.js", 1, true],
    ["?", "node_modules/next/dist/server.js", 3, false],
    ["getIssue", ".next/server/chunks/1.js", 7, true],
  ]);
});
