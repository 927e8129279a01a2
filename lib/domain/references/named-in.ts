import { readSubjectKey } from "#lib/domain/subjects/subject-key";

/** Keys and handles looked at in one write, at most, so that a list of thousands does not hold up everybody. */
const MOST = 200;

const KEY =
  /(?<![\p{L}\p{N}_/.-])#?((?:[A-Za-z][A-Za-z0-9]{1,9}-(?:DOC|DEC|MS)?|DEC-|I-)\d{1,9})(?![\p{L}\p{N}_]|-\w|\.\w)/gu;
const HANDLE = /(?<![\p{L}\p{N}_@/.-])@([a-z0-9](?:[a-z0-9_-]|\.(?=[a-z0-9])){0,38})(?![\p{L}\p{N}_@]|\.\w)/giu;
const CODE = /```[\s\S]*?(?:```|$)|`[^`\n]*`/g;

/** What texts name. */
export interface Named {
  /** In upper case, each once. */
  keys: string[];
  /** In lower case, each once. */
  handles: string[];
  /** Where each handle stands first. */
  places: Map<string, { text: string; at: number }>;
}

/** The keys and handles that texts name, code left out. */
export function namedIn(texts: readonly string[]): Named {
  const keys = new Set<string>();
  const places: Named["places"] = new Map();
  for (const text of texts) {
    const prose = text.replace(CODE, (code) => " ".repeat(code.length));
    for (const [, key = ""] of prose.matchAll(KEY)) {
      if (keys.size < MOST && readSubjectKey(key)) keys.add(key.toUpperCase());
    }
    for (const { 1: handle = "", index: at } of prose.matchAll(HANDLE)) {
      const name = handle.toLowerCase();
      if (places.size < MOST && !places.has(name)) places.set(name, { text, at });
    }
  }
  return { keys: [...keys], handles: [...places.keys()], places };
}
