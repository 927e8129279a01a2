export interface ChecklistItem {
  text: string;
  done: boolean;
}

const BOX = /^\s*[-*+] \[([ xX])\]\s+(?:#\d+\s+)?(.*)$/;
const BULLET = /^[-*+]\s+(.*)$/;

/**
 * The items of a section that holds a checklist, without their numbers. `rest` is true when the section says more than
 * its items. Where no line has a box, plain bullets count as items.
 */
export function readChecklist(section: string): { items: ChecklistItem[]; rest: boolean } {
  const lines = section.split("\n").filter((line) => line.trim() !== "" && !/^\s*<!--.*-->\s*$/.test(line));
  const boxed = lines.some((line) => BOX.test(line));
  const items: ChecklistItem[] = [];
  let rest = false;
  for (const line of lines) {
    const item = boxed ? BOX.exec(line) : BULLET.exec(line);
    const text = (item?.[boxed ? 2 : 1] ?? "").trim();
    const last = items.at(-1);
    if (item && text !== "") items.push({ text, done: boxed && item[1] !== " " });
    else if (!item && last && !rest && /^\s/.test(line)) last.text += `\n${line}`;
    else if (!item) rest = true;
  }
  return { items, rest };
}
