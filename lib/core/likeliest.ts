import { distanceWithin } from "./word-distance.ts";

/** Letters of a name that are compared. */
const LONGEST = 80;

/** The name that was most likely meant, or null when none is near. */
export function likeliest(given: string, names: readonly string[]): string | null {
  const wanted = given.toLowerCase().slice(0, LONGEST);
  let best: { name: string; far: number } | null = null;
  for (const name of names) {
    const candidate = name.toLowerCase().slice(0, LONGEST);
    const far = candidate.startsWith(wanted) && wanted.length > 1 ? 0.5 : distanceWithin(wanted, candidate, LONGEST);
    if (!best || far < best.far) best = { name, far };
  }
  return best && best.far <= Math.max(1, Math.ceil(wanted.length / 3)) ? best.name : null;
}

/** A refusal's sentence about a name that does not exist, with the valid ones and the likeliest match. */
export function noSuch(what: string, given: string, names: readonly string[]): string {
  const meant = likeliest(given, names);
  const listed = names.slice(0, 20).join(", ");
  const valid = names.length === 0 ? " There are none yet." : ` Valid: ${listed}${names.length > 20 ? ", …" : ""}.`;
  return `There is no ${what} "${given.slice(0, 80)}".${meant ? ` Did you mean "${meant}"?` : ""}${valid}`;
}
