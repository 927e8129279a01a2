import { atxHeading } from "#lib/core/atx-heading";

export type Fact = "status" | "date" | "deciders";

const FACTS: Readonly<Record<string, Fact>> = {
  status: "status",
  date: "date",
  deciders: "deciders",
  "decision makers": "deciders",
  "decision-makers": "deciders",
};
const LINE = /^(?:[*-][ \t]+)?(?:\*\*|__)?([A-Za-z][A-Za-z -]{2,15})(?:\*\*|__)?[ \t]*:(?:\*\*|__)?[ \t]*(\S.*)$/;

/**
 * What records in the older ways say of themselves in their text: lines below the title (`* Status: accepted`,
 * `**Date:** 2024-01-02`) and sections (`## Status`). Answers the body without them; `given` facts are known and left in
 * their sections.
 */
export function recordFacts(
  body: string,
  given: readonly Fact[],
): { facts: Partial<Record<Fact, string>>; body: string } {
  const facts: Partial<Record<Fact, string>> = {};
  const left: string[] = [];
  let [isHead, fence] = [true, null as string | null];
  let section: { fact: Fact; heading: string } | null = null;
  for (const line of body.split(/\r?\n/)) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark && (fence === null || mark.startsWith(fence))) fence = fence === null ? mark : null;
    const heading = fence === null && !mark ? atxHeading(line) : null;
    if (heading && heading.level <= 2) {
      const fact: Fact | null = heading.level === 2 ? factOf(heading.text) : null;
      section = fact && !given.includes(fact) && facts[fact] === undefined ? { fact, heading: line } : null;
      isHead = isHead && heading.level === 1;
      if (!section) left.push(line);
      continue;
    }
    if (section && line.trim() !== "") {
      const { fact, heading: written } = section;
      if (facts[fact] === undefined && !heading && !mark) facts[fact] = plain(line.replace(/^[*-][ \t]+/, ""));
      else left.push(written, "", line);
      if (left.at(-1) === line) section = null;
      continue;
    }
    const [, name = "", value = ""] = (isHead && fence === null && LINE.exec(line)) || [];
    const fact = factOf(name);
    if (fact && facts[fact] === undefined) facts[fact] = plain(value);
    else if (!section) left.push(line);
  }
  return { facts, body: left.join("\n") };
}

function factOf(name: string): Fact | null {
  const folded = name.trim().toLowerCase().replace(/:$/, "");
  return Object.hasOwn(FACTS, folded) ? (FACTS[folded] ?? null) : null;
}

/** By hand, because an expression for signs at the end takes minutes for a long line of them. */
function plain(value: string): string {
  const text = value.trim();
  let [start, end] = [0, text.length];
  while (start < end && "*_`".includes(text.charAt(start))) start++;
  while (end > start && "*_`".includes(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}
