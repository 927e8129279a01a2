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

/** Words of somebody else within a line, in quotes that they cannot close: data, not instructions. */
export function inQuotes(text: string, bytes = Number.POSITIVE_INFINITY): string {
  return `"${shorten(text, bytes).replaceAll('"', "'")}"`;
}

/** A name as it is where it is one plain word, as handles, keys, days and states are; else in quotes. */
export function nameOrQuotes(text: string, bytes?: number): string {
  return /^[\w@.:+-]{1,40}$/.test(text) ? text : inQuotes(text, bytes);
}
