import { likeness } from "#lib/core/word-distance";
import type { Mention } from "./names.ts";
import type { Page } from "./rules/rule.ts";
import type { Truth, TruthKind, TruthName } from "./truth.ts";
import { wordsIn } from "./words.ts";
import type { Zone } from "./zones.ts";

/** What is known of a name that may be meant at a place. */
interface Place {
  start: number;
  end: number;
  name: TruthName;
  written: Mention["written"];
  zone: Zone;
  code: boolean;
  /** Edits between what is written and the name. */
  distance: number;
  /** May it be several entries? */
  ambiguous: boolean;
  /** Entries that the text names exactly as they are written. */
  exact: ReadonlySet<number>;
  /** The word that is a slip, the one that it is held for, and whether it is all of the name. */
  slip?: { own: string; meant: string; alone: boolean };
}

/** How far around a name the text is read for what makes it likely. */
const AROUND = 200;
const CLOSE = 30;

/** What a text calls a thing of a kind. */
const CALLED: Readonly<Record<TruthKind, RegExp>> = {
  component: /\b(?:components?|modules?|packages?|librar(?:y|ies)|elements?)\b/i,
  plugin: /\b(?:plug-?ins?|extensions?|add-?ons?|packages?)\b/i,
  api: /\b(?:apis?|endpoints?|methods?|functions?|class(?:es)?)\b/i,
  command: /\b(?:commands?|cli|run(?:s|ning)?|terminal)\b/i,
  option: /\b(?:options?|flags?|settings?|parameters?|arguments?)\b/i,
  environment: /\b(?:environment|variables?|env)\b/i,
  decision: /\b(?:decisions?|adrs?)\b/i,
  term: /\b(?:terms?|called|means)\b/i,
};

/** Signs beside a name that make it a part of a path, an address, a number or a longer identifier. */
const BEFORE = /(?:[/@#$\\_~=<{+]|[\p{L}\p{N}][-.:]|[^\s.]\.|--?)$/u;
const AFTER = /^(?:[/\\_@=({[]|[-.:][\p{L}\p{N}]|::|\+\+)/u;

/**
 * How sure it is that a name is meant, from 0 to 1: evidence for and against, added up as logarithms of odds. The numbers were
 * set by hand and are kept where `evaluation.ts` finds what was planted and nothing else.
 */
export function confidenceOf(page: Page, truth: Truth, place: Place): number {
  const entry = truth.entries[place.name.entry];
  if (!entry) return 0;
  const { text } = page;
  const { start, end, name, zone } = place;
  const own = text.slice(start, end);
  let odds = place.slip ? slipOdds(place.slip, place.distance) : { exact: 5, case: 3.2, form: 2.8 }[place.written];
  if (place.ambiguous) odds -= 1.5;
  if (glued(text, start, end)) odds -= 8;
  const lower = own === own.toLowerCase();
  const capital = !lower && !place.code && mayBeCapital(text, start, zone, page);
  if (entry.common || (truth.words && isGeneral(truth, name))) {
    const single = !/[^\p{L}\p{N}]/u.test(name.text);
    if (lower && (place.written !== "exact" || entry.common)) odds -= 4;
    else if (entry.common && capital && single) odds -= 6;
    else if (entry.common && single) odds -= 1.5;
  } else if (place.slip && !lower && name.text !== name.text.toLowerCase() && !capital) odds += 0.7;
  if (place.slip && lower && name.text !== name.text.toLowerCase()) odds -= 1;
  odds += context(page, truth, place, entry.kind);
  return 1 / (1 + Math.exp(-odds));
}

function slipOdds({ own, meant, alone }: NonNullable<Place["slip"]>, distance: number): number {
  let odds = distance === 1 ? 2.4 : 0.4;
  odds += (likeness(own, meant) - 0.93) * 8;
  if (own[0] !== meant[0]) odds -= 1;
  // The other words of the name stand as they are.
  if (!alone) odds += 2.5;
  else if (meant.length < 6) odds -= 1.2;
  else if (meant.length > 8) odds += 0.7;
  return odds;
}

function context(
  { text, front }: Page,
  { entries }: Truth,
  { start, end, name, exact }: Place,
  kind: TruthKind,
): number {
  const entry = entries[name.entry];
  const [before, after] = [text.slice(Math.max(0, start - AROUND), start), text.slice(end, end + AROUND)];
  const called = CALLED[kind];
  let odds = 0;
  if (called.test(before.slice(-CLOSE)) || called.test(after.slice(0, CLOSE))) odds += 1.5;
  else if (called.test(before) || called.test(after)) odds += 0.3;
  if (exact.has(name.entry)) odds += 2;
  const family = entry?.family ?? "";
  const product = front?.fields.find(({ name: field }) => field === "product" || field === "family")?.value;
  if (typeof product === "string") odds += product.toLowerCase() === family.toLowerCase() ? 1 : -1;
  return odds;
}

function glued(text: string, start: number, end: number): boolean {
  return BEFORE.test(text.slice(Math.max(0, start - 2), start)) || AFTER.test(text.slice(end, end + 2));
}

/** Does a word have a capital here whatever it is: where a sentence or a heading begins? */
function mayBeCapital(text: string, start: number, zone: Zone, { blocks }: Page): boolean {
  if (zone.kind === "heading" || zone.kind === "cell" || zone.kind === "link_text") return true;
  const before = text.slice(Math.max(blocks[zone.block]?.pieces[0]?.start ?? 0, start - 12), start);
  return /(?:^|[.!?:;•—–|]\s*)[\s"'“‘*_([]*$/.test(before);
}

const GENERAL = new WeakMap<TruthName, boolean>();

/** Is a name made of general words alone, like Image Loader? */
function isGeneral({ words }: Truth, name: TruthName): boolean {
  const known = GENERAL.get(name);
  if (known !== undefined) return known;
  const parts = wordsIn(name.text, 0, name.text.length);
  const general = parts.length > 0 && parts.every(({ folded }) => words?.has(folded) || /^\d+$/.test(folded));
  GENERAL.set(name, general);
  return general;
}
