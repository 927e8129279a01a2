import { type Name, NameIndex } from "./names.ts";
import { NearWords } from "./near-words.ts";
import { safePattern } from "./patterns.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { humpsOf, wordsIn } from "./words.ts";

export type TruthKind = "component" | "plugin" | "api" | "command" | "option" | "environment" | "decision" | "term";
export type NameStatus = "proposed" | "preferred" | "admitted" | "deprecated" | "removed" | "not_a_term";

export interface TruthAlias {
  text: string;
  status: NameStatus;
}

/** Something that documents state of an entry. */
export interface TruthFact {
  name: string;
  value: string;
  /** A pattern whose first group is the value as a text states it: `default port (?:is|of) (\d+)`. */
  stated: string;
}

/** Something that has a name, and what holds of it. */
export interface TruthEntry {
  family: string;
  slug: string;
  kind: TruthKind;
  name: string;
  status: NameStatus;
  aliases: readonly TruthAlias[];
  /** Slug of the entry, of the same family, that is meant today. */
  replacedBy: string | null;
  /** Slugs of entries of the same family that it needs. */
  dependencies: readonly string[];
  /** `exact`: only as it is written; `any`: cases do not matter, as in a sentence's beginning. */
  cases: "exact" | "any";
  /** Is its name also a common word, so that something around it has to say that it is meant? */
  common: boolean;
  examples: { flag: readonly string[]; pass: readonly string[] };
  /** Where it was read, for people. */
  source: string | null;
  /** The first and the last version of the family that has it; always where absent. */
  since?: string | null;
  until?: string | null;
  facts?: readonly TruthFact[];
  /** Where it is meant by its name: in code alone, in text alone, or in both, which holds where absent. */
  zones?: "any" | "code" | "text";
}

export interface ForbiddenPattern {
  pattern: string;
  /** Why, and what to write: a sentence. */
  message: string;
  cases?: "exact" | "any";
}

/** What holds of all entries of a family, and of the texts about them. */
export interface TruthFamily {
  slug: string;
  /** What texts are about that name no version. */
  version?: string | null;
  /** Fields that the front matter of a text has which uses one of its entries. */
  required?: readonly string[];
  /** The field of front matter that lists what a text uses. */
  declared?: string | null;
  /** The form of its names, where no others have it: `TURBO_[A-Z_]+`. Whatever has it and is no name is unknown. */
  form?: string | null;
  forbidden?: readonly ForbiddenPattern[];
}

/** What has to stand, or must not stand, beside entries of a family that a text uses together. */
export interface Combination {
  family: string;
  /** Slugs of those that make it hold. */
  when: readonly string[];
  requires: readonly string[];
  forbids: readonly string[];
  /** Why: a sentence. */
  reason: string;
}

/** All that is true, as it was given. */
export interface GivenTruth {
  entries: readonly TruthEntry[];
  families: readonly TruthFamily[];
  combinations: readonly Combination[];
}

/** What else is true, beside the entries. */
export interface TruthRest {
  families?: readonly TruthFamily[];
  combinations?: readonly Combination[];
  /** General words. Where they are not given, nothing is held for a slip in a name. */
  words?: Vocabulary | null;
}

/** One way to write an entry's name. */
export interface TruthName extends Name {
  status: NameStatus;
}

/** Truth as texts are checked against it. */
export interface Truth {
  entries: readonly TruthEntry[];
  index: NameIndex<TruthName>;
  names: readonly TruthName[];
  /** Words of its names, to find slips by. */
  near: NearWords;
  words: Vocabulary | null;
  families: ReadonlyMap<string, TruthFamily>;
  combinations: readonly Combination[];
  /** Places of entries by `family/slug`. */
  places: ReadonlyMap<string, number>;
  /** Patterns of families and facts by their source; those that cannot be run are left out. */
  patterns: ReadonlyMap<string, RegExp>;
}

export function nameOf({ family, slug }: Pick<TruthEntry, "family" | "slug">): string {
  return `${family}/${slug}`;
}

export function namesOf(entry: TruthEntry, place: number): TruthName[] {
  return [{ text: entry.name, status: entry.status }, ...entry.aliases].map((name) => ({ ...name, entry: place }));
}

/** Does a name of this status stand for what is meant today? */
export function holds(status: NameStatus): boolean {
  return status === "preferred" || status === "admitted" || status === "proposed";
}

/** Makes truth ready to check texts against. Throws nothing: what is wrong with it `truthProblems` says. */
export function compileTruth(
  entries: readonly TruthEntry[],
  { families = [], combinations = [], words = null }: TruthRest = {},
): Truth {
  const names = entries.flatMap(namesOf);
  let near: NearWords | null = null;
  return {
    entries,
    names,
    index: new NameIndex(names),
    get near() {
      near ??= new NearWords(wordsOf(names));
      return near;
    },
    words,
    families: new Map(families.map((family) => [family.slug, family])),
    combinations,
    places: new Map(entries.map((entry, place) => [nameOf(entry), place])),
    patterns: new Map(
      patternsOf(entries, families).flatMap(({ key, pattern }) =>
        typeof pattern === "string" ? [] : [[key, pattern]],
      ),
    ),
  };
}

/** What is meant today instead of an entry that is replaced; null where truth does not say. */
export function replacementOf({ entries, places }: Truth, place: number): TruthEntry | null {
  const passed = new Set<number>();
  for (let at: number | undefined = place; at !== undefined && !passed.has(at); ) {
    passed.add(at);
    const entry: TruthEntry | undefined = entries[at];
    if (!entry) return null;
    if (at !== place && holds(entry.status)) return entry;
    at = entry.replacedBy === null ? undefined : places.get(`${entry.family}/${entry.replacedBy}`);
  }
  return null;
}

/** The words of names that stand for something today. */
function wordsOf(names: readonly TruthName[]): Set<string> {
  const words = new Set<string>();
  for (const { text, status } of names) {
    if (!holds(status) && status !== "deprecated") continue;
    const own = wordsIn(text, 0, text.length);
    for (const word of own) {
      words.add(word.folded);
      for (const part of humpsOf(text, word)) words.add(part.folded);
    }
    if (own.length > 1) words.add(own.map(({ folded }) => folded).join(""));
  }
  return words;
}

/** Every pattern that people gave, by what it is kept under; a sentence where it cannot be run. */
export function patternsOf(
  entries: readonly TruthEntry[],
  families: readonly TruthFamily[],
): { owner: string; source: string; key: string; pattern: RegExp | string }[] {
  const given = [
    ...entries.flatMap((entry) =>
      (entry.facts ?? []).map(({ stated }) => ({ owner: nameOf(entry), source: stated, flags: "i" })),
    ),
    ...families.flatMap(({ slug, form, forbidden = [] }) => [
      ...(form ? [{ owner: slug, source: form, flags: "" }] : []),
      ...forbidden.map(({ pattern, cases }) => ({ owner: slug, source: pattern, flags: flagsOf(cases) })),
    ]),
  ];
  return given.map(({ owner, source, flags }) => ({
    owner,
    source,
    key: patternKey(source, flags),
    pattern: safePattern(source, flags),
  }));
}

export const flagsOf = (cases: ForbiddenPattern["cases"]) => (cases === "any" ? "i" : "");
export const patternKey = (source: string, flags: string) => `${flags}/${source}`;
