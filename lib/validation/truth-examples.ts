import type { Combination, TruthEntry, TruthFamily } from "./truth.ts";

function entry(slug: string, name: string, own: Partial<TruthEntry> = {}): TruthEntry {
  return {
    ...{ family: "acme", slug, kind: "plugin", name, status: "preferred", aliases: [], replacedBy: null },
    ...{ dependencies: [], cases: "exact", common: false, examples: { flag: [], pass: [] }, source: null },
    ...own,
  };
}

/** A small truth, by which the rules about truth are explained and tried. */
export const EXAMPLE_ENTRIES: readonly TruthEntry[] = [
  entry("zorvex", "Zorvex Reader", {
    aliases: [
      { text: "ZX Reader", status: "deprecated" },
      { text: "Zorvexer", status: "not_a_term" },
    ],
    facts: [{ name: "default port", value: "4800", stated: "port (?:is|of) (\\d+)" }],
  }),
  entry("kelmar", "Kelmar Writer", { since: "2.4", dependencies: ["zorvex"] }),
  entry("tovik", "Tovik", { status: "removed", until: "3.1", replacedBy: "kelmar" }),
  entry("rest", "Rest", { common: true }),
  entry("home", "ACME_HOME", { kind: "environment" }),
];

export const EXAMPLE_FAMILIES: readonly TruthFamily[] = [
  {
    slug: "acme",
    required: [],
    declared: "plugins",
    form: "ACME_[A-Z_]+",
    forbidden: [{ pattern: "click here", cases: "any", message: "Say where the link leads." }],
  },
];

export const EXAMPLE_COMBINATIONS: readonly Combination[] = [
  { family: "acme", when: ["home"], requires: [], forbids: ["kelmar"], reason: "It finds its folder by itself." },
];
