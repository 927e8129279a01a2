import { confidenceOf } from "./confidence.ts";
import type { Mention } from "./names.ts";
import type { Page } from "./rules/rule.ts";
import { holds, type Truth, type TruthName } from "./truth.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { fold, Tokens, wordsIn } from "./words.ts";
import type { Zone, ZoneKind } from "./zones.ts";

/** A name in a text that stands for an entry of truth, as sure as the text around it makes that. */
export interface Meant {
  start: number;
  end: number;
  name: TruthName;
  written: Mention["written"];
  zone: Zone;
  /** From 0 to 1. */
  confidence: number;
}

/** A word, or several, that are a slip of a name. */
export interface Slip extends Omit<Meant, "written"> {
  distance: number;
}

const TEXT: ReadonlySet<ZoneKind> = new Set(["heading", "prose", "cell", "link_text", "image_text"]);
const CODE: ReadonlySet<ZoneKind> = new Set(["code", "fence", "indented_code"]);

export const isText = ({ kind }: Zone) => TEXT.has(kind);
export const isCode = ({ kind }: Zone) => CODE.has(kind);

/** What a text says of truth, read once for all rules. */
interface Reading {
  meant: readonly Meant[];
  slips: readonly Slip[] | null;
  tokens: Tokens;
  /** Zones that have words, by the place of their first one. */
  zones: readonly { first: number; zone: Zone }[];
}

const READ = new WeakMap<Page, Reading>();

/** The names of truth in a text that is checked against one, in its order. */
export function meantOn(page: Page): readonly Meant[] {
  return readingOf(page)?.meant ?? [];
}

/** The slips in its names. */
export function slipsOn(page: Page): readonly Slip[] {
  const reading = readingOf(page);
  if (!reading || !page.truth?.words) return [];
  reading.slips ??= slipsIn(page, page.truth, page.truth.words, reading);
  return reading.slips;
}

function readingOf(page: Page): Reading | null {
  if (!page.truth) return null;
  const known = READ.get(page);
  if (known) return known;
  const reading = read(page, page.truth);
  READ.set(page, reading);
  return reading;
}

function read(page: Page, truth: Truth): Reading {
  const tokens = new Tokens();
  const zones: Reading["zones"][number][] = [];
  for (const [place, zone] of page.zones.entries()) {
    if (!isText(zone) && !isCode(zone)) continue;
    const first = tokens.count;
    // The words of a name may stand in two lines of one paragraph, but not in two lines of code.
    tokens.read(page.text, zone.start, zone.end, isCode(zone) ? -1 - place : zone.block);
    if (tokens.count > first) zones.push({ first, zone });
  }
  let at = 0;
  const found = truth.index.mentionsOf(page.text, tokens).flatMap((mention) => {
    while ((zones[at]?.zone.end ?? Number.POSITIVE_INFINITY) <= mention.start) at++;
    const zone = zones[at]?.zone;
    const name = mention.names.find(({ status }) => holds(status)) ?? mention.names[0];
    return zone && name && mayStand(truth, name, zone) ? [{ ...mention, name, zone }] : [];
  });
  const exact = exactlyNamed(truth, found);
  const meant = found.map(({ names, ...mention }) => ({
    ...mention,
    confidence: confidenceOf(page, truth, {
      ...mention,
      distance: 0,
      ambiguous: names.some(({ entry }) => entry !== mention.name.entry),
      code: isCode(mention.zone),
      exact,
    }),
  }));
  return { meant, slips: null, tokens, zones };
}

/** Entries that a text names as they are written, by names that mean nothing else. */
function exactlyNamed({ entries }: Truth, found: readonly Pick<Meant, "written" | "name">[]): Set<number> {
  const exact = found.filter(({ written, name }) => written === "exact" && !entries[name.entry]?.common);
  return new Set(exact.map(({ name }) => name.entry));
}

function mayStand(truth: Truth, { entry }: TruthName, zone: Zone): boolean {
  const where = truth.entries[entry]?.zones ?? "any";
  return where === "any" || (where === "code") === isCode(zone);
}

/** How often a word stands in a text that is a word of it, and no slip. */
const OFTEN = 3;
/** Endings after which a known word is known as well. */
const ENDINGS = ["s", "es", "ed", "d", "ing", "er", "ers", "ly", "ish", "able", "less", "like"];

const OTHER_SCRIPT = /[^\p{Script=Latin}\p{N}\p{M}_]/u;

