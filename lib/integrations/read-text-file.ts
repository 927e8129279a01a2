import { readFileSync, statSync } from "node:fs";
import { readUtf8 } from "#lib/core/utf8";

/** Bytes; a longer file is no text that people wrote. */
const LARGEST = 4_000_000;

/** A file's text with plain line ends, or the reason why it has none. */
export function readTextFile(file: string): { text: string } | { reason: string } {
  try {
    const about = statSync(file);
    if (!about.isFile()) return { reason: "is not a file" };
    if (about.size > LARGEST)
      return { reason: `has ${megabytes(about.size)} MB; the limit is ${megabytes(LARGEST)} MB` };
    const read = readUtf8(readFileSync(file));
    return "text" in read ? { text: read.text.replace(/\r\n?/g, "\n") } : read;
  } catch (error) {
    return { reason: `cannot be read (${error instanceof Error && "code" in error ? error.code : "unknown cause"})` };
  }
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1);
}
