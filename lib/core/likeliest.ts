/** Edit distance with transpositions, for short names. */
function distance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => [i, ...Array<number>(b.length).fill(0)]);
  const at = (i: number, j: number) => rows[i]?.[j] ?? 0;
  for (let j = 0; j <= b.length; j++) (rows[0] as number[])[j] = j;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, at(i - 2, j - 2) + 1);
      (rows[i] as number[])[j] = best;
    }
  }
  return at(a.length, b.length);
}

/** The name that was most likely meant, or null when none is near. */
export function likeliest(given: string, names: readonly string[]): string | null {
  const wanted = given.toLowerCase().slice(0, 80);
  let best: { name: string; far: number } | null = null;
  for (const name of names) {
    const candidate = name.toLowerCase().slice(0, 80);
    const far = candidate.startsWith(wanted) && wanted.length > 1 ? 0.5 : distance(wanted, candidate);
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
