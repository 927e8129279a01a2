export interface ReadList {
  items: string[];
  /** What is there and no text of a list, as JSON. */
  unread: string[];
}

/**
 * Where a text of a list ends: `ids` at each comma, `names` at commas where one text stands for the whole list, `lines`
 * at the end of a line only.
 */
export type Parts = "ids" | "names" | "lines";

/** Names under which an object says which thing it stands for. */
const NAMED = ["id", "key", "taskId", "task", "name", "title"];

/** Reads what people and tools write where a list is meant: a list, "1, 2", "[1, 2]", a number, {"id": 1}, {"a": true}. */
export function readList(value: unknown, parts: Parts): ReadList {
  const read: ReadList = { items: [], unread: [] };
  const given = typeof value === "string" ? (listIn(value) ?? cut(value, parts === "lines" ? /\n/ : /[,;\n]/)) : value;
  for (const item of Array.isArray(given) ? given : [given]) readItem(item, parts, read);
  return { items: [...new Set(read.items)], unread: read.unread };
}

function readItem(item: unknown, parts: Parts, read: ReadList): void {
  if (item === null || item === undefined || item === false) return;
  if (typeof item === "number" || typeof item === "bigint") read.items.push(String(item));
  else if (typeof item === "string") {
    const texts = parts === "ids" ? cut(item, /[,;\n]/).flatMap(idsIn) : [item.trim()];
    read.items.push(...texts.filter((text) => text !== ""));
  } else {
    const named = typeof item === "object" && !Array.isArray(item) ? namesOf(Object(item)) : [];
    if (named.length > 0) read.items.push(...named);
    else if (JSON.stringify(item) !== "{}" && JSON.stringify(item) !== "[]") read.unread.push(JSON.stringify(item));
  }
}

/** The one thing that an object names, else all that it holds: {"0": "a"}, {"a": true}. */
function namesOf(item: Readonly<Record<string, unknown>>): string[] {
  for (const name of NAMED) {
    const value = Object.hasOwn(item, name) ? item[name] : undefined;
    if (typeof value === "number" || (typeof value === "string" && value.trim() !== "")) return [String(value).trim()];
  }
  const entries = Object.entries(item);
  if (entries.every(([, value]) => typeof value === "boolean"))
    return entries.flatMap(([name, on]) => (on ? [name] : []));
  const values = entries.map(([, value]) => value);
  const flat = entries.every(([name, value]) => /^\d+$/.test(name) && ["string", "number"].includes(typeof value));
  return flat ? values.map((value) => String(value).trim()) : [];
}

/** The list that a text holds as JSON; null where it holds none. */
function listIn(text: string): unknown[] | null {
  const trimmed = text.trim();
  if (!trimmed.startsWith("[") || !trimmed.endsWith("]")) return null;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

function cut(text: string, at: RegExp): string[] {
  return text.split(at).map((part) => part.trim());
}

/** Numbers may stand with nothing but a space between: "1 2". */
function idsIn(text: string): string[] {
  const plain = text.replace(/^\[\[(.*)\]\]$/, "$1").trim();
  return (/^#?\d+(\s+#?\d+)+$/.test(plain) ? plain.split(/\s+/) : [plain]).map((id) => id.replace(/^#(?=\d)/, ""));
}
