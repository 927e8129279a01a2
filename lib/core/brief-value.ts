import { LongText } from "./long-text.ts";

/** A text as events keep it: whole up to 500 characters, else by its hash and length; what it replaced is kept beside. */
export function briefValue(text: string | null): string | null | LongText {
  return text === null || text.length <= 500 ? text : new LongText(text);
}
