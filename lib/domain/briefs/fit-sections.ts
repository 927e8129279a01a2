import { cut } from "#lib/core/cut";
import { costOf, LINE_END, ONCE } from "#lib/core/token-estimate";
import type { LeftOut } from "./schema.ts";
import type { Line, Section } from "./section.ts";

interface Draft {
  /** Title and facts; they come before every share. */
  head: { title: string; facts: string; mark: string };
  sections: readonly Section[];
  budget: number;
}

/** As much of a section as fits. */
interface Fitted {
  lines: string[];
  cost: number;
  whole: boolean;
}

const NOTHING: Fitted = { lines: [], cost: 0, whole: false };
/** Tokens for which the beginning of a line is worth having. */
const LEAST = 12;

/**
 * The text of a brief. First the head, and room for the closing lines were every section to be named there. What is left
 * is shared out: each section may have `share` parts of it, so that a long one cannot push out the others; then those that
 * want more take, in their order, what others left over. Sections are cut at a line; a line that is long itself, at a word.
 */
export function fitSections(key: string, { head, sections, budget }: Draft): { text: string; leftOut: LeftOut[] } {
  const closing = (cutOff: readonly Section[]) => closingLines(key, cutOff);
  let room = budget - ONCE - sumOf(closing(sections));
  const top = fitHead(head, room);
  room -= sumOf(top);
  const shares = sections.reduce((sum, { share }) => sum + share, 0);
  const fitted = sections.map((section) => grow(section, Math.floor((room * section.share) / shares)));
  let pool = room - fitted.reduce((sum, { cost }) => sum + cost, 0);
  for (const [place, section] of sections.entries()) {
    const before = fitted[place] ?? NOTHING;
    if (before.whole) continue;
    const after = grow(section, before.cost + pool);
    if (after.cost <= before.cost) continue;
    fitted[place] = after;
    pool -= after.cost - before.cost;
  }
  const cutOff = sections.filter((section, place) => section.more || !fitted[place]?.whole);
  const lines = [...top, ...fitted.flatMap((one) => one.lines), ...closing(cutOff)];
  return { text: lines.join("\n"), leftOut: cutOff.map(({ what, how }) => ({ what, how })) };
}

const lineCost = (line: string) => costOf(line) + LINE_END;
const sumOf = (lines: readonly string[]) => lines.reduce((sum, line) => sum + lineCost(line), 0);

/** The title gives way first, so that the facts stay. */
function fitHead({ title, facts, mark }: Draft["head"], room: number): string[] {
  const rest = room - lineCost(mark);
  const named = shortened(title, Math.max(Math.floor(rest / 2), rest - lineCost(facts)) - LINE_END);
  return [named, shortened(facts, rest - lineCost(named) - LINE_END), mark].filter((line) => line !== "");
}

function grow({ lines }: Section, limit: number): Fitted {
  const taken: Line[] = [];
  let cost = 0;
  for (const line of lines) {
    const own = lineCost(line.text);
    if (cost + own > limit) {
      const begun = limit - cost >= LEAST && !line.opens ? shortened(line.text, limit - cost - LINE_END) : "";
      // The end of a list says enough; of a text that is one long line its beginning is wanted.
      if (begun !== "" && (taken.at(-1)?.opens || line.text.length > 300)) taken.push({ text: begun });
      break;
    }
    taken.push(line);
    cost += own;
  }
  const whole = taken.length === lines.length && taken.every((line, place) => line.text === lines[place]?.text);
  while (!whole && taken.at(-1)?.opens) taken.pop();
  const texts = taken.map(({ text }) => text);
  return { lines: texts, cost: sumOf(texts), whole };
}

const MORE = "…";

/** As much of a line as costs at most so many tokens, with an ellipsis where it was cut; nothing where that is no word. */
function shortened(line: string, room: number): string {
  if (costOf(line) <= room) return line;
  const left = room - costOf(MORE);
  let [fits, over] = [0, line.length];
  while (over - fits > 1) {
    const middle = (fits + over) >> 1;
    if (costOf(cut(line, middle)) <= left) fits = middle;
    else over = middle;
  }
  const kept = cut(line, fits);
  const word = kept.lastIndexOf(" ");
  const text = word > kept.length / 2 ? kept.slice(0, word) : kept;
  const quoted = text.startsWith(">") ? MORE : `${MORE}${(text.split('"').length - 1) % 2 === 1 ? '"' : ""}`;
  const shown = `${text}${quoted}`;
  if (text.length < 3) return "";
  return costOf(shown) <= room ? shown : shortened(line, room - 1);
}

/** `Left out: description, criteria (issues.get APP-1); comments (comments.list APP-1)` */
function closingLines(key: string, cutOff: readonly Section[]): string[] {
  if (cutOff.length === 0) return [];
  const calls = new Map<string, string[]>();
  for (const { what, how } of cutOff) calls.set(how.operation, [...(calls.get(how.operation) ?? []), what]);
  const said = [...calls].map(([operation, whats]) => `${whats.join(", ")}: ${operation}`);
  return [`Left out (calls about ${key}): ${said.join("; ")}`];
}
