import { readSubjectKey } from "#lib/domain/subjects/subject-key";

/** Keys and handles looked at in one write, at most, so that a list of thousands does not hold up everybody. */
const MOST = 200;

const KEY =
  /(?<![\p{L}\p{N}_/.-])#?((?:[A-Za-z][A-Za-z0-9]{1,9}-(?:DOC|DEC|MS)?|DEC-|I-)\d{1,9})(?![\p{L}\p{N}_]|-\w|\.\w)/gu;
const HANDLE = /(?<![\p{L}\p{N}_@/.-])@([a-z0-9](?:[a-z0-9_-]|\.(?=[a-z0-9])){0,38})(?![\p{L}\p{N}_@]|\.\w)/giu;
const CODE = /```[\s\S]*?(?:```|$)|`[^`\n]*`/g;

/** The keys (upper case) and handles (lower case) that texts name, each once, code left out. */
export function namedIn(texts: readonly string[]): { keys: string[]; handles: string[] } {
  const keys = new Set<string>();
  const handles = new Set<string>();
  for (const text of texts) {
    const prose = text.replace(CODE, " ");
    for (const [, key = ""] of prose.matchAll(KEY)) {
      if (keys.size < MOST && readSubjectKey(key)) keys.add(key.toUpperCase());
    }
    for (const [, handle = ""] of prose.matchAll(HANDLE)) if (handles.size < MOST) handles.add(handle.toLowerCase());
  }
  return { keys: [...keys], handles: [...handles] };
}
