import { cut } from "./cut.ts";

/** A text as sorting and comparing by name sees it: case folded, 200 characters at most. */
export function fold(text: string): string {
  return cut(text.normalize("NFKC").toLowerCase(), 200);
}
