import { placeOf } from "../lines.ts";
import type { PlanName, PlanThing } from "../plan.ts";
import { headingsOf, ownText } from "./headings.ts";
import { type Statement, statementAt, wordsOf } from "./plan-statements.ts";
import type { Found, Page, Rule } from "./rule.ts";

/** How far around a name is looked for what is said of it, in characters. */
const AROUND = 300;
/** How far before a name it may be that something was struck out. */
const STRIKE = 2_000;
const BREAK =
  /(?<!\b(?:e\.g|i\.e|etc|vs|cf))[.!?]["'”’)\]*_]*\s+|\n[ \t>]*\n|\n[ \t>]*(?:[-*+]|\d+[.)])[ \t]|\n[ \t>]*(?:\||#)/;
const BREAKS = new RegExp(BREAK, "g");

/** What was, rather than what is. */
const HISTORY =
  /\b(?:was|were|wasn't|had been|until|till|formerly|previously|originally|initially|used to|historically|as of|ago|yesterday|earlier|at (?:the|that) time|back then|in the past|last (?:week|month|year|sprint|quarter))\b/i;
const DATE =
  /\b\d{4}-\d\d(?:-\d\d)?\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b(?:\d{1,2}\.? )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?(?: \d{1,2}(?:st|nd|rd|th)?)?,? \d{4}\b/;
const DATED_LINE = new RegExp(`^[\\s>*_+|\\-\\[(]*(?:\\d+[.)]\\s+)?[*_\\[(]*(?:${DATE.source})`);
/** Headings under which things stand as they were. */
const HISTORIC_HEADING =
  /\b(?:change ?log|history|minutes|meeting|retro(?:spective)?|release notes|journal|diary|log|revisions?|weekly|stand-?up|status (?:report|update)s?|superseded|rejected|obsolete|archived?)\b|^v?\d+\.\d+/i;
/** What says itself that a decision does not hold. */
const ACKNOWLEDGED =
  /\b(?:supersed\w*|replac\w*|reject\w*|declin\w*|obsolete|outdated|deprecat\w*|no longer|instead|any ?more|retired|dropped|abandoned|over(?:ruled|turned|ridden)|former|previous|old|reopen\w*|revisit\w*|reconsider\w*|withdrawn|took the place|turned down|decided against|why|did(?:n.t)?)\b/i;
/** What names the form of a key rather than a thing. */
const EXAMPLE =
  /(?:\blike|\bsuch as|\be\.g\.|\bfor example|\bfor instance|\bexamples?:?|\bplaceholder|\bnamed?|\bcalled)[\s,:“"'(]*#?$/i;
/** What comes before a name of which a sentence says nothing, or says that it is not so. */
const OF_ANOTHER = /\b(?:of|half|part|nobody|no one|none|neither|nor|day|moment|thinks?|says?|said|claims?|hopes?)\b/i;
const NO_LONGER = new Set(["superseded", "rejected"]);

/** What a text says around a name. */
interface Context {
  sentence: string;
  /** The part of the sentence before the name. */
  before: string;
  /** Does it tell of what was, or quote others? */
  historic: boolean;
  struck: boolean;
}

/** Stretches under headings that tell of what was, one after the other. */
function historicParts(page: Page): { start: number; end: number }[] {
  const parts: { start: number; end: number }[] = [];
  let open: { start: number; level: number } | null = null;
  const close = (end: number) => {
    if (open) parts.push({ start: open.start, end });
    open = null;
  };
  for (const heading of headingsOf(page)) {
    if (open && heading.level > open.level) continue;
    close(heading.start);
    const words = ownText(page, heading);
    if (HISTORIC_HEADING.test(words) || DATE.test(words)) open = heading;
  }
  close(page.text.length);
  return parts;
}

function contextOf({ text, lines }: Page, { start, end }: PlanName, historic: boolean): Context {
  const back = text.slice(Math.max(0, start - AROUND), start);
  const last = [...back.matchAll(BREAKS)].at(-1);
  const before = last ? back.slice(last.index + last[0].length) : back;
  const ahead = text.slice(end, end + AROUND);
  const stop = BREAK.exec(ahead);
  const sentence = before + text.slice(start, end) + (stop ? ahead.slice(0, stop.index + 1) : ahead);
  const begin = lines.starts[placeOf(lines, start).line - 1] ?? 0;
  const line = text.slice(begin, Math.min(start, begin + AROUND));
  const stricken = text.slice(Math.max(begin, start - STRIKE), start).split("~~").length % 2 === 0;
  return {
    sentence,
    before,
    historic: historic || /^\s*>/.test(line) || DATED_LINE.test(line) || HISTORY.test(sentence),
    struck: stricken && ahead.split(/\n/, 1)[0]?.includes("~~") === true,
  };
}

interface Named {
  name: PlanName;
  around: Context;
}

const NAMED = new WeakMap<Page, readonly Named[]>();

/** The names of a text with what stands around them; without those that are struck out or only show how keys look. */
function namesOf(page: Page): readonly Named[] {
  const known = NAMED.get(page);
  if (known) return known;
  const parts = historicParts(page);
  let part = 0;
  const named = (page.plan?.names ?? []).flatMap((name) => {
    while ((parts[part]?.end ?? Number.POSITIVE_INFINITY) <= name.start) part++;
    const around = contextOf(page, name, (parts[part]?.start ?? Number.POSITIVE_INFINITY) <= name.start);
    return around.struck || EXAMPLE.test(around.before) ? [] : [{ name, around }];
  });
  NAMED.set(page, named);
  return named;
}

/** What is cited, with what the store says of it. */
function* thingsOf(page: Page): Generator<Named & { thing: PlanThing; stated: Statement | null }> {
  for (const { name, around } of namesOf(page)) {
    const thing = page.plan?.things.get(name.key);
    if (!thing || thing.binned || around.historic) continue;
    const stated = statementAt(page, name, thing);
    yield { name, around, thing, stated: stated?.said && OF_ANOTHER.test(around.before) ? null : stated };
  }
}

/** Is a decision cited by its key alone, so that another key can stand there? */
function citedAlone({ text }: Page, { end, linked }: PlanName, { title }: PlanThing): boolean {
  const after = text.slice(end, end + AROUND).replace(/^[*_]+/, "");
  const first = /[\p{L}\p{N}]+/u.exec(title)?.[0].toLowerCase() ?? "";
  const next = /^\s*[\p{L}\p{N}]+/u.exec(after)?.[0].trim().toLowerCase();
  return !linked && !/^\s*(?:[:(“"–—[]|-\s)/.test(after) && next !== first;
}

export const PLAN_RULES: readonly Rule[] = [
  {
    id: "truth/dead_key",
    level: "warning",
    sentence: "A key names something that is there.",
    *find(page) {
      for (const { name } of namesOf(page)) {
        const { key, start, end } = name;
        if (page.plan?.missing.has(key))
          yield {
            ...{ start, end, entry: key, confidence: 0.9 },
            message: `${key} does not exist. Correct the key, or take it out.`,
          };
        else if (page.plan?.things.get(key)?.binned)
          yield {
            ...{ start, end, entry: key, confidence: 0.95 },
            message: `${key} lies in the bin. Restore it, or take it out here.`,
          };
      }
    },
  },
  {
    id: "truth/superseded_decision",
    level: "warning",
    sentence: "A decision that is cited still holds.",
    *find(page) {
      for (const { name, around, thing, stated } of thingsOf(page)) {
        const { key, start, end } = name;
        if (thing.kind !== "decision" || !NO_LONGER.has(thing.status)) continue;
        if (stated?.holds || ACKNOWLEDGED.test(around.sentence)) continue;
        const instead = thing.supersededBy;
        if (instead !== null && around.sentence.includes(instead)) continue;
        const found: Found = {
          ...{ start, end, entry: key, confidence: thing.status === "rejected" ? 0.7 : 0.9 },
          message:
            instead === null
              ? `${key} was ${thing.status === "rejected" ? "rejected" : "superseded"}, so it does not hold.`
              : `${key} no longer holds: ${instead} took its place.`,
        };
        if (instead !== null && !stated && citedAlone(page, name, thing)) found.edit = { start, end, after: instead };
        yield found;
      }
    },
  },
  {
    id: "truth/stale_status",
    level: "warning",
    sentence: "A status that stands beside a key is what it is.",
    *find(page) {
      for (const { name, around, thing, stated } of thingsOf(page)) {
        if (!stated || stated.holds || (stated.said && !isPlainlySaid(around.before))) continue;
        if (thing.kind === "decision" && NO_LONGER.has(thing.status)) continue;
        const is = wordsOf(thing).plain;
        const { start, end, edit } = stated;
        yield {
          ...{ start, end, entry: name.key, confidence: stated.said ? 0.9 : 0.95 },
          message: `${name.key} is ${is}${stated.denied ? "" : `, not ${stated.words}`}.`,
          ...(edit ? { edit } : {}),
        };
      }
    },
  },
  {
    id: "truth/stale_date",
    level: "warning",
    sentence: "A due date that stands beside a key is what it is.",
    *find(page) {
      for (const { name, around, thing } of thingsOf(page)) {
        if (thing.kind !== "issue" && thing.kind !== "milestone") continue;
        const said = DUE.exec(page.text.slice(name.end, name.end + 80));
        const { lead = "", day = "" } = said?.groups ?? {};
        if (!said || day === thing.due || (!lead.includes("(") && !isPlainlySaid(around.before))) continue;
        const start = name.end + said[0].length - day.length;
        const end = start + day.length;
        yield {
          ...{ start, end, entry: name.key, confidence: 0.95 },
          message: thing.due
            ? `${name.key} is due ${thing.due}, not ${day}.`
            : `${name.key} has no due date. Set it, or take it out here.`,
          ...(thing.due ? { edit: { start, end, after: thing.due } } : {}),
        };
      }
    },
  },
];

const DUE =
  /^[*_]*(?<lead>\s*\((?:due:?|by)\s+(?:on\s+|by\s+)?|\s+is\s+due\s+(?:on\s+|by\s+)?)(?<day>\d{4}-\d\d-\d\d)/i;

/** What makes a sentence speak of what may be or is to be, or quote somebody. */
const SUPPOSED =
  /\b(?:if|once|when|whenever|unless|after|before|whether|assum\w*|suppos\w*|provided|as soon as|while|should|would|could|must|will|shall|may|might|need\w*|expect\w*|plan\w*|hop(?:e|es|ed|ing)|mark\w*|make sure|ensure\w*|check\w*|that)\b/i;

function isPlainlySaid(before: string): boolean {
  const open = before.split(/["“]/).length - before.split("”").length;
  return !SUPPOSED.test(before) && open % 2 === 0;
}
