import { proseOf } from "#lib/core/markdown/prose-of";
import { KINDS } from "#lib/domain/kinds";
import {
  KEY_BEGINNING,
  readSubjectKey,
  SIGNS_OF_PROJECT,
  type SubjectKey,
  subjectKey,
} from "#lib/domain/subjects/subject-key";

/** Something that a text names. */
export interface Name {
  kind: "key" | "person";
  /** The key in upper case, the handle in lower case. */
  name: string;
  /** Where it stands in the text, `@` included and `#` left out; of an address, where that begins. */
  at: number;
  /** As it stands there; null where an address or a link names it. */
  text: string | null;
}

/** A sign that may be part of a word before or after a name, so that the name is none. */
const WORD = "\\p{Script=Latin}\\p{M}0-9_";
const KEY = new RegExp(
  `(?<![${WORD}@-]|[${WORD}]\\.)(${KEY_BEGINNING}[1-9]\\d{0,8})(?![${WORD}]|-[${WORD}]|\\.[${WORD}])`,
  "giu",
);
const HANDLE = new RegExp(
  `(?<![${WORD}@-])@([a-z0-9](?:[a-z0-9_-]|\\.(?=[a-z0-9])){0,38})(?![${WORD}@-]|\\.[a-z0-9]|/[${WORD}])`,
  "giu",
);
/** What a text without any name does not have. */
const MAYBE = new RegExp(`@[a-z0-9]|[a-z0-9]-${SIGNS_OF_PROJECT}[1-9]`, "i");
/** Where a name stands directly behind another, they are told apart by a slash; elsewhere it is part of a path. */
const PATH = /\/#?$/;

const ADDRESS = new RegExp(`^(?:https?://([^/?#@\\s]+))?/([a-z]+)/(${KEY_BEGINNING}[1-9]\\d{0,8})(?![\\w-])`, "i");

/**
 * What a Markdown text names by key or handle, in the order of the text. Names in code, comments, pictures, tags and links
 * do not count; an address of this instance (one of `hosts`, or none) names what it leads to.
 */
export function namesIn(text: string, hosts: readonly string[] = []): Name[] {
  if (!MAYBE.test(text)) return [];
  const { prose, links } = proseOf(text);
  const names: Name[] = [];
  for (const { address, at } of links) {
    const key = keyOfAddress(address, hosts)?.key;
    if (key) names.push({ kind: "key", name: key, at, text: null });
  }
  for (const { 1: found = "", index: at } of prose.matchAll(KEY)) {
    const key = namedKey(found);
    if (key) names.push({ kind: "key", name: subjectKey(key), at, text: found });
  }
  for (const { 0: found, 1: handle = "", index: at } of prose.matchAll(HANDLE))
    names.push({ kind: "person", name: handle.toLowerCase(), at, text: found });
  return withoutPaths(
    prose,
    names.sort((one, other) => one.at - other.at),
  );
}

/** The page of a thing in this instance. */
export function addressOf(key: string): string {
  return `/${KINDS[readSubjectKey(key)?.kind ?? "issue"].folder}/${key}`;
}

/** The key that an address of this instance leads to, and how much of the address says so; null for every other address. */
export function keyOfAddress(address: string, hosts: readonly string[]): { key: string; length: number } | null {
  const [whole, host, folder = "", found = ""] = ADDRESS.exec(address) ?? [];
  const key = whole ? readSubjectKey(found) : null;
  if (!whole || !key || folder.toLowerCase() !== KINDS[key.kind].folder) return null;
  if (host !== undefined && !hosts.includes(host.toLowerCase())) return null;
  return { key: subjectKey(key), length: whole.length };
}

/** "Dec-7" is a day rather than a decision. */
function namedKey(found: string): SubjectKey | null {
  const key = readSubjectKey(found);
  return key && !(key.project === null && found.startsWith("Dec")) ? key : null;
}

function withoutPaths(prose: string, names: readonly Name[]): Name[] {
  let end = -1;
  return names.filter(({ at, text }) => {
    const before = prose.slice(Math.max(0, at - 2), at);
    const slash = PATH.exec(before);
    if (text !== null && slash && at - slash[0].length !== end) return false;
    end = at + (text?.length ?? 0);
    return true;
  });
}
