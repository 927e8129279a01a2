import { type Name, NameIndex } from "./names.ts";
import { NearWords } from "./near-words.ts";
import { humpsOf, wordsIn } from "./words.ts";

export type TruthKind = "component" | "plugin" | "api" | "command" | "option" | "environment" | "decision" | "term";
export type NameStatus = "proposed" | "preferred" | "admitted" | "deprecated" | "removed" | "not_a_term";

export interface TruthAlias {
  text: string;
  status: NameStatus;
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
}

/** What is wrong with truth itself, before any text is read. */
export interface TruthProblem {
  kind: "shared_name" | "deprecated_elsewhere" | "replacement_loop" | "dangling" | "no_name";
  entries: readonly string[];
  message: string;
}

/** One way to write an entry's name. */
export interface TruthName extends Name {
  status: NameStatus;
}

/** Truth as texts are checked against it. */
export interface Truth {
  entries: readonly TruthEntry[];
  index: NameIndex;
  names: readonly TruthName[];
  near: NearWords;
}

export function nameOf({ family, slug }: Pick<TruthEntry, "family" | "slug">): string {
  return `${family}/${slug}`;
}

function namesOf(entry: TruthEntry, place: number): TruthName[] {
  return [{ text: entry.name, status: entry.status }, ...entry.aliases].map((name) => ({ ...name, entry: place }));
}

/** Makes truth ready to check texts against. Throws nothing: what is wrong with it `truthProblems` says. */
export function compileTruth(entries: readonly TruthEntry[]): Truth {
  const names = entries.flatMap(namesOf);
  const words = new Set<string>();
  for (const { text, status } of names) {
    if (status === "removed" || status === "not_a_term") continue;
    for (const word of wordsIn(text, 0, text.length)) {
      words.add(word.folded);
      for (const part of humpsOf(text, word)) words.add(part.folded);
    }
  }
  return { entries, names, index: new NameIndex(names), near: new NearWords(words) };
}

/** Names as a text may write them, so that those which a reader cannot tell apart are one. */
function asFound(text: string): string {
  return wordsIn(text, 0, text.length)
    .flatMap((word) => humpsOf(text, word))
    .map(({ folded }) => folded)
    .join(" ");
}

/** What contradicts itself in truth, in the order of the entries. */
export function truthProblems(entries: readonly TruthEntry[]): TruthProblem[] {
  return [...nameless(entries), ...sharedNames(entries), ...loops(entries), ...dangling(entries)];
}

function nameless(entries: readonly TruthEntry[]): TruthProblem[] {
  return entries.flatMap((entry) =>
    namesOf(entry, 0)
      .filter(({ text }) => asFound(text) === "")
      .map(({ text }) => ({
        ...{ kind: "no_name" as const, entries: [nameOf(entry)] },
        message: `${nameOf(entry)} has the name “${text}”, in which there is no letter or digit to find it by.`,
      })),
  );
}

/** Names that stand for two things. */
function sharedNames(entries: readonly TruthEntry[]): TruthProblem[] {
  const owners = Map.groupBy(entries.flatMap(namesOf), ({ text }) => asFound(text));
  return [...owners].flatMap(([found, names]): TruthProblem[] => {
    const places = [...new Set(names.map(({ entry }) => entry))];
    if (found === "" || places.length < 2) return [];
    const slugs = places.map((place) => nameOf(entries[place] as TruthEntry));
    const preferred = names.find(({ status }) => status === "preferred");
    const old = names.find(({ status, entry }) => entry !== preferred?.entry && /deprecated|removed/.test(status));
    const who = slugs.join(" and ");
    if (preferred && old)
      return [
        {
          ...{ kind: "deprecated_elsewhere" as const, entries: slugs },
          message: `“${preferred.text}” is the name of ${nameOf(entries[preferred.entry] as TruthEntry)} and ${old.status} at ${nameOf(entries[old.entry] as TruthEntry)}. Take it from one of them.`,
        },
      ];
    return [
      {
        kind: "shared_name",
        entries: slugs,
        message: `“${names[0]?.text}” stands for ${who}. Take it from all but one.`,
      },
    ];
  });
}

function loops(entries: readonly TruthEntry[]): TruthProblem[] {
  const bySlug = new Map(entries.map((entry) => [nameOf(entry), entry]));
  const told = new Set<string>();
  return entries.flatMap((entry): TruthProblem[] => {
    const way: string[] = [];
    for (let at: TruthEntry | undefined = entry; at; ) {
      const name: string = nameOf(at);
      if (way.includes(name)) {
        const loop = way.slice(way.indexOf(name));
        const key = loop.toSorted().join(" ");
        if (told.has(key)) return [];
        told.add(key);
        return [
          {
            kind: "replacement_loop",
            entries: loop,
            message: `${[...loop, name].join(" is replaced by ")}. Say which is meant today.`,
          },
        ];
      }
      way.push(name);
      at = at.replacedBy === null ? undefined : bySlug.get(`${at.family}/${at.replacedBy}`);
    }
    return [];
  });
}

function dangling(entries: readonly TruthEntry[]): TruthProblem[] {
  const known = new Set(entries.map(nameOf));
  return entries.flatMap((entry) => {
    const named = [...entry.dependencies, ...(entry.replacedBy === null ? [] : [entry.replacedBy])];
    return named
      .filter((slug) => !known.has(`${entry.family}/${slug}`))
      .map((slug) => ({
        ...{ kind: "dangling" as const, entries: [nameOf(entry)] },
        message: `${nameOf(entry)} names ${slug}, which is not in ${entry.family}.`,
      }));
  });
}
