import { BASE_62_DIGITS, generateKeyBetween } from "fractional-indexing";

/** The rank of a new issue: the n-th integer key of the fractional index, so that no query is needed to append. */
export function rankOfNumber(number: number): string {
  let index = number - 1;
  for (let length = 1; length <= 26; length++) {
    const size = 62 ** length;
    if (index < size) {
      const head = String.fromCharCode("a".charCodeAt(0) + length - 1);
      let digits = "";
      for (let place = 0; place < length; place++) {
        digits = BASE_62_DIGITS.charAt(index % 62) + digits;
        index = Math.floor(index / 62);
      }
      return head + digits;
    }
    index -= size;
  }
  throw new RangeError(`no rank for number ${number}`);
}

/** A rank between two neighbours; null stands for the end of the list. */
export function rankBetween(before: string | null, after: string | null): string {
  return generateKeyBetween(before, after);
}
