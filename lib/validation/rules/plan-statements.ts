import type { Edit } from "../edits.ts";
import { placeOf } from "../lines.ts";
import type { PlanName, PlanThing } from "../plan.ts";
import type { Page } from "./rule.ts";

/** A status that a text states of something. */
export interface Statement {
  /** The words that state it; of a task box, the name beside it. */
  start: number;
  end: number;
  words: string;
  /** Is it so? */
  holds: boolean;
  /** Is it said in a sentence, which may speak of what is to be? */
  said: boolean;
  /** Does the text say that this is not its status? */
  denied: boolean;
  edit: Edit | null;
}

interface Words {
  /** As pages call it. */
  plain: string;
  /** After "is". */
  said: string;
}

const words = (plain: string, said = plain): Words => ({ plain, said });

/** The words of each status. */
const WORDS: Readonly<Record<PlanThing["kind"], Readonly<Record<string, Words>>>> = {
  issue: {
    backlog: words("in the backlog"),
    ready: words("ready"),
    in_progress: words("in progress"),
    review: words("in review"),
    testing: words("in testing"),
    done: words("done"),
    canceled: words("canceled"),
  },
  initiative: {
    planning: words("planning", "in planning"),
    in_progress: words("in progress"),
    on_hold: words("on hold"),
    completed: words("completed"),
    canceled: words("canceled"),
  },
  milestone: {
    planned: words("planned"),
    in_progress: words("in progress"),
    completed: words("completed"),
    canceled: words("canceled"),
  },
  decision: {
    proposed: words("proposed"),
    accepted: words("accepted"),
    implemented: words("implemented"),
    superseded: words("superseded"),
    rejected: words("rejected"),
  },
  document: {
    draft: words("draft", "a draft"),
    in_review: words("in review"),
    approved: words("approved"),
    published: words("published"),
    archived: words("archived"),
  },
  proposal: { open: words("open"), settled: words("settled"), withdrawn: words("withdrawn") },
};

/** What else states a status, with all that it may stand for. */
const OTHERWISE: Readonly<Partial<Record<PlanThing["kind"], Readonly<Record<string, readonly string[]>>>>> = {
  issue: {
    backlog: ["backlog"],
    review: ["review"],
    testing: ["testing"],
    cancelled: ["canceled"],
    closed: ["done", "canceled"],
    open: ["backlog", "ready", "in_progress", "review", "testing"],
  },
  initiative: { cancelled: ["canceled"], done: ["completed"] },
  milestone: { cancelled: ["canceled"], done: ["completed"] },
  decision: { accepted: ["accepted", "implemented"] },
  document: { approved: ["approved", "published"] },
};

/** Words that in a sentence say something else as well: "is ready to be read". */
const AMBIGUOUS = new Set(["ready", "review", "testing", "backlog", "planning", "draft", "archived"]);

/** By kind, what words may state. */
const MEANINGS = new Map(
  Object.entries(WORDS).map(([kind, statuses]) => {
    const own = Object.entries(statuses).flatMap(([status, { plain, said }]) =>
      [plain, said].map((word): [string, readonly string[]] => [word, [status]]),
    );
    return [kind, new Map([...own, ...Object.entries(OTHERWISE[kind as PlanThing["kind"]] ?? {})])];
  }),
);

/** How a status's words are compared: `In-progress` and `in_progress` are one. */
const compared = (text: string) =>
  text
    .toLowerCase()
    .replace(/[*_`]+$|^[*_`]+/g, "")
    .replace(/[\s_-]+/g, " ")
    .trim();

