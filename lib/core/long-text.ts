import { createHash } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { TextRow } from "#lib/db/trail";
import type { Reader } from "#lib/db/transaction";

/** A text that events, revisions and undo know by the hash of its content. As JSON it is `{ hash, length }`. */
export class LongText {
  readonly text: string;
  /** SHA-256 in base64url. */
  readonly hash: string;
  constructor(text: string) {
    this.text = text;
    this.hash = createHash("sha256").update(text).digest("base64url");
  }
  toJSON(): { hash: string; length: number } {
    return { hash: this.hash, length: this.text.length };
  }
}

/** How fast over how small: at level 1 a megabyte of prose takes some 10 ms. */
const LEVEL = 1;

/** Texts as they are kept, each once, for the trail of a write. */
export function textRows(texts: readonly LongText[], at: Date): TextRow[] {
  const distinct = new Map(texts.map((text) => [text.hash, text]));
  return [...distinct.values()].map(({ hash, text }) => ({
    hash,
    at,
    length: text.length,
    body: deflateRawSync(text, { level: LEVEL }),
  }));
}

/** The texts of hashes, as far as they were kept. */
export async function readLongTexts({ db }: { db: Reader }, hashes: readonly string[]): Promise<Map<string, string>> {
  if (hashes.length === 0) return new Map();
  const rows = await db.longText.findMany({ where: { hash: { in: [...new Set(hashes)] } } });
  return new Map(rows.map((row) => [row.hash, inflateRawSync(row.body).toString("utf8")]));
}
