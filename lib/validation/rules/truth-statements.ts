import type { Block } from "../blocks.ts";
import { isCode, isText, type Meant } from "../mentions.ts";
import { flagsOf, patternKey, type TruthEntry } from "../truth.ts";
import { fold } from "../words.ts";
import type { Found, Page, Rule } from "./rule.ts";
import { atName, meantIn } from "./truth.ts";

const LIMITS = { confidence: 0.5 };
/** How far a statement may stand from the name that it is about, in one paragraph. */
const REACH = 200;

export const TRUTH_STATEMENT_RULES: readonly Rule[] = [
  {
    id: "truth/forbidden_pattern",
    level: "warning",
    sentence: "Nothing is written that its family rules out.",
    *find({ text, zones, truth }) {
      for (const { slug, forbidden = [] } of truth?.families.values() ?? []) {
        for (const { pattern, cases, message } of forbidden) {
          const expression = truth?.patterns.get(patternKey(pattern, flagsOf(cases)));
          if (!expression) continue;
          for (const zone of zones) {
            if (!isText(zone) && !isCode(zone)) continue;
            for (const { index, 0: found } of text.slice(zone.start, zone.end).matchAll(expression)) {
              const start = zone.start + index;
              yield { start, end: start + found.length, message, entry: slug };
            }
          }
        }
      }
    },
  },
  {
    id: "truth/wrong_fact",
    level: "error",
    sentence: "What a text states of a thing is so.",
    limits: LIMITS,
    *find(page, limit) {
      if (!page.truth?.entries.some(({ facts }) => facts?.length)) return;
      const stated = [...meantIn(page, limit)].filter(({ entry }) => entry.facts?.length);
      for (const [place, uses] of Map.groupBy(stated, ({ zone }) => zone.block)) {
        const block = page.blocks[place];
        if (block && block.kind !== "fence" && block.kind !== "indented_code") yield* wrongFacts(page, block, uses);
      }
    },
  },
];

type Use = Meant & { entry: TruthEntry };

function* wrongFacts({ text, truth }: Page, { pieces }: Block, uses: readonly Use[]): Generator<Found> {
  const own = pieces.map(({ start, end }) => text.slice(start, end)).join("\n");
  const told = new Set<number>();
  // However often an entry is named, each of its facts is looked for once.
  const facts = uses
    .flatMap(({ entry }) => entry.facts ?? [])
    .map((fact) => [`${fact.name}\n${fact.stated}`, fact] as const);
  for (const { name, stated } of new Map(facts).values()) {
    for (const match of own.matchAll(truth?.patterns.get(patternKey(stated, "i")) ?? NEVER)) {
      const [value, range] = [match[1], match.indices?.[1]];
      if (value === undefined || !range) continue;
      const [start, end] = [offsetIn(pieces, range[0]), offsetIn(pieces, range[1])];
      const use = spokenOf(uses, name, start);
      const fact = use?.entry.facts?.find((one) => one.name === name && one.stated === stated);
      if (!use || !fact || same(fact.value, value) || told.has(start)) continue;
      told.add(start);
      yield atName(
        { ...use, start, end },
        use.entry,
        `The ${name} of ${use.entry.name} is ${fact.value}, not ${value}.`,
      );
    }
  }
}

const NEVER = /(?!)/g;
const same = (one: string, other: string) => fold(one).trim() === fold(other).trim();

/** Whom a statement is about: the last that is named before it, or the first after it. */
function spokenOf(uses: readonly Use[], fact: string, start: number): Use | undefined {
  let [from, to] = [0, uses.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((uses[middle]?.start ?? 0) < start - REACH) from = middle + 1;
    else to = middle;
  }
  let last: Use | undefined;
  for (let use = uses[from]; use && use.start <= start + REACH; use = uses[++from]) {
    if (!use.entry.facts?.some(({ name }) => name === fact)) continue;
    if (use.start > start) return last ?? use;
    last = use;
  }
  return last;
}

/** The place in the text of one in the joined pieces of a block. */
function offsetIn(pieces: Block["pieces"], at: number): number {
  let from = 0;
  for (const { start, end } of pieces) {
    if (at <= from + end - start) return start + at - from;
    from += end - start + 1;
  }
  return pieces.at(-1)?.end ?? 0;
}
