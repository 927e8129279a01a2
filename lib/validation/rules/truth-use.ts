import type { FrontMatter } from "../front-matter.ts";
import { isCode, type Meant } from "../mentions.ts";
import type { Truth, TruthEntry } from "../truth.ts";
import { compareVersions, versionOf } from "../versions.ts";
import type { Found, Page, Rule } from "./rule.ts";
import { atName, meantIn, versionOn } from "./truth.ts";

const LIMITS = { confidence: 0.5 };

type Use = Meant & { entry: TruthEntry; truth: Truth };

/** Where a text means each of its entries first. */
function firstUses(page: Page, limit: (name: string) => number): Map<number, Use> {
  const first = new Map<number, Use>();
  for (const use of meantIn(page, limit)) if (!first.has(use.name.entry)) first.set(use.name.entry, use);
  return first;
}

/** The entries that the front matter of a text names in a field; null where it has no such field. */
function declaredIn(front: FrontMatter | null, field: string, { index }: Truth): Set<number> | null {
  const value = front?.fields.find(({ name }) => name === field)?.value;
  if (value == null) return null;
  const texts = (Array.isArray(value) ? value : [value]).map(String);
  const named = texts.flatMap((text) => index.mentionsIn(text, 0, text.length));
  return new Set(named.flatMap(({ names }) => names.map(({ entry }) => entry)));
}

function slugsOf(truth: Truth, family: string, slugs: readonly string[]): { place: number; entry: TruthEntry }[] {
  return slugs.flatMap((slug) => {
    const place = truth.places.get(`${family}/${slug}`);
    const entry = place === undefined ? undefined : truth.entries[place];
    return place === undefined || !entry ? [] : [{ place, entry }];
  });
}

const namesOf = (entries: readonly { entry: TruthEntry }[]) => entries.map(({ entry }) => entry.name).join(" and ");

/** What a text uses together with what it has to, or must not. */
export const TRUTH_USE_RULES: readonly Rule[] = [
  {
    id: "truth/wrong_version",
    level: "warning",
    sentence: "What a text names is there in the version that it is about.",
    limits: LIMITS,
    *find(page, limit) {
      for (const use of meantIn(page, limit)) {
        const about = versionOn(page, use.entry);
        const [since, until] = [use.entry.since ?? "", use.entry.until ?? ""].map(versionOf);
        if (!about) continue;
        if (since && compareVersions(about, since) < 0)
          yield atName(
            use,
            use.entry,
            `${use.entry.name} is there from ${use.entry.since} on, and this is about ${about.join(".")}.`,
          );
        else if (until && use.name.status !== "removed" && compareVersions(about, until) > 0)
          yield atName(
            use,
            use.entry,
            `${use.entry.name} was there until ${use.entry.until}, and this is about ${about.join(".")}.`,
          );
      }
    },
  },
  {
    id: "truth/missing_prerequisite",
    level: "info",
    sentence: "Where code uses something, the text names what that needs.",
    limits: LIMITS,
    *find(page, limit) {
      const there = firstUses(page, limit);
      const told = new Set<number>();
      for (const use of meantIn(page, limit)) {
        if (!isCode(use.zone) || told.has(use.name.entry)) continue;
        told.add(use.name.entry);
        const declared = declaredOn(page, use);
        const missing = slugsOf(use.truth, use.entry.family, use.entry.dependencies).filter(
          ({ place }) => !there.has(place) && !declared.has(place),
        );
        if (missing.length > 0)
          yield atName(use, use.entry, `${use.entry.name} needs ${namesOf(missing)}, of which the text says nothing.`);
      }
    },
  },
  {
    id: "truth/invalid_combination",
    level: "warning",
    sentence: "What a text uses goes together.",
    limits: LIMITS,
    *find(page, limit) {
      if (!page.truth || page.truth.combinations.length === 0) return;
      const there = firstUses(page, limit);
      for (const { family, when, requires, forbids, reason } of page.truth.combinations) {
        const uses = slugsOf(page.truth, family, when).map(({ place }) => there.get(place));
        const [first] = uses;
        if (!first || uses.length < when.length || uses.includes(undefined)) continue;
        const missing = slugsOf(page.truth, family, requires).filter(({ place }) => !there.has(place));
        if (missing.length > 0)
          yield atName(first, first.entry, `${namesOf(missing)} has to stand beside it. ${reason}`);
        for (const { place } of slugsOf(page.truth, family, forbids)) {
          const use = there.get(place);
          const beside = uses.map((one) => one?.entry.name).join(" and ");
          if (use) yield atName(use, use.entry, `${use.entry.name} does not go with ${beside}. ${reason}`);
        }
      }
    },
  },
  {
    id: "truth/used_but_not_declared",
    level: "warning",
    sentence: "Front matter lists what the text uses, and has what its family asks for.",
    limits: LIMITS,
    *find(page, limit) {
      if (!page.truth || page.truth.families.size === 0) return;
      const asked = new Set<string>();
      for (const use of firstUses(page, limit).values()) {
        const family = page.truth.families.get(use.entry.family);
        if (!family) continue;
        if (!asked.has(family.slug)) yield* missingFields(page, use, family.required ?? []);
        asked.add(family.slug);
        const declared = family.declared ? declaredIn(page.front, family.declared, page.truth) : null;
        if (declared && !declared.has(use.name.entry))
          yield atName(
            use,
            use.entry,
            `The text uses ${use.entry.name}, and its front matter does not list it under ${family.declared}.`,
          );
      }
    },
  },
];

function declaredOn({ front, truth }: Page, { entry }: Use): Set<number> {
  const field = truth?.families.get(entry.family)?.declared;
  return (truth && field ? declaredIn(front, field, truth) : null) ?? new Set();
}

function* missingFields({ front }: Page, use: Use, required: readonly string[]): Generator<Found> {
  const missing = required.filter((field) => front?.fields.find(({ name }) => name === field)?.value == null);
  if (missing.length > 0)
    yield atName(
      use,
      use.entry,
      `A text that names ${use.entry.name} has ${missing.join(", ")} in its front matter, and this has not.`,
    );
}
