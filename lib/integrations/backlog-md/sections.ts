import { nextFence } from "../checklist.ts";

type SectionName = "description" | "criteria" | "definition_of_done" | "plan" | "notes" | "final_summary" | "comments";

export interface Sections {
  /** Each known section's text, its headings and markers left out. */
  known: ReadonlyMap<SectionName, string>;
  /** Everything else, as it stands. */
  other: string;
}

const HEADINGS: Readonly<Record<string, SectionName>> = {
  description: "description",
  "acceptance criteria": "criteria",
  "definition of done": "definition_of_done",
  "implementation plan": "plan",
  "implementation notes": "notes",
  "final summary": "final_summary",
  comments: "comments",
};

const MARKERS: Readonly<Record<string, SectionName>> = {
  "SECTION:DESCRIPTION": "description",
  AC: "criteria",
  DOD: "definition_of_done",
  "SECTION:PLAN": "plan",
  "SECTION:NOTES": "notes",
  "SECTION:FINAL_SUMMARY": "final_summary",
  COMMENTS: "comments",
};

const MARKER = /^<!-- ([A-Z:_]+):(BEGIN|END) -->\s*$/;
const HEADING = /^(##?) (.+)$/;
/** Sections that are lists: a heading of the author's own ends them, as what follows is another list. */
const LISTS: readonly string[] = ["criteria", "definition_of_done"];

/**
 * Takes a task's body apart. What stands between a section's markers belongs to it whatever headings and further markers
 * it has; without markers a section ends at the next one, and headings of the author's own stay in the section they stand
 * in, save in lists.
 */
export function readSections(body: string): Sections {
  const lines = body.split("\n");
  const parts = new Map<SectionName | "other", string[]>();
  let current: SectionName | "other" = "other";
  let level = 2;
  let fence: string | null = null;
  const put = (line: string) => {
    const held = parts.get(current) ?? [];
    parts.set(current, held);
    const gap = current === "other" && !fence && line.trim() === "" && (held.at(-1) ?? "") === "";
    if (!gap) held.push(line);
  };

  for (let place = 0; place < lines.length; place++) {
    const line = lines[place] ?? "";
    const marker = fence ? null : MARKER.exec(line);
    const marked = marker && MARKERS[marker[1] ?? ""];
    if (marker && marked) {
      const end = marker[2] === "BEGIN" ? endOf(lines, place, String(marker[1])) : -1;
      if (end < 0) continue;
      current = marked;
      for (const inside of lines.slice(place + 1, end)) put(inside);
      place = end;
      current = "other";
      continue;
    }
    const heading = fence ? null : HEADING.exec(line.trimEnd());
    const named = heading ? sectionNamed(heading[2] ?? "") : undefined;
    const depth = heading?.[1]?.length ?? Number.POSITIVE_INFINITY;
    if (named) {
      if (parts.has(named)) put("");
      [current, level] = [named, depth];
      continue;
    }
    if (depth <= level && LISTS.includes(current)) current = "other";
    fence = nextFence(fence, line);
    put(line);
  }
  const known = new Map<SectionName, string>();
  for (const [name, held] of parts) {
    const text = trimmed(held);
    if (name !== "other" && text !== "") known.set(name, text);
  }
  return { known, other: trimmed(parts.get("other") ?? []) };
}

/**
 * The line that ends a section that a marker begins: markers of the same name in between are a text's own, as long as each
 * has its end, and so is what stands in code.
 */
function endOf(lines: readonly string[], begin: number, name: string): number {
  let [depth, first, fence] = [0, -1, null as string | null];
  for (let place = begin; place < lines.length; place++) {
    const line = lines[place] ?? "";
    const found = fence ? null : MARKER.exec(line);
    if (found?.[1] === name) depth += found[2] === "BEGIN" ? 1 : -1;
    if (found?.[1] === name && found[2] === "END") {
      if (depth === 0) return place;
      if (first < 0) first = place;
    }
    fence = nextFence(fence, line);
  }
  return first >= 0 ? first : lines.indexOf(`<!-- ${name}:END -->`, begin);
}

/** The section that a heading begins; undefined for headings of the author's own. */
function sectionNamed(heading: string): SectionName | undefined {
  const words = heading
    .toLowerCase()
    .replace(/:$/, "")
    .replace(/ \(optional\)$/, "");
  return Object.hasOwn(HEADINGS, words) ? HEADINGS[words] : undefined;
}

function trimmed(lines: readonly string[]): string {
  return lines
    .join("\n")
    .replace(/^(?:[ \t]*\n)+/, "")
    .trimEnd();
}
