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
const HEADING = /^##? (.+)$/;
const FENCE = /^\s*(```+|~~~+)/;

/**
 * Takes a task's body apart. What stands between a section's markers belongs to it whatever headings it has; without
 * markers a section ends at the next one, and headings of the author's own stay in the section they stand in.
 */
export function readSections(body: string): Sections {
  const lines = body.split("\n");
  const parts = new Map<SectionName | "other", string[]>();
  let current: SectionName | "other" = "other";
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
      const end = marker[2] === "BEGIN" ? lines.indexOf(`<!-- ${marker[1]}:END -->`, place) : -1;
      if (end < 0) continue;
      current = marked;
      for (const inside of lines.slice(place + 1, end)) put(inside);
      place = end;
      current = "other";
      continue;
    }
    const named = fence ? undefined : sectionNamed(line);
    if (named) {
      if (parts.has(named)) put("");
      current = named;
      continue;
    }
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

/** The section that a heading begins; undefined for headings of the author's own and for what is none. */
function sectionNamed(line: string): SectionName | undefined {
  const heading = HEADING.exec(line.trimEnd())?.[1] ?? "";
  const words = heading
    .toLowerCase()
    .replace(/:$/, "")
    .replace(/ \(optional\)$/, "");
  return Object.hasOwn(HEADINGS, words) ? HEADINGS[words] : undefined;
}

function nextFence(open: string | null, line: string): string | null {
  const mark = FENCE.exec(line)?.[1];
  if (!mark) return open;
  if (!open) return mark;
  return mark.startsWith(open) ? null : open;
}

function trimmed(lines: readonly string[]): string {
  return lines
    .join("\n")
    .replace(/^(?:[ \t]*\n)+/, "")
    .trimEnd();
}
