import { createHash } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { bindings } from "./bindings.ts";
import type { ReadContext, WriteContext } from "./context.ts";

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
/** Texts one statement keeps, at most. */
const BATCH = 50;

/** Keeps texts where `readLongTexts` finds them; one that is there already is not written again. */
export async function keepLongTexts(
  ctx: Pick<WriteContext, "db" | "database" | "now">,
  texts: readonly LongText[],
): Promise<void> {
  const distinct = [...new Map(texts.map((text) => [text.hash, text])).values()];
  for (let from = 0; from < distinct.length; from += BATCH) {
    const { values, bind } = bindings(ctx.database.engine);
    const rows = distinct
      .slice(from, from + BATCH)
      .map(
        ({ hash, text }) =>
          `(${bind(hash)}, ${bind(ctx.now)}, ${bind(text.length)}, ${bind(deflateRawSync(text, { level: LEVEL }))})`,
      );
    await ctx.db.$executeRawUnsafe(
      `INSERT INTO "LongText" ("hash", "createdAt", "length", "body") VALUES ${rows.join(", ")} ON CONFLICT DO NOTHING`,
      ...values,
    );
  }
}

/** The texts of hashes, as far as they were kept. */
export async function readLongTexts(
  ctx: Pick<ReadContext, "db">,
  hashes: readonly string[],
): Promise<Map<string, string>> {
  if (hashes.length === 0) return new Map();
  const rows = await ctx.db.longText.findMany({ where: { hash: { in: [...new Set(hashes)] } } });
  return new Map(rows.map((row) => [row.hash, inflateRawSync(row.body).toString("utf8")]));
}