function slipsIn(page: Page, truth: Truth, words: Vocabulary, { meant, tokens, zones }: Reading): Slip[] {
  const { text } = page;
  const often = timesOf(tokens);
  const slips: Slip[] = [];
  const exact = exactlyNamed(truth, meant);
  let [zoneAt, mention] = [0, 0];
  for (let at = 0; at < tokens.count; at++) {
    while ((zones[zoneAt + 1]?.first ?? Number.POSITIVE_INFINITY) <= at) zoneAt++;
    const zone = zones[zoneAt]?.zone;
    if (!zone || !isText(zone)) continue;
    const [start, end] = [tokens.starts[at] as number, tokens.ends[at] as number];
    if (end - start < 4) continue;
    while ((meant[mention]?.end ?? Number.POSITIVE_INFINITY) <= start) mention++;
    if ((meant[mention]?.start ?? Number.POSITIVE_INFINITY) < end) continue;
    const [low, high] = [tokens.low[at] as number, tokens.high[at] as number];
    if (truth.index.hasHash(low, high) || words.hasHash(low, high)) continue;
    if ((often.get(low) ?? 0) >= OFTEN) continue;
    // In other scripts what belongs to the sentence is written to the end of a name.
    if (OTHER_SCRIPT.test(text.slice(start, end))) continue;
    // The first part of aren't, doesn't and their like is no word of its own.
    if (/^['\u2019]t\b/u.test(text.slice(end, end + 3))) continue;
    const last = slips.at(-1);
    if (last && last.end > start) continue;
    const slip = slipAt(page, truth, words, tokens, at, zone, exact);
    if (slip) slips.push(slip);
  }
  return slips.filter(({ start, end }) => text.slice(start, end).trim() !== "");
}

/** How often each word stands here, by the first of its hashes. */
function timesOf({ count, low }: Tokens): Map<number, number> {
  const times = new Map<number, number>();
  for (let at = 0; at < count; at++) times.set(low[at] as number, (times.get(low[at] as number) ?? 0) + 1);
  return times;
}

function slipAt(
  page: Page,
  truth: Truth,
  words: Vocabulary,
  tokens: Tokens,
  at: number,
  zone: Zone,
  exact: ReadonlySet<number>,
): Slip | null {
  const own = fold(page.text.slice(tokens.starts[at], tokens.ends[at]));
  const candidates = nearWords(truth, words, own);
  let best: Slip | null = null;
  for (const { word, distance } of candidates) {
    if (best && distance > best.distance) break;
    const around = truth.index.mentionWith(page.text, tokens, at, word);
    const name = around?.names.find(({ status }) => holds(status));
    if (!around || !name || !mayStand(truth, name, zone)) continue;
    const { start, end } = around;
    const others = candidates.filter((other) => other.distance === distance).length - 1;
    const single = wordsIn(page.text, start, end).length === 1;
    const mention = { start, end, name, zone, distance };
    const confidence = confidenceOf(page, truth, {
      ...mention,
      written: "exact",
      ambiguous: (single && others > 0) || around.names.some(({ entry }) => entry !== name.entry),
      code: false,
      exact,
      slip: { own, meant: word, alone: single },
    });
    if (!best || confidence > best.confidence) best = { ...mention, confidence };
  }
  return best;
}

/** Words of names that an unknown word is a slip of, unless it is made of known ones. */
function nearWords({ near, index }: Truth, words: Vocabulary, own: string): { word: string; distance: number }[] {
  const known = KNOWN.get(near) ?? new Map<string, { word: string; distance: number }[]>();
  KNOWN.set(near, known);
  const before = known.get(own);
  if (before) return before;
  const digits = own.replace(/\D/g, "");
  const found = near.of(own).filter(({ word }) => word.replace(/\D/g, "") === digits);
  const isWord = (word: string) => words.has(word) || index.has(word);
  const made =
    found.length > 0 && (ENDINGS.some((ending) => isMadeWith(own, ending, isWord)) || isCompound(own, words));
  const answer = made ? [] : found;
  if (known.size >= 50_000) known.clear();
  known.set(own, answer);
  return answer;
}

/** What was found for words before, as most unknown words of a folder stand in many of its texts. */
const KNOWN = new WeakMap<object, Map<string, { word: string; distance: number }[]>>();

function isMadeWith(own: string, ending: string, isWord: (word: string) => boolean): boolean {
  if (!own.endsWith(ending)) return false;
  const stem = own.slice(0, -ending.length);
  if (stem.length < 3) return false;
  const bare = stem.at(-1) === stem.at(-2) ? stem.slice(0, -1) : stem;
  return isWord(stem) || isWord(`${stem}e`) || isWord(bare) || (stem.endsWith("i") && isWord(`${stem.slice(0, -1)}y`));
}

/** Is it two general words in one, like codebase, or one with a common beginning? */
function isCompound(own: string, words: Vocabulary): boolean {
  for (let at = 2; at <= own.length - 3; at++) {
    const [one, other] = [own.slice(0, at), own.slice(at)];
    if (words.has(other) && (at >= 3 ? words.has(one) : /^(?:re|un|de|co|in)$/.test(one))) return true;
  }
  return false;
}
