export interface ChecklistItem {
  text: string;
  done: boolean;
}

export interface Checklist {
  items: ChecklistItem[];
  /** The section says more than its items. */
  rest: boolean;
  /** Items whose box says neither yes nor no: "[~] golf". They count as open. */
  unclear: string[];
}

const BOX = /^\s*(?:[-*+]|\d+[.)])\s+\[([^\]\w]|[xXvVoO]|)\]\s+(?:#\d+\s+)?(.*)$/u;
const BULLET = /^[-*+]\s+(.*)$/;
const ANY_BULLET = /^\s*(?:[-*+]|\d+[.)])\s/;
const FENCE = /^\s*(```+|~~~+)/;
const TICKS = new Set(["x", "X", "v", "V", "✓", "✔", "√", "☑", "✅", "*"]);

/**
 * The items of a section that holds a checklist, without their numbers, each with the lines that go on from it. Where no
 * line has a box, plain bullets count as items.
 */
export function readChecklist(section: string): Checklist {
  const lines = section.split("\n").filter((line) => !/^\s*<!--.*-->\s*$/.test(line));
  const boxed = lines.some((line) => BOX.test(line));
  const read: Checklist = { items: [], rest: false, unclear: [] };
  let open: ChecklistItem | null = null;
  let fence: string | null = null;
  let gap = "";
  for (const line of lines) {
    if (line.trim() === "") {
      gap = open ? `${gap}\n` : "";
      continue;
    }
    const found: RegExpExecArray | null = fence === null ? (boxed ? BOX : BULLET).exec(line) : null;
    if (found) {
      open = itemOf(found, boxed, read);
    } else if (open && (fence !== null || goesOn(line, gap))) {
      open.text += `${gap}\n${line}`;
    } else {
      open = null;
      read.rest = true;
    }
    fence = nextFence(fence, line);
    gap = "";
  }
  return read;
}

/** An item of no words is none, and leaves nothing to go on from. */
function itemOf(found: RegExpExecArray, boxed: boolean, read: Checklist): ChecklistItem | null {
  const text = (found[boxed ? 2 : 1] ?? "").trim();
  if (text === "") return null;
  const mark = boxed ? (found[1] ?? "").trim() : "";
  const item = { text, done: TICKS.has(mark) };
  if (mark !== "" && !item.done) read.unclear.push(`[${mark}] ${text}`);
  read.items.push(item);
  return item;
}

/** Does a line belong to the item above it? Indented ones do, others where no blank line parts them. */
function goesOn(line: string, gap: string): boolean {
  return /^\s/.test(line) || (gap === "" && !ANY_BULLET.test(line) && !/^#{1,6}\s/.test(line) && !FENCE.test(line));
}

/** The open code block after a line. */
export function nextFence(open: string | null, line: string): string | null {
  const mark = FENCE.exec(line)?.[1];
  if (!mark) return open;
  if (!open) return mark;
  return mark.startsWith(open) ? null : open;
}