const WORD = "(?<words>[A-Za-z]+(?:[ _-][A-Za-z]+){0,2})";
const MARK = "[*_`]*";
const IN_BRACKETS = new RegExp(`^${MARK}\\s*\\(\\s*(?:status:?\\s*)?${MARK}${WORD}${MARK}\\s*(?=[,;)])`, "i");
const BEHIND = new RegExp(
  `^${MARK}\\s*(?::|[–—→]|->|-(?=\\s))\\s*(?:status:?\\s*)?${MARK}${WORD}${MARK}[.]?[ \\t]*(?=\\r|\\n|\\||$)`,
  "i",
);
const OTHERS = /^(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+)#?[*_]*[A-Z][A-Z0-9]*-[A-Z]*\d+[*_]*)+(?=\s+are\s)/i;
const SAID = new RegExp(
  `^${MARK}\\s+(?<verb>is|are)\\s+(?:(?:now|already|still|currently|both|all)\\s+)*(?<not>not\\s+(?:yet\\s+)?)?${MARK}(?<words>[A-Za-z]+(?:[\\s_-][A-Za-z]+){0,2}?)${MARK}(?:\\s+(?:yet|now|already|again|too))?(?=\\s*(?:[.,;:!)\\]|]|—|–|$)|\\s+(?:-|and|but|so)\\s|\\n\\s*\\n)`,
  "i",
);
const TASK = /^(?:[ \t>]*)(?:[-*+]|\d+[.)])[ \t]+\[(?<box>[ xX])\][ \t]+[*_[]*#?$/;

/** The words of its status. */
export function wordsOf({ kind, status }: Pick<PlanThing, "kind" | "status">): Words {
  return WORDS[kind][status] ?? words(status.replaceAll("_", " "));
}

/** What a text states of something right beside its name; null where it states nothing. */
export function statementAt(page: Page, name: PlanName, thing: PlanThing): Statement | null {
  return boxAt(page, name, thing) ?? besideIt(page, name, thing) ?? inRow(page, name, thing);
}

/** Where the text goes on behind a name, behind its link where it is in one. */
function behind({ text }: Page, { end, linked }: PlanName): number {
  return linked ? end + (/^[^\s<>)]*(?:\s+"[^"\n]*")?[>)]?/.exec(text.slice(end, end + 500))?.[0].length ?? 0) : end;
}

function besideIt(page: Page, name: PlanName, thing: PlanThing): Statement | null {
  const from = behind(page, name);
  const after = page.text.slice(from, from + 120);
  const beside = IN_BRACKETS.exec(after) ?? BEHIND.exec(after);
  if (beside) return stated(thing, placed(from, beside), { said: false });
  const others = OTHERS.exec(after)?.[0].length ?? 0;
  const found = SAID.exec(after.slice(others));
  if (!found) return null;
  const place = placed(from + others, found);
  if (AMBIGUOUS.has(compared(place.words))) return null;
  const denied = found.groups?.not !== undefined;
  return stated(thing, place, { said: true, denied, many: found.groups?.verb?.toLowerCase() === "are" });
}

interface Place {
  start: number;
  end: number;
  words: string;
}

function placed(from: number, found: RegExpExecArray): Place {
  const own = found.groups?.words ?? "";
  const start = from + found.index + found[0].lastIndexOf(own);
  return { start, end: start + own.length, words: own };
}

interface How {
  said: boolean;
  denied?: boolean;
  many?: boolean;
}

function stated(thing: PlanThing, place: Place, { said, denied = false, many = false }: How): Statement | null {
  const meant = MEANINGS.get(thing.kind)?.get(compared(place.words));
  if (!meant) return null;
  const is = wordsOf(thing)[said ? "said" : "plain"];
  const after = /^\p{Lu}/u.test(place.words) ? is.charAt(0).toUpperCase() + is.slice(1) : is;
  const { start, end } = place;
  return {
    ...{ start, end, said, denied },
    words: compared(place.words),
    holds: meant.includes(thing.status) !== denied,
    edit: denied || many ? null : { start, end, after },
  };
}

/** A task box that has nothing but a name behind it, and perhaps the thing's title. */
function boxAt({ text, lines }: Page, name: PlanName, thing: PlanThing): Statement | null {
  if (thing.kind !== "issue") return null;
  const line = placeOf(lines, name.start).line - 1;
  const from = lines.starts[line] ?? 0;
  const linkStart = name.linked ? text.lastIndexOf("[", name.start) : name.start;
  const box = TASK.exec(text.slice(from, Math.max(from, linkStart)))?.groups?.box;
  if (box === undefined) return null;
  const rest = text.slice(behind({ text } as Page, name), lines.ends[line]);
  const title = onlyWords(rest);
  if (title !== "" && title !== onlyWords(thing.title)) return null;
  const ticked = box !== " ";
  const closed = thing.status === "done" || thing.status === "canceled";
  const at = text.indexOf("[", from) + 1;
  return {
    ...{ start: name.start, end: name.end, said: false, denied: false },
    words: ticked ? "done" : "open",
    holds: ticked === closed,
    edit: { start: at, end: at + 1, after: closed ? "x" : " " },
  };
}

const onlyWords = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

const STATUS_HEADING = /^(?:status|state|progress)$/;

/** A row of a table that names one thing, in the column whose heading says status. */
function inRow(page: Page, name: PlanName, thing: PlanThing): Statement | null {
  const { blocks, text } = page;
  const own = blocks[lastBefore(blocks, name.start)];
  const row = own && rowsOf(page).get(own);
  if (!row) return null;
  const { cells, table } = row;
  table.column ??= table.head.findIndex((cell) => STATUS_HEADING.test(compared(text.slice(cell.start, cell.end))));
  const cell = cells[table.column];
  // Cells without text are none, so that only rows that have as many can be told apart by columns.
  if (!cell || cells.length !== table.head.length || cell === own) return null;
  row.namesOne ??= namesOne(page, cells);
  if (!row.namesOne) return null;
  const bare = text.slice(cell.start, cell.end);
  const said = /[A-Za-z]+(?:[ _-][A-Za-z]+)*/.exec(bare);
  if (!said || /[\p{L}\p{N}]/u.test(bare.replace(said[0], ""))) return null;
  const start = cell.start + said.index;
  return stated(thing, { start, end: start + said[0].length, words: said[0] }, { said: false });
}

type Cell = Page["blocks"][number];

interface Row {
  cells: Cell[];
  /** What all rows of a table share: its first row, and the column of the status in it, below 0 where there is none. */
  table: { head: Cell[]; column?: number };
  namesOne?: boolean;
}

const ROWS = new WeakMap<Page, ReadonlyMap<Cell, Row>>();

/** The row of each cell; read once for a page. */
function rowsOf(page: Page): ReadonlyMap<Cell, Row> {
  const known = ROWS.get(page);
  if (known) return known;
  const { blocks, lines, text } = page;
  const rows = new Map<Cell, Row>();
  let row: Row = { cells: [], table: { head: [] } };
  let last = -1;
  for (const [at, cell] of blocks.entries()) {
    if (cell.kind !== "cell") continue;
    const line = placeOf(lines, cell.start).line;
    // Between the head and the row below it lies the line that divides them.
    const divided = last === line - 2 && /-/.test(text.slice(lines.starts[last], lines.ends[last]));
    const goesOn = blocks[at - 1]?.kind === "cell" && (line - last <= 1 || divided);
    if (!goesOn) row = { cells: [], table: { head: [] } };
    else if (line !== last) row = { cells: [], table: row.table };
    if (!goesOn) row.table.head = row.cells;
    row.cells.push(cell);
    rows.set(cell, row);
    last = line;
  }
  ROWS.set(page, rows);
  return rows;
}

function namesOne({ plan }: Page, cells: readonly Cell[]): boolean {
  const names = plan?.names ?? [];
  const end = cells.at(-1)?.end ?? 0;
  let only: string | null = null;
  for (let at = lastBefore(names, cells[0]?.start ?? 0); at < names.length; at++) {
    const { key, start } = names[at] as PlanName;
    if (start >= end) break;
    if (start < (cells[0]?.start ?? 0)) continue;
    if (only !== null && key !== only) return false;
    only = key;
  }
  return only !== null;
}

/** The place of the last that begins at an offset or before it; the first where there is none. */
function lastBefore(all: readonly { start: number }[], offset: number): number {
  let low = 0;
  let high = all.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((all[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
