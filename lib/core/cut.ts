/** The beginning of a text, of at most so many UTF-16 units and never with half of a character at its end. */
export function cut(text: string, most: number): string {
  return text.slice(0, most).replace(/[\uD800-\uDBFF]$/, "");
}
