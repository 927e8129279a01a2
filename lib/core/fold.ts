/** A text as sorting and comparing by name sees it: case folded, 200 characters at most. */
export function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase().slice(0, 200);
}
