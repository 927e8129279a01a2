import { expect, test } from "vitest";
import { checkText } from "./check.ts";
import { applyEdits } from "./edits.ts";
import { englishWords } from "./english.ts";
import { compileTruth } from "./truth.ts";
import { EXAMPLE_ENTRIES } from "./truth-examples.ts";

const truth = compileTruth(EXAMPLE_ENTRIES, { words: await englishWords() });
const found = (text: string) => checkText(text, {}, { truth }).filter(({ rule }) => rule.startsWith("truth/"));

test("edits of names are made once, and change nothing in code, addresses and line ends", () => {
  const text = (reader: string, tovik: string) =>
    `\uFEFFUse ${reader}.\r\n\r\n\`ZX Reader\` [here](https://a.example/ZX-Reader)\r\n<https://a.example/tovik>\r\n${tovik}`;
  const wrong = text("ZX Reader and the plugin zorvex reader", "Tovik");
  const { text: mended } = applyEdits(
    wrong,
    found(wrong).flatMap(({ edit }) => edit ?? []),
  );
  expect(mended).toBe(text("Zorvex Reader and the plugin Zorvex Reader", "Kelmar Writer"));
  expect(found(mended).filter(({ edit }) => edit)).toEqual([]);
});

test("a finding says how sure it is, and from which entry it follows", () => {
  const [one] = found("The plugin ZX Reader.");
  expect(one).toMatchObject({ rule: "truth/deprecated_name", entry: "acme/zorvex" });
  expect(one?.confidence).toBeGreaterThan(0.9);
});

test("a common word is a name only where something says so, and short ones are never slips", () => {
  expect(found("Take a rest. Rest is good.")).toEqual([]);
  expect(found("Tovk is no slip of what was removed, and Tovikk neither.")).toEqual([]);
});

test("a name that another script writes its endings to is no slip, nor is the first part of doesn't", () => {
  const text = "Tovikker doesn't matter, doesn’t it?";
  const near = compileTruth([
    ...EXAMPLE_ENTRIES,
    { ...EXAMPLE_ENTRIES[0], slug: "doesm", name: "Doesm", aliases: [] } as never,
  ]);
  expect(
    checkText(text, {}, { truth: { ...near, words: truth.words } }).filter(({ rule }) => rule.startsWith("truth/")),
  ).toEqual([]);
  expect(found("Zorvex\uC758 Reader, 이 Tovik의")).toEqual([]);
});

test("without general words nothing is held for a slip", () => {
  const bare = compileTruth(EXAMPLE_ENTRIES);
  expect(checkText("The Zorvex Raeder", {}, { truth: bare }).filter(({ rule }) => rule === "truth/near_name")).toEqual(
    [],
  );
  expect(found("The Zorvex Raeder").map(({ rule }) => rule)).toEqual(["truth/near_name"]);
});
