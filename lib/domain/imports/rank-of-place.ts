import { BASE_62_DIGITS } from "fractional-indexing";

/**
 * The rank of an imported issue that had a place of its own: before every rank that comes from a number, in the order of
 * the places. The number makes it unique, so that something can always be moved between two of them.
 */
export function rankOfPlace(place: number, number: number): string {
  return `X${base62(place).padStart(3, "0")}${base62(number).padStart(4, "0")}V`;
}

function base62(value: number): string {
  let digits = "";
  for (let rest = value; rest > 0; rest = Math.floor(rest / 62)) digits = BASE_62_DIGITS.charAt(rest % 62) + digits;
  return digits;
}
