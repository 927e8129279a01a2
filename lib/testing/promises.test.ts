import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Command } from "commander";
import { expect, test } from "vitest";
import { SPECS } from "#lib/cli/all-specs";
import { makeProgram } from "#lib/cli/program";
import { CONFIG_KEYS, type ConfigKey } from "#lib/core/config-keys";

const ROOT = path.resolve(import.meta.dirname, "../..");
const STATES = /^\*\*(works|renamed to|replaced by|left out because|not yet)\*\*/;
/** The sections whose promises are names of settings and variables, and what else stands in code there. */
const SETTINGS = /^(Settings|Environment|Keys)/;
const NO_SETTING = ["sqlite:///"];
const NAME = /^([a-z]+\.[a-z_\d]+|[A-Z]+(_[A-Z]+)+)$/;
const FILE = /\.(toml|json)$/;

interface Row {
  section: string;
  promise: string;
  how: string;
  state: string | undefined;
  triedBy: string;
}

function rowsOf(markdown: string): Row[] {
  return markdown.split(/^## /m).flatMap((part) => {
    const section = part.split("\n", 1)[0] ?? "";
    const lines = part.split("\n").filter((line) => line.startsWith("|") && !/^\|( promise |---)/.test(line));
    return lines.map((line) => {
      const [, promise = "", how = "", triedBy = "", ...rest] = line.split("|").map((cell) => cell.trim());
      expect(rest, line).toEqual([""]);
      return { section, promise, how, state: STATES.exec(how)?.[1], triedBy };
    });
  });
}

const rows = rowsOf(readFileSync(path.join(ROOT, "docs/promises.md"), "utf8"));
const works = rows.filter(({ state }) => state === "works");
const codeIn = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code);

test("every row says how its promise stands, and what is not there names no test", () => {
  expect(rows.length).toBeGreaterThan(200);
  expect(rows.filter(({ promise, state }) => promise === "" || state === undefined)).toEqual([]);
  expect(rows.filter(({ state, how }) => state === "replaced by" && !/ because \S/.test(how))).toEqual([]);
  expect(rows.filter(({ state, triedBy }) => state === "left out because" && triedBy !== "")).toEqual([]);
});

test("every file that is named is there", () => {
  const named = rows.flatMap(({ how, triedBy }) => [
    ...(triedBy === "" ? [] : [triedBy]),
    ...[...how.matchAll(/\b(?:deploy|docs|e2e|lib|plugin)\/[\w./-]*\w/g)].map(([file]) => file),
  ]);
  expect(rows.filter(({ triedBy }) => !/^$|\.(spec|test)\.ts$/.test(triedBy))).toEqual([]);
  expect([...new Set(named)].filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
});

test("every setting and variable that works, or took another's place, is declared", () => {
  const declared = Object.values<ConfigKey>(CONFIG_KEYS);
  const names = new Set(declared.flatMap(({ toml, env, older = [] }) => [toml, ...env, ...older]));
  const promised = works.filter(({ section }) => SETTINGS.test(section)).flatMap(({ promise }) => codeIn(promise));
  expect(promised.length).toBeGreaterThan(35);
  const told = rows.flatMap(({ how }) => codeIn(how)).filter((code) => NAME.test(code) && !FILE.test(code));
  expect([...promised, ...told].filter((name) => !names.has(name) && !NO_SETTING.includes(name))).toEqual([]);
});

test("every command that works, or took another's place, is there with its options", () => {
  const program = makeProgram(SPECS);
  const named = [...works.flatMap(({ promise }) => codeIn(promise)), ...rows.flatMap(({ how }) => codeIn(how))];
  const commands = named.filter((code) => code.startsWith("turbo "));
  expect(commands.length).toBeGreaterThan(60);
  expect(commands.filter((line) => !isThere(program, line.split(" ").slice(1)))).toEqual([]);
});

/** Are these words a command, with words for its arguments and options of its own? */
function isThere(command: Command, [first = "", ...rest]: string[]): boolean {
  const named = command.commands.find((one) => one.name() === first || one.aliases().includes(first));
  if (named) return isThere(named, rest);
  const isGroup = command.commands.length > 0;
  const options = [first, ...rest].filter((word) => word.startsWith("--"));
  if (isGroup && first !== "") return false;
  if (first !== "" && !first.startsWith("--") && command.registeredArguments.length === 0) return false;
  return options.every((name) => command.options.some(({ long }) => long === name));
}
