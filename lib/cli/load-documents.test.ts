import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Command } from "commander";
import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { listDocuments } from "#lib/domain/documents/list-documents";
import { listTree } from "#lib/domain/documents/list-tree";
import { listChanges } from "#lib/domain/events/list-changes";
import { createProject } from "#lib/domain/projects/create-project";
import { makeWorld, type World } from "#lib/testing/world";
import { SPECS } from "./all-specs.ts";
import { inProcess } from "./in-process.ts";
import { registerDocumentLoad } from "./load-documents.ts";

let world: World;
let folder: string;
let printed: string[];
beforeEach(async () => {
  world = await makeWorld();
  printed = [];
  folder = mkdtempSync(path.join(tmpdir(), "turbo-load-"));
  await run(createProject, world.as(), { name: "Shop", key: "SHOP" });
  for (const name of ["guides/deep", "api", "empty", ".hidden"])
    mkdirSync(path.join(folder, name), { recursive: true });
  const write = (name: string, text: string | Buffer) => writeFileSync(path.join(folder, name), text);
  write("plan.md", "---\ndoc_type: spec\ntags: [a]\n---\n# The plan\n");
  write("guides/README.md", "# All guides\n");
  write("guides/start.md", "Start here");
  write("guides/deep/last.md", "Last");
  write("api/calls.md", "Calls");
  write("api/broken.md", "---\ntitle: [\n---\n");
  write("api/latin.md", Buffer.from([0xe4, 0xf6]));
  write("api/picture.png", "x");
  write(".hidden/secret.md", "x");
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await world.close();
});

async function load(...args: string[]): Promise<string> {
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  registerDocumentLoad(program, SPECS, {
    withPerform: (work) => work(inProcess(() => world.as())),
    print: (text) => printed.push(text),
    progress: () => undefined,
  });
  await program.parseAsync(["documents", "load", folder, "--project", "SHOP", ...args], { from: "user" });
  return printed.at(-1) ?? "";
}
const tree = async (input: object) =>
  (await run(listTree, world.as(), input)).items.map(({ title, key }) => `${key} ${title}`);
const last = async () => (await run(listChanges, world.as(), { limit: 200 })).last;

test("folders become the tree, and what is broken is named", async () => {
  const report = await load();
  expect(report).toContain("Created 7 documents and changed 0; 0 of 8 are as they were.");
  expect(report).toContain("api/latin.md: is not UTF-8 text");
  expect(report).toMatch(/api\/broken\.md: front matter/);
  expect(report).toContain("api/picture.png: is no Markdown file");
  expect(report).toContain(".hidden/: is hidden");
  expect(await tree({ project: "SHOP" })).toEqual(["SHOP-DOC1 The plan", "SHOP-DOC2 Api", "SHOP-DOC4 All guides"]);
  expect(await tree({ parent: "SHOP-DOC2" })).toEqual(["SHOP-DOC3 Calls"]);
  expect(await tree({ parent: "SHOP-DOC4" })).toEqual(["SHOP-DOC5 Start", "SHOP-DOC6 Deep"]);
  expect(await tree({ parent: "SHOP-DOC6" })).toEqual(["SHOP-DOC7 Last"]);
});

test("MDX is read, a readme of it stands for its folder, and a text that begins with a rule keeps it", async () => {
  writeFileSync(path.join(folder, "empty/index.mdx"), "# Empty\n\n<Note>Hello</Note>\n");
  writeFileSync(path.join(folder, "empty/rule.md"), "---\n\nA word.\n\n---\n\n# Ruled\n");
  expect(await load("--json")).toContain("empty/index.mdx");
  const { items } = await run(listDocuments, world.as(), { limit: 50 });
  expect(items.map(({ title }) => title)).toEqual(expect.arrayContaining(["Empty", "Ruled"]));
});

test("a dry run writes nothing, a second run neither, and a changed file is changed", async () => {
  const before = await last();
  expect(await load("--dry-run")).toContain("Would create 7 documents and change 0");
  expect(await last()).toBe(before);
  await load();
  const loaded = await last();
  expect(await load()).toContain("Created 0 documents and changed 0; 7 of 8 are as they were.");
  expect(await last()).toBe(loaded);
  writeFileSync(path.join(folder, "guides/start.md"), "Start there");
  expect(await load("--mode", "skip")).toContain("guides/start.md: It is there, and the mode is skip.");
  expect(await load("--dry-run")).toContain("change 1");
  expect(await load()).toContain("SHOP-DOC5  guides/start.md");
  expect((await run(listDocuments, world.as(), { total: true })).total).toBe(7);
});

test("a folder or a project that is not there is not found", async () => {
  await expect(load("--project", "NONE")).rejects.toThrow('There is no project "NONE"');
  rmSync(folder, { recursive: true });
  await expect(load()).rejects.toThrow("There is no folder");
  mkdirSync(folder);
});
