import type { Reader, Transaction } from "./transaction.ts";

/** The words by which one thing is found. One entry per subject. */
export interface SearchEntry {
  /** What it is, as its finder is told and narrows by. */
  kind: string;
  /** Id of the row it stands for. */
  subject: string;
  /** Id of the project it belongs to. */
  project: string | null;
  title: string;
  body: string;
}

export interface SearchQuery {
  text: string;
  kinds?: readonly string[];
  /** Only these projects; null or absent means all. */
  projects?: readonly string[] | null;
  /** `relevance`: what has all the words in its title first; within that, as in `newest`, the latest first. */
  order: "relevance" | "newest";
  limit: number;
  offset: number;
}

export interface SearchHit {
  kind: string;
  subject: string;
}

/** Full-text search outside of Prisma's schema; entries are written in the transaction that changes their subject. */
export interface SearchIndex {
  /** The form in which words are stored; entries of another one have to be written anew. */
  readonly form: number;
  put(tx: Transaction, entry: SearchEntry): Promise<void>;
  /** `isNew` saves the look for entries that the subjects have already. */
  putMany(tx: Transaction, entries: readonly SearchEntry[], options?: { isNew?: boolean }): Promise<void>;
  remove(tx: Transaction, subjects: readonly string[]): Promise<void>;
  find(db: Reader, query: SearchQuery): Promise<SearchHit[]>;
  /** A SELECT of all subjects that a query finds, for a statement to build on. */
  subjectsSql(query: Omit<SearchQuery, "order" | "limit" | "offset">, bind: (value: string) => string): string;
  /** A SELECT of the newest subjects whose title has two of these words (or the only one), for a statement to build on. */
  titledSql(words: readonly string[], limit: number, bind: (value: string) => string): string;
  /**
   * Does a part of the work after which many entries that were written anew are found as quickly as new ones; answers
   * whether there is more of it.
   */
  merge(tx: Transaction, part: "first" | "next"): Promise<boolean>;
  /** Empties the index; the caller puts every entry again in the same transaction. */
  clear(tx: Transaction): Promise<void>;
}

const SEPARATE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu;
/** A word; one of more than 100 characters counts as several in a row. */
const WORD = /[\p{L}\p{N}]{1,100}/gu;
/**
 * Signs that count as words of their own: emoji, arrows and currencies, the signs at the end of C++ and F#, the point
 * before a name, as in .NET and login.ts. Frames of boxes and what Markdown is written with do not.
 */
const SIGN =
  /(?<=[\p{L}\p{N}])(?:\+{1,2}(?![+#\p{L}])|#(?![#\p{L}\p{N}]))|\.(?=\p{L})|(?=[^ -~])(?![\u2500-\u259f])[\p{So}\p{Sm}\p{Sc}\p{Extended_Pictographic}]/gu;
/** What a sign is stored as: a letter that hardly any text has, and a number of one length, so that none begins another. */
const signWords = (signs: string) =>
  Array.from(signs, (sign) => ` \ua66e${(sign.codePointAt(0) ?? 0).toString(16).padStart(6, "0")} `).join("");
export const SEARCH_FORM = 2;
/** Index at most this much of one text: a tsvector holds 1 MB. */
const INDEXED_CHARACTERS = 200_000;

/** The words of a text, the same for both engines: case and accents folded; scripts without spaces by character. */
export function searchWords(text: string): string[] {
  const folded = text
    .slice(0, INDEXED_CHARACTERS)
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replaceAll("ς", "σ")
    .slice(0, INDEXED_CHARACTERS);
  return folded.replace(SIGN, signWords).replace(SEPARATE, " $& ").match(WORD) ?? [];
}

/** One part of what a person typed: words in a row, the last of them perhaps the beginning of a word. */
export interface SearchTerm {
  words: string[];
  prefix: boolean;
}

/** Reads a query: words, "exact phrases", and `begin*`; the last word counts as a beginning unless it stands in quotes. */
export function searchTerms(text: string): SearchTerm[] {
  const terms: SearchTerm[] = [];
  const pieces = [...text.matchAll(/"([^"]*)"?|(\S+)/g)];
  for (const [place, [, phrase, bare]] of pieces.entries()) {
    const words = searchWords(phrase ?? bare ?? "");
    if (words.length === 0) continue;
    const last = place === pieces.length - 1 && phrase === undefined;
    terms.push({ words, prefix: last || (bare?.endsWith("*") ?? false) });
  }
  return terms.slice(0, 12);
}

/** What finds no subject. */
export const NOTHING = "SELECT NULL WHERE 1 = 0";

/** Each two of the words, or the only one. */
export function pairsOf(words: readonly string[]): string[][] {
  if (words.length < 2) return words.map((word) => [word]);
  return words.flatMap((first, place) => words.slice(place + 1).map((second) => [first, second]));
}

/**
 * One page of hits: those in a title first where relevance is asked for, each newest first. `matching` reads the newest
 * matches, at most `most` of them. Nothing is scored: a score of a common word costs time in proportion to its matches.
 */
export async function searchPage(
  { order, limit, offset }: SearchQuery,
  matching: (where: "title" | "anywhere", most: number) => Promise<SearchHit[]>,
): Promise<SearchHit[]> {
  const most = offset + limit;
  const first = order === "relevance" ? await matching("title", most) : [];
  if (first.length >= most) return first.slice(offset);
  const seen = new Set(first.map((hit) => hit.subject));
  const others = (await matching("anywhere", most)).filter((hit) => !seen.has(hit.subject));
  return [...first, ...others].slice(offset, most);
}
