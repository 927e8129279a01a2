/**
 * How many insertions, deletions, replacements and swaps of neighbours turn one word into another, where no part is edited
 * twice (the restricted Damerau–Levenshtein distance). Answers `most` + 1 as soon as it is more than `most`.
 */
export function distanceWithin(one: string, other: string, most: number): number {
  const [a, b] = one.length <= other.length ? [one, other] : [other, one];
  if (b.length - a.length > most) return most + 1;
  let [before, last, row] = [[] as number[], Array.from({ length: b.length + 1 }, (_, at) => at), [] as number[]];
  for (let i = 1; i <= a.length; i++) {
    row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    [before, last] = [last, row];
  }
  return Math.min(last[b.length] ?? 0, most + 1);
}

/** How alike two words are by their common letters and beginnings, 0 to 1 (Jaro–Winkler). */
export function likeness(one: string, other: string): number {
  if (one === other) return 1;
  const reach = Math.max(0, Math.floor(Math.max(one.length, other.length) / 2) - 1);
  const taken = new Set<number>();
  const common: number[] = [];
  for (let at = 0; at < one.length; at++) {
    for (let to = Math.max(0, at - reach); to <= Math.min(other.length - 1, at + reach); to++) {
      if (taken.has(to) || one[at] !== other[to]) continue;
      taken.add(to);
      common.push(at);
      break;
    }
  }
  const many = common.length;
  if (many === 0) return 0;
  const theirs = [...taken].sort((a, b) => a - b);
  const moved = common.filter((at, place) => one[at] !== other[theirs[place] ?? 0]).length / 2;
  const jaro = (many / one.length + many / other.length + (many - moved) / many) / 3;
  let prefix = 0;
  while (prefix < 4 && one[prefix] === other[prefix] && prefix < one.length) prefix++;
  return jaro + prefix * 0.1 * (1 - jaro);
}
