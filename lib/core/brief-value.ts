import { createHash } from "node:crypto";

/** A text as events keep it: whole up to 500 characters, else by its hash and length. */
export function briefValue(text: string | null): string | null | { hash: string; length: number } {
  if (text === null || text.length <= 500) return text;
  return { hash: createHash("sha256").update(text).digest("base64url"), length: text.length };
}
