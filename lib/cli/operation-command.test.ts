import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ERROR_CODES, TurboError } from "#lib/core/errors";
import { run } from "#lib/core/operation";
import { createProject } from "#lib/domain/projects/create-project";
import { makeWorld, type World } from "#lib/testing/world";
import { SPECS } from "./all-specs.ts";
import { TurboCommand } from "./command.ts";
import { inProcess } from "./in-process.ts";
import { registerOperations } from "./operation-command.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
  await run(createProject, world.as(), { name: "App", key: "APP" });
});
afterEach(() => world.close());

/** What the command line prints. */
async function turbo(...args: string[]): Promise<string> {
  const said: string[] = [];
  const program = new TurboCommand("turbo").enablePositionalOptions().exitOverride();
  const print = (text: string) => void said.push(text);
  registerOperations(program, SPECS, { withPerform: (work) => work(inProcess(() => world.as())), print, note: print });
  await program.parseAsync(args, { from: "user" });
  return said.join("\n");
}

async function refusal(...args: string[]): Promise<{ message: string; exit: number }> {
  const error = await turbo(...args).catch((thrown: unknown) => thrown);
  if (!(error instanceof TurboError)) throw new Error(`it was not refused: ${error}`);
  return { message: error.message, exit: ERROR_CODES[error.code].exit };
}

test("an issue is shown with its criteria by number, each with its tick, and with what was said on it", async () => {
  await turbo(
    "issues",
    "create",
    "Passkeys",
    "--project",
    "APP",
    "--criteria",
    "Works, in Safari",
    "--criteria",
    "Told",
  );
  await turbo("issues", "tick", "APP-1", "2");
  await turbo("comments", "create", "APP-1", "--body", "Looks good\nto me");
  const shown = await turbo("issues", "show", "APP-1");
  expect(shown).toMatch(/^KEY +APP-1$/m);
  expect(shown).not.toMatch(/^(ID|RANK|SHELF|BLOCKED|CHILDREN)\b/m);
  expect(shown).toContain("CRITERIA\n  1 [ ] Works, in Safari\n  2 [x] Told  (verified by Ada Lindqvist)");
  expect(shown).toMatch(/COMMENTS \(1\)\n\n {2}\w+ {2}\d{4}-\d\d-\d\d \d\d:\d\dZ {2}\S+\n {4}Looks good\n {4}to me$/);
  await turbo("issues", "prove", "APP-1", "1", "--commit", "4f2a91c0", "--note", "All green");
  const proven = await turbo("issues", "get", "APP-1");
  expect(proven).toMatch(/1 \[x\] Works, in Safari {2}\(reported by Ada L\w+\)\n {8}commit 4f2a91c0 All green by Ada/);
  expect(proven).toMatch(/^CRITERIA +2 of 2 met, 1 verified$/m);
  await turbo("issues", "update", "APP-1", "--status", "done");
  expect(await turbo("issues", "list")).toContain("done · 1 of 2 verified");
  expect(await turbo("issues", "verify", "APP-1")).toMatch(/^STATUS +done$/m);
  await turbo("issues", "tick", "APP-1", "2", "--done", "no");
  expect(await turbo("issues", "get", "APP-1")).toContain("  2 [ ] Told");
  expect(JSON.parse(await turbo("issues", "get", "APP-1", "--json"))).toMatchObject({ comments: 1, shelf: "live" });
});

test("a value of no kind that a field takes is a misuse, in the names of the command, with the nearest valid one", async () => {
  expect(await refusal("issues", "create", "x", "--project", "APP", "--priority", "hihg")).toEqual({
    message: "--priority: Must be one of critical, high, medium, low, none. Did you mean high?",
    exit: 2,
  });
  expect(await refusal("issues", "list", "--status", "backlgo")).toMatchObject({
    message: expect.stringMatching(/^--status: Must be one of .*\. Did you mean backlog\?$/),
    exit: 2,
  });
  for (const [flag, value, said] of [
    ["--estimate", "many", "--estimate: Must be a number."],
    ["--due-date", "tomorrow", "--due-date: Must be a date like 2026-11-27."],
  ] as const) {
    expect(await refusal("issues", "create", "x", "--project", "APP", flag, value)).toEqual({ message: said, exit: 2 });
  }
});

test("a rule's sentence names flags and not fields", async () => {
  await turbo("issues", "create", "Passkeys", "--project", "APP");
  expect((await refusal("worklogs", "create", "APP-1")).message).toBe(
    "Say how long it took: minutes, or --started-at and --ended-at.",
  );
});

test("what a rule refuses is no misuse", async () => {
  expect(await refusal("issues", "create", " ", "--project", "APP")).toEqual({
    message: "<title>: Must not be empty.",
    exit: 1,
  });
  expect(await refusal("issues", "list", "--limit", "500")).toMatchObject({ exit: 1 });
  expect(await refusal("issues", "create", "x", "--project", "APQ")).toMatchObject({ exit: 5 });
});

test("a plan is proposed from a file of JSON, and its items are edited, accepted and rejected by number", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "turbo-plan-"));
  const file = path.join(folder, "plan.json");
  const items = [
    { make: "issue", name: "one", title: "First step" },
    { make: "issue", title: "Second step", parent: "one" },
    { make: "link", issue: "1", kind: "blocks", other: "2" },
  ];
  writeFileSync(file, JSON.stringify({ project: "APP", title: "Two steps", items }));
  expect(await turbo("proposals", "propose", "--from", file)).toMatch(/^KEY +APP-P1$/m);
  expect(await turbo("proposals", "propose", "Other words", "--from", file, "--json")).toContain('"Other words"');
  expect(await turbo("proposals", "list", "--status", "open")).toMatch(/APP-P1 +open +.*Two steps/);
  await turbo("proposals", "edit", "APP-P1", "2", "--changes", '{"priority":"high"}');
  await turbo("proposals", "reject", "APP-P1", "--items", "3", "--reason", "No need");
  const shown = await turbo("proposals", "accept", "APP-P1", "--items", "1,2");
  expect(shown).toMatch(/^STATUS +settled$/m);
  expect(await turbo("proposals", "get", "APP-P1")).toMatch(
    /^ITEMS\n {2}1 accepted {2}issue {2}First step {2}\(APP-1\)\n {2}2 accepted {2}issue under 1 {2}Second step {2}\(APP-2\)\n {2}3 rejected {2}link {2}#1 blocks #2 {2}\(No need\)/m,
  );
  expect(JSON.parse(await turbo("issues", "get", "APP-2", "--json"))).toMatchObject({
    priority: "high",
    parent: "APP-1",
  });
  expect(await turbo("proposals", "withdraw", "APP-P2")).toMatch(/^STATUS +withdrawn$/m);
  writeFileSync(file, "{");
  expect((await refusal("proposals", "propose", "--from", file)).message).toContain("is no JSON");
  writeFileSync(file, JSON.stringify({ project: "APP", title: "Wrong", items: [{ make: "issue" }] }));
  expect((await refusal("proposals", "propose", "--from", file)).message).toContain("--items 0.title is missing");
  rmSync(folder, { recursive: true });
});
