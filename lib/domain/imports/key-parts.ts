/** What stands before and after the dash of an id that looks like an issue's key; null for any other id. */
export function keyParts(id: string): { prefix: string; number: number } | null {
  const found = /^([A-Z][A-Z0-9]*)-([1-9]\d{0,8})$/.exec(id);
  return found ? { prefix: String(found[1]), number: Number(found[2]) } : null;
}
