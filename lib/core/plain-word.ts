/** Characters; what is longer is no word, and expressions would take long for it. */
const LONGEST = 200;

/** A word that people set as a state, without case, signs and emoji around it: "✔ In_Progress" is "in progress". */
export function plainWord(word: string): string {
  return word
    .slice(0, LONGEST)
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll("’", "'")
    .replace(/[\s_-]+/g, " ")
    .split(" ")
    .map((part) => part.replace(/^[^\p{L}\p{N}]+/u, "").replace(/[^\p{L}\p{N}]+$/u, ""))
    .filter(Boolean)
    .join(" ");
}
