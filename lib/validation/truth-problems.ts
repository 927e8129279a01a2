import { checkText } from "./check.ts";
import { compileTruth, nameOf, namesOf, patternsOf, type TruthEntry, type TruthRest } from "./truth.ts";
import { versionOf } from "./versions.ts";
import { humpsOf, wordsIn } from "./words.ts";

/** What is wrong with truth itself, before any text is read. */
export interface TruthProblem {
  kind:
    | "shared_name"
    | "deprecated_elsewhere"
    | "replacement_loop"
    | "dangling"
    | "no_name"
    | "bad_pattern"
    | "bad_version"
    | "unknown_combination"
    | "example_fails";
  entries: readonly string[];
  message: string;
}

/** Names as a text may write them, so that those which a reader cannot tell apart are one. */
function asFound(text: string): string {
  return wordsIn(text, 0, text.length)
    .flatMap((word) => humpsOf(text, word))
    .map(({ folded }) => folded)
    .join(" ");
}

/** What contradicts itself in truth, in the order of the entries. */
export function truthProblems(entries: readonly TruthEntry[], rest: TruthRest = {}): TruthProblem[] {
  return [
    ...nameless(entries),
    ...sharedNames(entries),
    ...loops(entries),
    ...dangling(entries),
    ...badVersions(entries),
    ...badPatterns(entries, rest),
    ...unknownCombinations(entries, rest),
    ...failingExamples(entries, rest),
  ];
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

function badVersions(entries: readonly TruthEntry[]): TruthProblem[] {
  return entries.flatMap((entry) =>
    [entry.since, entry.until]
      .filter((version) => version != null && versionOf(version) === null)
      .map((version) => ({
        ...{ kind: "bad_version" as const, entries: [nameOf(entry)] },
        message: `${nameOf(entry)} has the version “${version}”. Write numbers with points, like 2.10.`,
      })),
  );
}

function badPatterns(entries: readonly TruthEntry[], { families = [] }: TruthRest): TruthProblem[] {
  return patternsOf(entries, families).flatMap(({ owner, source, pattern }) =>
    typeof pattern === "string"
      ? [
          {
            ...{ kind: "bad_pattern" as const, entries: [owner] },
            message: `The pattern “${source}” of ${owner} is not run, because it ${pattern}.`,
          },
        ]
      : [],
  );
}

function unknownCombinations(entries: readonly TruthEntry[], { combinations = [] }: TruthRest): TruthProblem[] {
  const known = new Set(entries.map(nameOf));
  return combinations.flatMap(({ family, when, requires, forbids }) =>
    [...when, ...requires, ...forbids]
      .filter((slug) => !known.has(`${family}/${slug}`))
      .map((slug) => ({
        ...{ kind: "unknown_combination" as const, entries: when.map((one) => `${family}/${one}`) },
        message: `A combination names ${slug}, which is not in ${family}.`,
      })),
  );
}

/** Examples that are marked and should not be, and those that should and are not. */
function failingExamples(entries: readonly TruthEntry[], rest: TruthRest): TruthProblem[] {
  if (entries.every(({ examples }) => examples.flag.length + examples.pass.length === 0)) return [];
  const truth = compileTruth(entries, rest);
  const isMarked = (text: string, entry: TruthEntry) =>
    checkText(text, {}, { truth }).some(({ entry: found }) => found === nameOf(entry));
  const problem = (entry: TruthEntry, message: string) => ({
    ...{ kind: "example_fails" as const, entries: [nameOf(entry)] },
    message,
  });
  return entries.flatMap((entry) => [
    ...entry.examples.flag
      .filter((text) => !isMarked(text, entry))
      .map((text) => problem(entry, `Nothing is found in “${text}”, which ${nameOf(entry)} gives as wrong.`)),
    ...entry.examples.pass
      .filter((text) => isMarked(text, entry))
      .map((text) => problem(entry, `Something is found in “${text}”, which ${nameOf(entry)} gives as right.`)),
  ]);
}
