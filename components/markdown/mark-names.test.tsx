import { array, assert, constantFrom, property } from "fast-check";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { WorkspaceProvider } from "#components/shell/workspace";
import { namedIn } from "#lib/domain/references/named-in";
import { HOSTILE_TEXTS } from "#lib/testing/hostile-text";
import { processorTime } from "#lib/testing/processor-time";
import { ClientMarkdown } from "./client-markdown.tsx";

const HOSTS = ["plan.example", "localhost:3000"];
const WORKSPACE = {
  me: { id: "1", handle: "ada", name: "Ada" },
  projects: [],
  mayWrite: true,
  mayMakeProjects: true,
  hosts: HOSTS,
};

/** What the page shows as names. */
function shown(source: string): string[] {
  const html = renderToString(
    <WorkspaceProvider value={WORKSPACE}>
      <ClientMarkdown source={source} projects={["DEP", "TUR", "WORDDEP"]} />
    </WorkspaceProvider>,
  );
  const keys = [...html.matchAll(/href="\/(?:issues|documents|decisions|milestones|initiatives)\/([^"]+)"/g)];
  const people = [...html.matchAll(/<bdi[^>]*>@([^<]+)<\/bdi>/g)];
  return named([...keys, ...people].map(([, name = ""]) => name.toLowerCase()));
}

/** What the server keeps as named. */
function kept(source: string): string[] {
  const { keys, handles } = namedIn([source], HOSTS);
  return named([...keys, ...handles].map((name) => name.toLowerCase()));
}

const named = (names: string[]) => [...new Set(names)].sort();

