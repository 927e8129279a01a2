import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Command } from "commander";
import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { createProject } from "#lib/domain/projects/create-project";
import { makeWorld, type World } from "#lib/testing/world";
import { SPECS } from "./all-specs.ts";
import { registerDecisionFiles } from "./decision-files.ts";
import { inProcess } from "./in-process.ts";

let world: World;
let folder: string;
let printed: string[];
let noted: string[];
beforeEach(async () => {
  world = await makeWorld();
  [printed, noted] = [[], []];
  folder = mkdtempSync(path.join(tmpdir(), "turbo-decisions-"));
  await run(createProject, world.as(), { name: "Shop", key: "SHOP" });
});
afterEach(async () => {
  process.exitCode = 0;
  rmSync(folder, { recursive: true });
  await world.close();
});

async function bring(files: Readonly<Record<string, string | Buffer>>): Promise<void> {
  for (const [file, text] of Object.entries(files)) writeFileSync(path.join(folder, file), text);
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  registerDecisionFiles(program, SPECS, {
    withPerform: (work) => work(inProcess(() => world.as())),
    print: (text) => printed.push(text),
    note: (text) => noted.push(text.replaceAll(`${folder}/`, "")),
  });
  const paths = Object.keys(files).map((file) => path.join(folder, file));
  await program.parseAsync(["decisions", "import", ...paths, "--project", "SHOP"], { from: "user" });
}

test("records are read as older tools write them, and what could not be read is said with its file", async () => {
  await bring({
    "001.md": "# One\n\n## Status\n\nAccepted\n\n## Context\n\nC\n",
    "002.md": "# Two\n\nStatus: Superseded by ADR-5\n\n## Context\n\nC\n",
    "003.md": "# Three\n\n## Status\n\nwobbly\n",
  });
  expect(printed).toEqual(["SHOP-DEC1  accepted  One", "SHOP-DEC2  superseded  Two", "SHOP-DEC3  proposed  Three"]);
  expect(noted).toEqual([
    "002.md: ADR-5 took its place where it comes from; that is not linked.",
    '003.md: The status "wobbly" is not known: it is proposed here, and the word stands in the context.',
  ]);
});

test("a record that is no text, or is not there, is named, and the others come", async () => {
  await bring({
    "latin.md": Buffer.from([0x23, 0x20, 0xe4]),
    "windows.md": "\uFEFF# Four\r\n\r\nStatus: accepted\r\n",
  });
  expect(printed).toEqual(["SHOP-DEC1  accepted  Four"]);
  expect(noted).toEqual([expect.stringMatching(/^latin\.md is not UTF-8 text: byte 3 \(0xE4\)/)]);
  expect(process.exitCode).toBe(1);
});
