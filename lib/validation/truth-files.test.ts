import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readTruth } from "./truth-files.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "turbo-truth-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function read(files: Record<string, string | Buffer>) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return readTruth(folder, folder);
}

const YAML = `family: app
entries:
  - name: Turbo Board
    kind: component
    aliases: [Boards, { text: Kanban, status: deprecated }]
    replaced_by: view
  - { slug: view, name: View, cases: any, common: true }
`;

test("YAML, JSON and CSV say the same, and each entry knows where it stands.", () => {
  const { entries, problems } = read({ "names.yaml": YAML });
  expect(problems).toEqual([]);
  expect(entries).toMatchObject([
    {
      family: "app",
      slug: "turbo-board",
      kind: "component",
      status: "preferred",
      cases: "exact",
      common: false,
      aliases: [
        { text: "Boards", status: "admitted" },
        { text: "Kanban", status: "deprecated" },
      ],
      replacedBy: "view",
      source: "names.yaml:3",
    },
    { slug: "view", kind: "term", cases: "any", common: true, source: "names.yaml:7" },
  ]);
  rmSync(path.join(folder, "names.yaml"));
  const json = `[
  {"name": "Turbo Board", "kind": "component", "replaced_by": "view",
   "aliases": ["Boards", {"text": "Kanban", "status": "deprecated"}]},
  {"slug": "view", "name": "View", "cases": "any", "common": true}]`;
  const csv = `name,slug,kind,aliases,replaced_by,cases,common
Turbo Board,,component,Boards|Kanban=deprecated,view,,
View,view,,,,any,yes
`;
  const plain = (given: typeof entries) => given.map(({ source, family, ...rest }) => rest);
  const others = read({ "below/app.json": json, "csv.csv": csv });
  expect(others.problems).toEqual([]);
  expect(plain(others.entries)).toEqual([...plain(entries), ...plain(entries)]);
  expect(others.entries.map(({ family, source }) => `${family} ${source}`)).toEqual([
    "app below/app.json:2",
    "app below/app.json:4",
    "csv csv.csv:2",
    "csv csv.csv:3",
  ]);
});

test.each([
  ["cut off", "a.yaml", "- name: A\n  aliases: [b\n", "a.yaml:3"],
  ["without an entry", "a.json", "[]", "a.json:1"],
  ["no list", "a.yaml", "name: A\n", "a.yaml:1"],
  ["with a field that there is not", "a.yaml", "- name: A\n  alias: [b]\n", "a.yaml:2"],
  ["with a kind that there is not", "a.yaml", "- name: A\n\n  kind: thing\n", "a.yaml:3"],
  ["with a nameless entry", "a.yaml", "- name: A\n- kind: term\n", "a.yaml:2"],
  ["with a name that is none", "a.yaml", "- name: [A]\n", "a.yaml:1"],
  ["with an entry that stands twice", "a.yaml", "- name: A b\n- name: a-b\n", "a.yaml:2"],
  ["with a line of CSV that is short", "a.csv", "name,kind\nA\n", "a.csv:2"],
  ["with a quote that nothing closes", "a.csv", 'name\n"A\n', "a.csv:2"],
  ["two documents", "a.yaml", "- name: A\n---\n- name: B\n", "a.yaml:2"],
  [
    "full of references to itself",
    "a.yaml",
    `- name: A\n  aliases: &a [x, y]\n  flag: [${"*a, ".repeat(50)}]\n`,
    "a.yaml:3",
  ],
  ["nested without end", "a.yaml", "[".repeat(5000), "a.yaml:1"],
  ["not UTF-8", "a.csv", Buffer.from([0x6e, 0xff]), "a.csv:1"],
])("A file that is %s is told by its place, and not taken for truth.", (_, name, text, place) => {
  expect(read({ [name]: text }).problems.map((problem) => problem.place)).toEqual([place]);
});

test("A file says what holds of its family, of what goes together, and of an entry's versions and facts.", () => {
  const yaml = `family: app
version: 2.1
required: [product]
form: "APP_[A-Z]+"
forbidden: [{ pattern: simply, message: Say how., cases: any }]
combinations: [{ when: [board], requires: [view], reason: It is shown there. }]
entries:
  - name: Board
    since: "2.0"
    zones: text
    facts: [{ name: port, value: 4140, stated: 'port (\\d+)' }]
  - name: View
`;
  const { entries, families, combinations, problems } = read({ "app.yaml": yaml });
  expect(problems).toEqual([]);
  expect(entries[0]).toMatchObject({
    ...{ since: "2.0", until: null, zones: "text" },
    facts: [{ name: "port", value: "4140", stated: "port (\\d+)" }],
  });
  expect(families).toEqual([
    {
      ...{ slug: "app", version: "2.1", required: ["product"], declared: null, form: "APP_[A-Z]+" },
      forbidden: [{ pattern: "simply", message: "Say how.", cases: "any" }],
    },
  ]);
  expect(combinations).toEqual([
    { family: "app", when: ["board"], requires: ["view"], forbids: [], reason: "It is shown there." },
  ]);
});

test("What a family has not, and what is no list of records, is told with its line.", () => {
  const wrong = (text: string) => read({ "app.yaml": `${text}\nentries: [{ name: View }]\n` }).problems;
  expect(wrong("forbiden: []")).toEqual([
    { place: "app.yaml:1", message: "A family has no “forbiden”. Did you mean forbidden?" },
  ]);
  expect(wrong("forbidden: [simply]")[0]?.message).toBe(
    "forbidden has to be a list of records that each have pattern, message, and may have cases.",
  );
  expect(read({ "app.yaml": "- { name: View, facts: [port] }\n" }).problems[0]).toEqual({
    place: "app.yaml:1",
    message: "facts has to be a list of records that each have name, value, stated.",
  });
});
