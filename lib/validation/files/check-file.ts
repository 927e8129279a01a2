import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { readUtf8 } from "#lib/core/utf8";
import { checkText, type Known, type Settings } from "../check.ts";
import { type Told, tell } from "../told.ts";

/** A file's text as it was read, or why it has none. */
export type ReadFile = { text: string; marked: boolean; hash: string; bytes: number } | { reason: string };

/** What was found in a file, or why it was passed over. */
export type Checked = { findings: Told[]; hash: string; bytes: number } | { reason: string };

/** Reads a file whole. `marked`: it begins with a byte order mark, which the text is without. */
export function readMarkdown(place: string): ReadFile {
  try {
    return textOf(readFileSync(place));
  } catch (error) {
    return { reason: `cannot be read (${error instanceof Error && "code" in error ? error.code : String(error)})` };
  }
}

export function textOf(bytes: Buffer): ReadFile {
  const read = readUtf8(bytes);
  const isMarked = (bytes[0] ?? 0) + (bytes[1] ?? 0) === 0xff + 0xfe;
  if ("reason" in read) return bytes.subarray(0, 8000).includes(0) && !isMarked ? { reason: "is not text" } : read;
  if (read.text.includes("\0")) return { reason: "is not text" };
  const hash = createHash("sha256").update(bytes).digest("base64url");
  return { text: read.text, marked: bytes[0] === 0xef && bytes[1] === 0xbb, hash, bytes: bytes.length };
}

export function checkRead(read: ReadFile, settings: Settings, known: Known): Checked {
  if ("reason" in read) return read;
  const { text, hash, bytes } = read;
  return { findings: tell(text, checkText(text, settings, known)), hash, bytes };
}