const CASES: [text: string, names: string[]][] = [
  ["你好@ann，谢谢", ["ann"]],
  ["请看DEP-1。", ["dep-1"]],
  ["请看 DEP-1、DEP-2和DEP-DOC3！", ["dep-1", "dep-2", "dep-doc3"]],
  ["ありがとう@ann。", ["ann"]],
  ["Смотри DEP-1и @annи", ["ann", "dep-1"]],
  ["_DEP-1_ and __DEP-2__ and _@ann_", ["ann", "dep-1", "dep-2"]],
  ["**DEP-1**, *@ann*, ~~DEP-2~~, ***DEP-3***", ["ann", "dep-1", "dep-2", "dep-3"]],
  ["_See DEP-1_ and *DEP-2_x*", ["dep-1"]],
  ["DEP-1/DEP-2/#DEP-3 and @ann/@ben", ["ann", "ben", "dep-1", "dep-2", "dep-3"]],
  ["(DEP-1) [DEP-2] {DEP-3} “DEP-4” 'DEP-5' <DEP-6>", ["dep-1", "dep-2", "dep-3", "dep-4", "dep-5"]],
  ["#DEP-1 #dep-2 Dep-3", ["dep-1", "dep-2", "dep-3"]],
  ["DEC-7 dec-8 I-3 TUR-MS2 tur-doc4 TUR-DEC5", ["dec-7", "dec-8", "i-3", "tur-dec5", "tur-doc4", "tur-ms2"]],
  ["On Dec-7 at DEP-0 or DEP-01 or DEP-1234567890", []],
  ["DEP-1. DEP-2, DEP-3: DEP-4; DEP-5! DEP-6? DEP-7… DEP-8—", named(Array.from("12345678", (n) => `dep-${n}`))],
  ["2DEP-1 DEP-1x DEP-1-b DEP-1_b a_DEP-1 a-DEP-1 éDEP-1 DEP-1é _DEP-1", []],
  ["src/DEP-1 ./DEP-1.md DEP-1.md v.DEP-1", []],
  ["DEP-1/fix-the-login", ["dep-1"]],
  ["@ann, @Ben. @cy! (@dee) @e.f: @ann's", ["ann", "ben", "cy", "dee", "e.f"]],
  ["@ann/core, @types/node, ~/@ann/x, a@ann.example, ann@ben, @@ann, @ann@social.example, -@ann, x_@ann", []],
  ["Mail <ann@dep.example> or mailto:ann@dep.example", []],
  ["`@ann DEP-1` ``a ` DEP-2`` `DEP-3\nDEP-4`", []],
  ["` DEP-1 and ``DEP-2", ["dep-1", "dep-2"]],
  ["```\nDEP-1\n```\n~~~ts\n@ann\n```\nDEP-2\n~~~\nDEP-3", ["dep-3"]],
  ["> ```\n> DEP-1\n\nDEP-2", ["dep-2"]],
  ["- a\n  ```\n  DEP-1\n  ```\n  DEP-2\n\n      DEP-3", ["dep-2"]],
  ["Text\n\n    DEP-1\n\n\tDEP-2\n\nDEP-3\n    DEP-4", ["dep-3", "dep-4"]],
  ["1. One\n\n   DEP-1\n\n       DEP-2\n\n2. @ann", ["ann", "dep-1"]],
  ["```never ends\nDEP-1\n\n@ann", []],
  ["\\@ann \\DEP-1 DEP\\-2 \\#DEP-3 \\_DEP-4\\_", ["dep-1", "dep-3"]],
  ["\\@ann @ann", ["ann"]],
  ["<!-- @ann DEP-1 --> DEP-2\n\n<!-- \n\n@ben\n\n--> DEP-3", ["dep-2", "dep-3"]],
  ["<!-- never ends\n\nDEP-1", []],
  ["<b>@ann</b> <a href='DEP-1'>DEP-2</a>\n\n<div title=\"DEP-3\">\nDEP-4\n</div>", ["ann", "dep-2", "dep-4"]],
  ["[DEP-1](https://x.example/DEP-2) ![DEP-3](DEP-4.png) [a](b 'DEP-5')", []],
  ["[DEP-1][x] [x] [DEP-2][y] [z]\n\n[x]: https://x.example/DEP-3", ["dep-2"]],
  ["https://x.example/issues/DEP-1 www.x.example/DEP-2 <https://x.example/DEP-3>", []],
  ["https://plan.example/issues/DEP-1 and http://localhost:3000/documents/tur-doc2?x#y.", ["dep-1", "tur-doc2"]],
  ["看https://plan.example/issues/DEP-1。谢谢 <http://PLAN.example/decisions/DEC-2>", ["dec-2", "dep-1"]],
  [
    "[the issue](https://plan.example/issues/DEP-1) [this](/issues/DEP-2) [that][r]\n\n[r]: /initiatives/I-3",
    ["dep-1", "dep-2", "i-3"],
  ],
  ["https://plan.example/issues/DEP-1-x https://plan.example/documents/DEP-1 https://plan.example/x/DEP-1", []],
  ["`https://plan.example/issues/DEP-1` ![x](https://plan.example/issues/DEP-2)", []],
  ["# DEP-1\n\nDEP-2\n=====\n\n| DEP-3 | `DEP-4` |\n| --- | --- |\n| @ann | b |", ["ann", "dep-1", "dep-2", "dep-3"]],
  ["- [ ] DEP-1\n- [x] @ann\n  - DEP-2\n\n> DEP-3\nDEP-4", ["ann", "dep-1", "dep-2", "dep-3", "dep-4"]],
  ["Note[^1]\n\n[^1]: See DEP-1\n\n    and @ann", ["ann", "dep-1"]],
  ["مرحبا @ann انظر DEP-1؟", ["ann", "dep-1"]],
  ["&amp; DEP-1 &amp; DEP-2", ["dep-1", "dep-2"]],
];

test.each(CASES)("%j names the same for the server and on the page", (text, names) => {
  expect(kept(text)).toEqual(names);
  expect(shown(text)).toEqual(names);
});

test.each(HOSTILE_TEXTS)("names are read at once from %s", (_, text) => {
  expect(processorTime(() => namedIn([text], HOSTS))).toBeLessThan(3000);
});

const PIECES = [
  ..."\n\n  *_`~[]()<>!#-\\:|\t".split(""),
  ...[
    "\n\n",
    "    ",
    "```",
    "~~~",
    "- ",
    "1. ",
    "> ",
    "**",
    "](",
    "<!--",
    "-->",
    "<b>",
    "&amp;",
    "[a]: b\n",
    "![",
    "===\n",
  ],
  ...["DEP-1", "DEP-2", "@ann", "@ben", "word", "谢谢", "/", ".", "https://x.example/DEP-3"],
];

test("whatever a text is made of, it names the same for the server and on the page", () => {
  const texts = array(constantFrom(...PIECES), { maxLength: 24 }).map((pieces) => pieces.join(""));
  assert(
    property(texts, (text) => {
      expect(shown(text)).toEqual(kept(text));
    }),
    { numRuns: 600, seed: 7 },
  );
});
