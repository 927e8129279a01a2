import { isCode, isText, type Meant, meantOn, slipsOn } from "../mentions.ts";
import { holds, nameOf, patternKey, replacementOf, type Truth, type TruthEntry } from "../truth.ts";
import { compareVersions, versionOf } from "../versions.ts";
import type { Found, Page, Rule } from "./rule.ts";

/** What is less sure is not said; what is as sure as this mends itself where it can. */
const LIMITS = { confidence: 0.5 };
const SURE = 0.9;

type Limit = (name: string) => number;

/** What a text means by its names, each with its entry. */
export function* meantIn(page: Page, limit: Limit): Generator<Meant & { entry: TruthEntry; truth: Truth }> {
  if (!page.truth) return;
  for (const meant of meantOn(page)) {
    const entry = page.truth.entries[meant.name.entry];
    if (entry && meant.confidence >= limit("confidence")) yield { ...meant, entry, truth: page.truth };
  }
}

/** A finding at a name, with the change that mends it where that is sure and no code. */
export function atName(
  { start, end, zone, confidence }: Pick<Meant, "start" | "end" | "zone" | "confidence">,
  entry: TruthEntry,
  message: string,
  after: string | null = null,
): Found {
  const edit = after !== null && isText(zone) && confidence >= SURE ? { edit: { start, end, after } } : {};
  return { start, end, message, confidence: Math.round(confidence * 100) / 100, entry: nameOf(entry), ...edit };
}

/** Kinds whose names are read by programs, which take them only as they are. */
const EXACT_IN_CODE = /^(?:environment|command|option)$/;

/** Is a name written in other cases or with other signs than it has, where that matters? */
function isMiswritten(page: Page, meant: Meant & { entry: TruthEntry }): boolean {
  const { written, entry, zone, name } = meant;
  if (written === "exact" || !holds(name.status)) return false;
  const own = page.text.slice(meant.start, meant.end).replace(/\s+/g, " ");
  if (isCode(zone))
    return written === "case" && EXACT_IN_CODE.test(entry.kind) && /[^\p{L}\p{N}]\p{L}/u.test(name.text);
  if (written === "case") return entry.cases === "exact" && !isTitle(own, name.text);
  return true;
}

/** Is it the name with capitals where a sentence or a title begins its words with them? */
function isTitle(own: string, name: string): boolean {
  return [...own].every((sign, at) => {
    const given = name[at] ?? "";
    const begins = at === 0 || /[\s-]/.test(own[at - 1] ?? "");
    return sign === given || (begins && sign === given.toUpperCase());
  });
}

const written = (page: Page, { start, end }: { start: number; end: number }) =>
  page.text.slice(start, end).replace(/\s+/g, " ");

export const TRUTH_NAME_RULES: readonly Rule[] = [
  {
    id: "truth/unknown_name",
    level: "warning",
    sentence: "What has the form of a name is one.",
    limits: LIMITS,
    *find(page, limit) {
      yield* notTerms(page, limit);
      yield* unknownForms(page);
    },
  },
  {
    id: "truth/near_name",
    level: "warning",
    sentence: "Names are written as they are.",
    limits: LIMITS,
    *find(page, limit) {
      for (const meant of meantIn(page, limit)) {
        if (!isMiswritten(page, meant)) continue;
        yield atName(meant, meant.entry, `It is written ${meant.name.text}.`, meant.name.text);
      }
      for (const slip of slipsOn(page)) {
        const entry = page.truth?.entries[slip.name.entry];
        if (!entry || slip.confidence < limit("confidence")) continue;
        yield atName(
          slip,
          entry,
          `${written(page, slip)} is no name that is known. Is ${slip.name.text} meant?`,
          slip.name.text,
        );
      }
    },
  },
  {
    id: "truth/deprecated_name",
    level: "warning",
    sentence: "No name is used that has a better one.",
    limits: LIMITS,
    *find(page, limit) {
      for (const meant of meantIn(page, limit)) {
        if (meant.name.status !== "deprecated") continue;
        const after = insteadOf(meant);
        const instead = after ? ` Write ${after}.` : "";
        yield atName(meant, meant.entry, `${written(page, meant)} is an old name.${instead}`, after);
      }
    },
  },
  {
    id: "truth/removed_name",
    level: "error",
    sentence: "Nothing is named that is not there any more.",
    limits: LIMITS,
    *find(page, limit) {
      for (const meant of meantIn(page, limit)) {
        if (meant.name.status !== "removed" || wasThere(page, meant.entry)) continue;
        const after = insteadOf(meant);
        const since = meant.entry.until ? ` since ${meant.entry.until}` : "";
        const instead = after ? ` Write ${after}.` : "";
        yield atName(meant, meant.entry, `${written(page, meant)} is not there any more${since}.${instead}`, after);
      }
    },
  },
];

/** The version that a text says it is about, or that its family has. */
export function versionOn({ front, truth }: Page, { family }: TruthEntry): number[] | null {
  const names = [`${family}_version`, "product_version", "version"];
  const field = names
    .map((name) => front?.fields.find((one) => one.name === name)?.value)
    .find((value) => value != null);
  return versionOf(String(field ?? truth?.families.get(family)?.version ?? ""));
}

/** What stands for it today: the entry's own name where only this one is old, or what replaced it. */
function insteadOf({ name, entry, truth }: Meant & { entry: TruthEntry; truth: Truth }): string | null {
  if (holds(entry.status)) return entry.name;
  return replacementOf(truth, name.entry)?.name ?? null;
}

function* notTerms(page: Page, limit: Limit): Generator<Found> {
  for (const meant of meantIn(page, limit)) {
    if (meant.name.status !== "not_a_term") continue;
    const after = insteadOf(meant);
    const instead = after ? ` Write ${after}.` : "";
    yield atName(meant, meant.entry, `${written(page, meant)} is not a name of anything.${instead}`, after);
  }
}

/** Words in code that have the form of a family's names, and are none of them. */
function* unknownForms({ text, zones, truth }: Page): Generator<Found> {
  for (const family of truth?.families.values() ?? []) {
    const pattern = family.form ? truth?.patterns.get(patternKey(family.form, "")) : undefined;
    if (!truth || !pattern) continue;
    for (const zone of zones) {
      if (!isCode(zone)) continue;
      for (const { index, 0: own } of text.slice(zone.start, zone.end).matchAll(pattern)) {
        const [start, end] = [zone.start + index, zone.start + index + own.length];
        const isPart =
          /[\p{L}\p{N}_]$/u.test(text.slice(0, start).slice(-1)) || /^[\p{L}\p{N}_]/u.test(text.slice(end, end + 1));
        const named = truth.index.mentionsIn(text, start, end);
        if (isPart || named.some((name) => name.start <= start && name.end >= end && name.written === "exact"))
          continue;
        yield { start, end, message: `${own} is no name of ${family.slug}.`, confidence: 0.9, entry: family.slug };
      }
    }
  }
}

/** Is the text about a version that still had the entry? */
function wasThere(page: Page, entry: TruthEntry): boolean {
  const [about, until] = [versionOn(page, entry), entry.until ? versionOf(entry.until) : null];
  return about !== null && until !== null && compareVersions(about, until) <= 0;
}
