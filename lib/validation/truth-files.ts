import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { type Document, isMap, isScalar, isSeq, LineCounter, type Node } from "yaml";
import { csvRows } from "#lib/core/csv-rows";
import { likeliest } from "#lib/core/likeliest";
import { composeYaml } from "#lib/core/read-yaml";
import { readUtf8 } from "#lib/core/utf8";
import type { Combination, NameStatus, TruthAlias, TruthEntry, TruthFact, TruthFamily, TruthKind } from "./truth.ts";

/** What files hold of truth. Where there is a problem, what was read is not all of it. */
export interface ReadTruth {
  entries: TruthEntry[];
  /** What files say of their family as a whole. */
  families: TruthFamily[];
  combinations: Combination[];
  /** Files that were read. */
  files: string[];
  problems: TruthFlaw[];
}

/** What cannot be read as truth, and where. */
export interface TruthFlaw {
  /** `truth/names.yaml:12` */
  place: string;
  message: string;
}

const TRUTH_FILE = /\.(ya?ml|json|csv)$/i;
const KINDS: readonly TruthKind[] = [
  "component",
  "plugin",
  "api",
  "command",
  "option",
  "environment",
  "decision",
  "term",
];
const STATUSES: readonly NameStatus[] = ["proposed", "preferred", "admitted", "deprecated", "removed", "not_a_term"];
const CASES = ["exact", "any"] as const;
const ZONES = ["any", "code", "text"] as const;

/** A field of an entry as it stands in a file. */
interface Given {
  value: unknown;
  line: number;
}
type Fields = Map<string, Given>;

/** Reads the truth in a file, or in all files of a folder and of those below it. */
export function readTruth(place: string, cwd: string): ReadTruth {
  const read: ReadTruth = { entries: [], families: [], combinations: [], files: [], problems: [] };
  for (const file of truthFiles(place)) {
    const shown = path.relative(cwd, file).replaceAll(path.sep, "/");
    read.files.push(shown);
    readFile(file, shown, read);
  }
  return { ...read, problems: [...read.problems, ...repeated(read)] };
}

