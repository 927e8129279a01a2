// Does what CONTRIBUTING.md says of a new field and a new noun, in a copy of the sources:
// a field needs no file but those that are listed, and for a noun the compiler names those that are.
//   npm run recipes
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathsIn, sectionOf, stepsOf } from "#lib/testing/recipes/read-recipe";
import { type Edit, FIELD, KIND } from "#lib/testing/recipes/recipes";

const root = path.resolve(import.meta.dirname, "..");
const copy = mkdtempSync(path.join(tmpdir(), "turbo-recipes-"));

/** Runs one of the installed tools in the copy. */
function tool(script: string, ...args: string[]) {
  const file = path.resolve(root, "node_modules", script);
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...args], { cwd: copy, encoding: "utf8" });
  return { ok: status === 0, said: `${stdout}${stderr}` };
}

function git(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync("git", args, { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

function copySources(): void {
  const files = git("-C", root, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0");
  for (const file of files.filter(Boolean)) cpSync(path.join(root, file), path.join(copy, file));
  symlinkSync(path.join(root, "node_modules"), path.join(copy, "node_modules"));
  // A migration is the difference to the last commit.
  git("-C", copy, "init", "--quiet");
  git("-C", copy, "add", "prisma");
  git("-C", copy, "-c", "user.name=Turbo", "-c", "user.email=turbo@localhost", "commit", "--quiet", "-m", "As it was");
}

function make(edits: readonly Edit[]): void {
  for (const { file, find, replace } of edits) {
    const at = path.join(copy, file);
    writeFileSync(
      at,
      readFileSync(at, "utf8").replace(find, () => replace),
    );
  }
}

let wrong = 0;
function step(sentence: string, { ok, said }: { ok: boolean; said: string }): void {
  console.log(`${ok ? "ok" : "FAILED"}: ${sentence}`);
  if (ok) return;
  wrong++;
  console.log(said);
}

function addField(): void {
  make(FIELD);
  step("the clients of both databases have the column", tool(path.join(copy, "scripts/generate.mjs")));
  const migration = ["scripts/make-migration.ts", "add_goal"];
  step("its migration is written", tool("tsx/dist/cli.mjs", ...migration));
  step("a field needs no other file to compile", tool("typescript/bin/tsc", "--noEmit"));
  const vitest = ["run", "--reporter=dot", "--project=sqlite", "--project=postgres"];
  step("it is given, changed, told and undone", tool("vitest/vitest.mjs", ...vitest, "lib/domain/milestones"));
  const whole = ["run", "--reporter=dot", "--project=unit", "lib/testing/fullest", "lib/db/migrate.test.ts"];
  step("it is among the fullest writes, and migrations end in the schema", tool("vitest/vitest.mjs", ...whole));
}

function addKind(): void {
  make(KIND);
  step("the clients of both databases have the table", tool(path.join(copy, "scripts/generate.mjs")));
  const { said } = tool("typescript/bin/tsc", "--noEmit");
  const lacking = new Set(said.split("\n").flatMap((line) => /^(\S+?)\(\d+,\d+\): error/.exec(line)?.[1] ?? []));
  const guide = readFileSync(path.join(root, "CONTRIBUTING.md"), "utf8");
  const told = stepsOf(sectionOf(guide, "Add a noun")).find((text) => text.includes("compiler")) ?? "";
  const listed = new Set(pathsIn(told));
  const differing = [
    ...[...lacking].filter((file) => !listed.has(file)).map((file) => `${file} is not listed`),
    ...[...listed].filter((file) => !lacking.has(file)).map((file) => `${file} is listed, and compiles`),
  ];
  step("the compiler names the lists that lack a noun, as the guide does", {
    ok: differing.length === 0,
    said: differing.join("\n"),
  });
}

try {
  copySources();
  step("the types of pages are written", tool("next/dist/bin/next", "typegen"));
  addField();
  addKind();
} finally {
  rmSync(copy, { recursive: true, force: true });
}
process.exit(wrong === 0 ? 0 : 1);
