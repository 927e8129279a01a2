import { randomInt } from "node:crypto";

/** Letters and digits that are not mistaken for one another. */
const READABLE = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/** A code that is easy to copy from a log or from paper, in groups of four characters, each of which is 20 bits. */
export function readableCode(groups: number): string {
  const group = () => Array.from({ length: 4 }, () => READABLE[randomInt(READABLE.length)]).join("");
  return Array.from({ length: groups }, group).join("-");
}

/** A code as it is compared, however it was typed. */
export function plainCode(code: string): string {
  return code.toUpperCase().replaceAll(/[^A-Z0-9]/g, "");
}