function truthFiles(place: string): string[] {
  if (!statSync(place).isDirectory()) return [place];
  return readdirSync(place, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && TRUTH_FILE.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

function readFile(file: string, shown: string, { entries, families, combinations, problems }: ReadTruth): void {
  const flaw = (line: number, message: string) => void problems.push({ place: `${shown}:${line}`, message });
  const read = readUtf8(readFileSync(file));
  if ("reason" in read) {
    flaw(1, `The file ${read.reason}.`);
    return;
  }
  const base = path.basename(file).replace(/\.\w+$/, "");
  const before = problems.length;
  const rest = (top: Fields, slug: string) => {
    const { family, combinations: together } = familyOf(top, slug, flaw);
    if (family) families.push(family);
    combinations.push(...together);
  };
  const records = /\.csv$/i.test(file) ? csvRecords(read.text, flaw) : yamlRecords(read.text, base, flaw, rest);
  const of = (records ?? []).map(({ fields, line, family }) =>
    entryOf(fields, { line, family: family ?? base, source: `${shown}:${line}` }, flaw),
  );
  entries.push(...of.filter((entry) => entry !== null));
  if (of.length === 0 && problems.length === before) flaw(1, "The file holds no entries, so it may have been cut off.");
}

type Flaw = (line: number, message: string) => void;
interface Found {
  fields: Fields;
  line: number;
  family: string | null;
}

/** A list of entries, or a record of a family with its `entries`. JSON is YAML as well. */
function yamlRecords(
  text: string,
  base: string,
  flaw: Flaw,
  rest: (top: Fields, family: string) => void,
): Found[] | null {
  const counter = new LineCounter();
  const [document, another] = composeYaml(text, counter) ?? [];
  if (!document) return wrong(flaw, 1, "The file is nested too deep.");
  const lineOf = (node: unknown) => counter.linePos((node as Node | null)?.range?.[0] ?? 0).line || 1;
  for (const { pos, message } of document.errors)
    flaw(counter.linePos(pos[0]).line, `${(message.split("\n")[0] ?? "").replace(/ at line.*|:$/g, "")}.`);
  if (document.errors.length > 0) return null;
  if (another) return wrong(flaw, lineOf(another), "A file holds one document, and here another one begins.");
  const top = document.contents;
  const list = isMap(top) ? top.get("entries", true) : top;
  const family = isMap(top) ? top.get("family") : null;
  if (!isSeq(list)) return wrong(flaw, lineOf(top), "The file is a list of entries, or has one under `entries`.");
  if (isMap(top)) {
    const fields: Fields = new Map();
    for (const { key, value } of top.items) {
      const name = String(key);
      if (name !== "family" && name !== "entries")
        fields.set(name, { value: plainValue(value, document), line: lineOf(key) });
    }
    rest(fields, family === null || family === undefined ? base : String(family));
  }
  return list.items.flatMap((item) => {
    if (!isMap(item)) return wrong(flaw, lineOf(item), "An entry is a record with at least a name.") ?? [];
    const fields: Fields = new Map();
    for (const { key, value } of item.items)
      fields.set(isScalar(key) ? String(key.value) : "", { value: plainValue(value, document), line: lineOf(key) });
    return [{ fields, line: lineOf(item), family: family === null || family === undefined ? null : String(family) }];
  });
}

/** A value without YAML's ways to write it; undefined where it refers to its own parts too often. */
function plainValue(node: unknown, document: Document): unknown {
  try {
    return (node as Node | null)?.toJS(document, { maxAliasCount: 20 }) ?? null;
  } catch (error) {
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
}

function wrong(flaw: Flaw, line: number, message: string): null {
  flaw(line, message);
  return null;
}

const LISTS = new Set(["aliases", "dependencies", "flag", "pass"]);

/** The first line names the fields; lists are divided by `|`, and an alias may say its status: `Old name=deprecated`. */
function csvRecords(text: string, flaw: Flaw): Found[] | null {
  const rows = csvRows(text);
  if ("openSince" in rows)
    return wrong(flaw, rows.openSince, "A quote is opened here that nothing closes as it should.");
  const [head, ...others] = rows;
  const names = head?.cells.map((cell) => cell.trim()) ?? [];
  return others.flatMap(({ line, cells }) => {
    if (cells.length !== names.length)
      return wrong(flaw, line, `The line has ${cells.length} cells, and the first one names ${names.length}.`) ?? [];
    const fields: Fields = new Map();
    for (const [at, name] of names.entries()) {
      const cell = cells[at]?.trim() ?? "";
      if (cell !== "") fields.set(name, { value: LISTS.has(name) ? listOf(name, cell) : cell, line });
    }
    return [{ fields, line, family: null }];
  });
}

function listOf(name: string, cell: string): unknown[] {
  const parts = cell.split("|").map((part) => part.trim());
  if (name !== "aliases") return parts;
  return parts.map((part) => {
    const [, text, status] = /^(.*)=(\w+)$/.exec(part) ?? [];
    return text === undefined ? part : { text: text.trim(), status };
  });
}

const FIELDS = [
  "family",
  "slug",
  "kind",
  "name",
  "status",
  "aliases",
  "replaced_by",
  "dependencies",
  "cases",
  "common",
  "flag",
  "pass",
  "since",
  "until",
  "zones",
  "facts",
] as const;

/** An entry from its fields, or null where one of them is not right, which is told. */
function entryOf(
  fields: Fields,
  { line, family, source }: { line: number; family: string; source: string },
  flaw: Flaw,
): TruthEntry | null {
  let fit = true;
  const refuse = (at: number, message: string) => {
    fit = false;
    flaw(at, message);
  };
  for (const [name, given] of fields) {
    if ((FIELDS as readonly string[]).includes(name)) continue;
    const meant = likeliest(name, FIELDS);
    refuse(
      given.line,
      `There is no field “${name}”.${meant ? ` Did you mean ${meant}?` : ` There are ${FIELDS.join(", ")}.`}`,
    );
  }
  const text = (name: string): string | null => {
    const given = fields.get(name);
    if (given === undefined || given.value === null || given.value === "") return null;
    if (typeof given.value === "string") return given.value;
    if (typeof given.value === "number") return String(given.value);
    refuse(given.line, `${name} has to be text.`);
    return null;
  };
  const choice = <Choice extends string>(name: string, choices: readonly Choice[], usual: Choice): Choice => {
    const given = text(name);
    if (given === null || (choices as readonly string[]).includes(given)) return (given as Choice | null) ?? usual;
    const meant = likeliest(given, choices);
    refuse(
      fields.get(name)?.line ?? line,
      `“${given}” is no ${name}.${meant ? ` Did you mean ${meant}?` : ` Choose from ${choices.join(", ")}.`}`,
    );
    return usual;
  };
  const texts = (name: string): string[] => {
    const given = fields.get(name);
    if (given === undefined || given.value === null) return [];
    if (Array.isArray(given.value) && given.value.every((one) => typeof one === "string")) return given.value;
    refuse(given.line, `${name} has to be a list of texts.`);
    return [];
  };
  const name = text("name");
  if (name === null && fit) refuse(line, "The entry has no name.");
  const status = choice("status", STATUSES, "preferred");
  const common = fields.get("common");
  if (common && typeof common.value !== "boolean" && !/^(true|false|yes|no)$/.test(String(common.value)))
    refuse(common.line, "common has to be true or false.");
  const entry: TruthEntry = {
    family: text("family") ?? family,
    slug: text("slug") ?? slugOf(name ?? ""),
    kind: choice("kind", KINDS, "term"),
    ...{ name: name ?? "", status, aliases: aliasesOf(fields.get("aliases"), refuse) },
    replacedBy: text("replaced_by"),
    dependencies: texts("dependencies"),
    cases: choice("cases", CASES, "exact"),
    common: /^(true|yes)$/.test(String(common?.value)),
    examples: { flag: texts("flag"), pass: texts("pass") },
    source,
    ...{ since: text("since"), until: text("until"), zones: choice("zones", ZONES, "any") },
    facts: factsOf(fields.get("facts"), refuse),
  };
  return fit ? entry : null;
}

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";
const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText);

/** Records of a list that have these fields and no others. */
function recordsOf<Name extends string>(
  given: Given | undefined,
  what: string,
  { needed, other = [] }: { needed: readonly Name[]; other?: readonly string[] },
  refuse: Flaw,
): Record<Name, unknown>[] {
  if (given === undefined || given.value === null) return [];
  const fits = (one: unknown): one is Record<Name, unknown> =>
    typeof one === "object" &&
    one !== null &&
    needed.every((name) => name in one) &&
    Object.keys(one).every((name) => (needed as readonly string[]).includes(name) || other.includes(name));
  if (Array.isArray(given.value) && given.value.every(fits)) return given.value;
  const may = other.length === 0 ? "" : `, and may have ${other.join(", ")}`;
  refuse(given.line, `${what} has to be a list of records that each have ${needed.join(", ")}${may}.`);
  return [];
}

function factsOf(given: Given | undefined, refuse: Flaw): TruthFact[] {
  return recordsOf(given, "facts", { needed: ["name", "value", "stated"] }, refuse).map(({ name, value, stated }) => ({
    ...{ name: String(name), value: String(value), stated: String(stated) },
  }));
}

const OF_FAMILY = ["version", "required", "declared", "form", "forbidden", "combinations"] as const;

/** What a file says of its family beside the entries. */
function familyOf(
  fields: Fields,
  slug: string,
  flaw: Flaw,
): { family: TruthFamily | null; combinations: Combination[] } {
  for (const [name, { line }] of fields) {
    if ((OF_FAMILY as readonly string[]).includes(name)) continue;
    const known = ["family", "entries", ...OF_FAMILY];
    const meant = likeliest(name, known);
    flaw(line, `A family has no “${name}”.${meant ? ` Did you mean ${meant}?` : ` It has ${known.join(", ")}.`}`);
  }
  const text = (name: string): string | null => {
    const { value = null, line = 1 } = fields.get(name) ?? {};
    if (value === null || isText(value) || typeof value === "number") return value === null ? null : String(value);
    flaw(line, `${name} has to be text.`);
    return null;
  };
  const texts = (value: unknown, name: string, line: number): string[] => {
    if (value === undefined || value === null) return [];
    if (isTexts(value)) return value;
    flaw(line, `${name} has to be a list of texts.`);
    return [];
  };
  const required = fields.get("required");
  const forbidden = recordsOf(
    fields.get("forbidden"),
    "forbidden",
    { needed: ["pattern", "message"], other: ["cases"] },
    flaw,
  ).map(({ pattern, message, ...one }) => ({
    ...{ pattern: String(pattern), message: String(message) },
    cases: "cases" in one && one.cases === "any" ? ("any" as const) : ("exact" as const),
  }));
  const together = fields.get("combinations");
  const combinations = recordsOf(
    together,
    "combinations",
    { needed: ["when", "reason"], other: ["requires", "forbids"] },
    flaw,
  ).map((one) => {
    const { when, reason, requires, forbids } = one as Record<string, unknown>;
    const list = (value: unknown, name: string) => texts(value, `combinations: ${name}`, together?.line ?? 1);
    return {
      ...{ family: slug, reason: String(reason), when: list(when, "when") },
      ...{ requires: list(requires, "requires"), forbids: list(forbids, "forbids") },
    };
  });
  const family = {
    ...{ slug, version: text("version"), required: texts(required?.value, "required", required?.line ?? 1) },
    ...{ declared: text("declared"), form: text("form"), forbidden },
  };
  const says = OF_FAMILY.some((name) => name !== "combinations" && fields.has(name));
  return { family: says ? family : null, combinations };
}

function aliasesOf(given: Given | undefined, refuse: Flaw): TruthAlias[] {
  if (given === undefined || given.value === null) return [];
  if (!Array.isArray(given.value)) {
    refuse(given.line, "aliases has to be a list.");
    return [];
  }
  return given.value.flatMap((one: unknown): TruthAlias[] => {
    if (typeof one === "string") return [{ text: one, status: "admitted" }];
    const { text, status = "admitted", ...others } = (one ?? {}) as Record<string, unknown>;
    if (typeof text === "string" && STATUSES.includes(status as NameStatus) && Object.keys(others).length === 0)
      return [{ text, status: status as NameStatus }];
    refuse(given.line, `An alias is a text, or has text and status, which is one of ${STATUSES.join(", ")}.`);
    return [];
  });
}

const slugOf = (name: string) =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "");

/** Entries, and what is said of a family, that stand twice. */
function repeated({ entries, families }: Pick<ReadTruth, "entries" | "families">): TruthFlaw[] {
  const first = new Map<string, TruthEntry>();
  const twice = families.filter(({ slug }, at) => families.findIndex((one) => one.slug === slug) !== at);
  return [
    ...twice.map(({ slug }) => ({ place: slug, message: "Two files say what holds of the family. Say it in one." })),
    ...entries.flatMap((entry) => {
      const key = `${entry.family}/${entry.slug}`;
      const before = first.get(key);
      if (!before) first.set(key, entry);
      const message = `${key} stands at ${before?.source} already. Give one of them another slug.`;
      return before ? [{ place: entry.source ?? "", message }] : [];
    }),
  ];
}
