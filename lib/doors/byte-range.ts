interface ByteRange {
  first: number;
  last: number;
}

/**
 * The part of a content that a Range header asks for, both ends included; null where the whole is to be sent: without
 * the header, in other units, or for several parts at once.
 */
export function byteRange(header: string | null, size: number): ByteRange | "unsatisfiable" | null {
  const [, from, to] = /^\s*bytes=\s*(\d*)\s*-\s*(\d*)\s*$/.exec(header ?? "") ?? [];
  if (from === undefined || to === undefined || (from === "" && to === "")) return null;
  if (from === "")
    return Number(to) === 0 ? "unsatisfiable" : { first: Math.max(0, size - Number(to)), last: size - 1 };
  const [first, last] = [Number(from), to === "" ? size - 1 : Number(to)];
  if (last < first && to !== "") return null;
  return first >= size ? "unsatisfiable" : { first, last: Math.min(last, size - 1) };
}
