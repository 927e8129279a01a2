import { checkText } from "./check.ts";
import { meantOn, slipsOn } from "./mentions.ts";
import { compileTruth, nameOf, type Truth, type TruthEntry } from "./truth.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { scan } from "./zones.ts";

/** How names are written that are planted in texts. */
export type Variant = "exact" | "case" | "separator" | "alias" | "edit";

interface Planted {
  text: string;
  start: number;
  end: number;
  entry: number;
  variant: Variant;
}

export interface Share {
  planted: number;
  precision: number;
  recall: number;
  /** Share of what was found whose offsets are those of what was planted. */
  offsets: number;
}

/** The same numbers from 0 for the same seed (mulberry32). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

const GENERAL =
  "Image Archive Table Report Mail Chart Style Cache Editor Layout Filter Search Stream Token Route".split(" ");
const WORK = "Loader Writer Reader Merger Parser Viewer Builder Exporter Importer Converter Splitter Signer".split(" ");
const SENTENCES = [
  (name: string) => `To begin, install ${name} and open the settings of the project.`,
  (name: string) => `The plugin ${name} reads all files of the folder and keeps their order.`,
  (name: string) => `Pages that were made with ${name} are shown in the list below.`,
  (name: string) => `- First set up ${name}, then restart the server`,
  (name: string) => `> Teams that use ${name} save an hour each week.`,
];

/** Entries with names as products have them: invented ones, and some that are made of general words. */
export function someEntries(many: number, seed: number): TruthEntry[] {
  const below = numbers(seed);
  const pick = (list: readonly string[] | string) => list[below(list.length)] ?? "";
  const invented = () => {
    const parts = Array.from({ length: 3 + below(2) }, () => pick("bdfgklmnprstvz") + pick("aeiou"));
    const word = parts.join("") + pick("klmnrstx");
    return word[0]?.toUpperCase() + word.slice(1);
  };
  const names = new Set<string>();
  while (names.size < many) {
    const kind = below(10);
    if (kind < 3) names.add(invented());
    else if (kind < 6) names.add(`${invented()} ${pick(WORK)}`);
    else if (kind < 8) names.add(invented() + pick(WORK));
    else names.add(`${pick(GENERAL)} ${invented()} ${pick(WORK)}`);
  }
  return [...names].map((name, place) => ({
    ...{ family: "acme", slug: `entry-${place}`, kind: "plugin", name, status: "preferred" },
    ...{ aliases: [{ text: `${invented()}${place}`, status: "deprecated" }], replacedBy: null, dependencies: [] },
    ...{ cases: "exact", common: false, examples: { flag: [], pass: [] }, source: null },
  }));
}

function variantOf(entry: TruthEntry, variant: Variant, below: (most: number) => number): string | null {
  const { name } = entry;
  if (variant === "exact") return name;
  if (variant === "alias") return entry.aliases[0]?.text ?? null;
  if (variant === "case") return below(2) === 0 ? name.toLowerCase() : name.toUpperCase();
  if (variant === "separator")
    return /[ ]/.test(name) ? name.replaceAll(" ", ["-", "_", "", "."][below(4)] ?? "-") : null;
  const word = [...name.matchAll(/[A-Za-z]{5,}/g)].at(-1);
  if (!word) return null;
  const at = word.index + 1 + below(word[0].length - 1);
  const letter = "abcdefghijklmnoprstuvwz"[below(23)] ?? "e";
  const [before, own, after] = [name.slice(0, at), name[at] ?? "", name.slice(at + 1)];
  const swapped = before.slice(0, -1) + own + before.slice(-1) + after;
  const edited = [
    before + after,
    before + letter + own + after,
    before + letter + after,
    at > word.index + 1 ? swapped : before + after,
  ];
  const slip = edited[below(4)] ?? name;
  return slip.toLowerCase() === name.toLowerCase() ? null : slip;
}

/** How well names are found in texts in which they were planted, by how they are written there. */
export function evaluate(many: number, each: number, seed: number, words: Vocabulary): Record<Variant, Share> {
  const entries = someEntries(many, seed);
  const truth = compileTruth(entries, { words });
  const below = numbers(seed + 1);
  const shareOf = (variant: Variant): Share => {
    const planted: Planted[] = [];
    while (planted.length < each) {
      const entry = below(entries.length);
      const own = variantOf(entries[entry] as TruthEntry, variant, below);
      if (own === null || (variant === "edit" && truth.index.has(own.toLowerCase()))) continue;
      const text = `# Notes\n\n${SENTENCES[below(SENTENCES.length)]?.(own)}\n`;
      const start = text.indexOf(own);
      planted.push({ text, start, end: start + own.length, entry, variant });
    }
    let [right, said, exact] = [0, 0, 0];
    for (const { text, start, end, entry } of planted) {
      const found = namesFound(text, truth);
      said += found.length;
      const own = found.find(
        (one) => one.entry === nameOf(entries[entry] as TruthEntry) && one.start < end && one.end > start,
      );
      if (own) right++;
      if (own?.start === start && own.end === end) exact++;
    }
    return { planted: planted.length, precision: right / said, recall: right / planted.length, offsets: exact / right };
  };
  const variants = ["exact", "case", "separator", "alias", "edit"] as const;
  return Object.fromEntries(variants.map((variant) => [variant, shareOf(variant)])) as Record<Variant, Share>;
}

/** What is held for a name of truth: where it is written as it is by reading, else by what a rule says. */
function namesFound(text: string, truth: Truth): { start: number; end: number; entry: string }[] {
  const page = { ...scan(text), front: null, truth, plan: null };
  return [...meantOn(page), ...slipsOn(page)]
    .filter(({ confidence }) => confidence >= 0.5)
    .map(({ start, end, name }) => ({ start, end, entry: nameOf(truth.entries[name.entry] as TruthEntry) }));
}

/** What is said about names in texts in which none is. */
export function wrongIn(texts: readonly string[], many: number, seed: number, words: Vocabulary): string[] {
  const truth = compileTruth(someEntries(many, seed), { words });
  return texts.flatMap((text) =>
    checkText(text, {}, { truth })
      .filter(({ rule }) => rule.startsWith("truth/") && rule !== "truth/hidden_text")
      .map(({ start, end, message }) => `${text.slice(start, end)}: ${message}`),
  );
}
