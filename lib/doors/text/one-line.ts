/** Text without line breaks and control characters, so that a title cannot pass for another row. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();
}

/** As much of one line as fits into `bytes`, with an ellipsis where it was cut. */
export function shorten(text: string, bytes: number): string {
  const line = oneLine(text);
  if (Buffer.byteLength(line) <= bytes) return line;
  let kept = "";
  let size = 3; // the ellipsis
  for (const character of line) {
    size += Buffer.byteLength(character);
    if (size > bytes) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}
