import type { Known } from "../check.ts";
import { compileTruth, type GivenTruth } from "../truth.ts";

/** Truth made ready to check files against, with the general words that are no slips of its names; nothing where there is none. */
export async function knownBy({ entries, ...rest }: GivenTruth): Promise<Known> {
  if (entries.length + rest.families.length === 0) return {};
  const { englishWords } = await import("../english.ts");
  return { truth: compileTruth(entries, { ...rest, words: await englishWords() }) };
}
