import { createHash } from "node:crypto";
import { TurboError } from "#lib/core/errors";
import { newId } from "#lib/core/ids";
import { StagedContent } from "#lib/core/staged-content";
import type { PrismaClient } from "../../prisma/generated/sqlite/client.ts";
import { type ContentStore, LEFT_OVER } from "./content-store.ts";
import type { Database } from "./database.ts";
import type { Transaction } from "./transaction.ts";
import { wholeText } from "./transaction-errors.ts";

/** Bytes of one piece. */
export const PIECE = 512 * 1024;
/** What leads the hash of pieces that are on their way in. */
const STAGED = "staged:";
/** The advisory locks under which a content is published, one for each hash. */
const CONTENT_LOCK = 7_305;

/** Contents in pieces of a table of PostgreSQL, which all instances share. */
export function contentParts(client: PrismaClient, write: Database["write"]): ContentStore {
  /** Who publishes the same content waits for it, or is waited for. */
  const hold = (tx: Transaction, hash: string) =>
    tx.$executeRawUnsafe(`SELECT pg_advisory_xact_lock(${CONTENT_LOCK}, hashtext($1))`, hash);

  return {
    async stage(body) {
      await clearLeftOvers(client);
      const place = `${STAGED}${newId()}`;
      const hash = createHash("sha256");
      let size = 0;
      let number = 0;
      try {
        for await (const piece of pieces(body)) {
          hash.update(piece);
          size += piece.byteLength;
          await client.attachmentPart.createMany({ data: [{ hash: place, place: number++, body: piece }] });
        }
      } catch (error) {
        await client.attachmentPart.deleteMany({ where: { hash: place } });
        throw isFull(error) ? new TurboError("database", FULL, { cause: error }) : error;
      }
      return new StagedContent(place, hash.digest("hex"), size);
    },
    async publish(tx, { place, hash }) {
      await hold(tx, hash);
      // Renaming a piece leaves its bytes where they are. What is there already stays; `release` clears the second copy.
      await tx.$executeRawUnsafe(
        `UPDATE "AttachmentPart" SET "hash" = $1 WHERE "hash" = $2 AND NOT EXISTS (SELECT 1 FROM "AttachmentPart" WHERE "hash" = $1)`,
        hash,
        place,
      );
    },
    async release({ place }) {
      // A transaction that rolled back has given the pieces their staged name again.
      await client.attachmentPart.deleteMany({ where: { hash: place } });
    },
    async sweep() {
      let removed = 0;
      const unused = await client.$queryRawUnsafe<{ hash: string }[]>(
        `SELECT "hash" FROM "AttachmentPart" p WHERE "place" = 0 AND "hash" NOT LIKE '${STAGED}%'
           AND NOT EXISTS (SELECT 1 FROM "Attachment" a WHERE a."hash" = p."hash")`,
      );
      for (const { hash } of unused) {
        await write(async (tx) => {
          await hold(tx, hash);
          if (await tx.attachment.findFirst({ where: { hash }, select: { id: true } })) return;
          await tx.attachmentPart.deleteMany({ where: { hash } });
          removed++;
        });
      }
      return removed;
    },
    async *read(hash, first, last) {
      for (let number = Math.floor(first / PIECE); number * PIECE <= last; number++) {
        const part = await client.attachmentPart.findUniqueOrThrow({ where: { hash_place: { hash, place: number } } });
        const start = number * PIECE;
        yield part.body.subarray(Math.max(0, first - start), Math.min(part.body.byteLength, last + 1 - start));
      }
    },
  };
}

const FULL = "The disk of the database is full. Nothing of this file was kept, all else is. Make room, then try again.";

function isFull(error: unknown): boolean {
  return !(error instanceof TurboError) && /\b53100\b|No space left on device/.test(wholeText(error));
}

/** The same bytes in pieces of one size, the last one shorter. */
export async function* pieces(body: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array<ArrayBuffer>> {
  let piece = new Uint8Array(PIECE);
  let filled = 0;
  for await (const chunk of body) {
    for (let from = 0; from < chunk.byteLength; ) {
      const part = chunk.subarray(from, from + PIECE - filled);
      piece.set(part, filled);
      filled += part.byteLength;
      from += part.byteLength;
      if (filled < PIECE) continue;
      yield piece;
      piece = new Uint8Array(PIECE);
      filled = 0;
    }
  }
  if (filled > 0) yield piece.subarray(0, filled);
}

async function clearLeftOvers(client: PrismaClient): Promise<void> {
  const boundary = `${STAGED}${newId(Date.now() - LEFT_OVER)}`;
  await client.attachmentPart.deleteMany({ where: { hash: { gte: STAGED, lt: boundary } } });
}
