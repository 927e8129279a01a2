/** The numbers of a version, like 2.10.1 or v3; null where it is none. */
export function versionOf(text: string): number[] | null {
  const found = /^\s*v?(\d{1,9}(?:\.\d{1,9}){0,3})(?:[-+].*)?\s*$/i.exec(text)?.[1];
  return found ? found.split(".").map(Number) : null;
}

/** Which comes first, as far as both say: below 0 where the first does; 3 is neither before nor after 3.2. */
export function compareVersions(one: readonly number[], other: readonly number[]): number {
  for (let at = 0; at < Math.min(one.length, other.length); at++) {
    const difference = (one[at] ?? 0) - (other[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
