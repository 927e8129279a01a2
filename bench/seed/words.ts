const COMMON =
  "the server keeps a connection open while page list and button wait for data when token expires error shows user report build cache index query retry write lock event stream parser schema session agent client label branch commit merge deploy test suite".split(
    " ",
  );
const ONSETS = [
  "b",
  "br",
  "d",
  "f",
  "g",
  "gl",
  "k",
  "l",
  "m",
  "n",
  "p",
  "pr",
  "r",
  "s",
  "st",
  "t",
  "tr",
  "v",
  "w",
  "z",
];
const ENDS = ["an", "el", "ir", "on", "us", "et", "al", "or", "in", "um"];

/** 4,000 made-up words of two or three syllables. */
const UNCOMMON = Array.from({ length: 4000 }, (_, n) => {
  const syllable = (part: number) => `${ONSETS[part % 20]}${ENDS[Math.floor(part / 20) % 10]}`;
  return n < 2000 ? `${syllable(n % 200)}${syllable(Math.floor(n / 10))}` : `${syllable(n % 200)}o${syllable(n)}`;
});

/** Some words: most of them common, as in written text, and now and then one that few texts have. */
export function words(next: () => number, count: number): string {
  const pick = (list: readonly string[]) => list[Math.floor(next() ** 1.6 * list.length)] ?? "word";
  return Array.from({ length: count }, () => pick(next() < 0.8 ? COMMON : UNCOMMON)).join(" ");
}

/** What the searches of the benchmark look for. */
export const SEARCHES = {
  rare: "zirconium",
  common: "server connection",
  prefix: "conn",
  phrase: '"keeps a"',
  absent: "quuxnothing",
} as const;
