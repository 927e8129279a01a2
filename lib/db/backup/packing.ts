import { Readable, type Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import zlib from "node:zlib";
import { TurboError } from "#lib/core/errors";

type Bytes = AsyncIterable<Uint8Array>;

export interface Packing {
  compress: boolean;
  /** Public keys of age; with none the file is not encrypted. */
  recipients: readonly string[];
}

/** Node.js has zstd from 22.15 on; before that, files are compressed by gzip. */
const hasZstd = typeof zlib.createZstdCompress === "function";

/** What a packed file is called at its end. */
export function endingOf({ compress, recipients }: Packing): string {
  const compressed = hasZstd ? ".zst" : ".gz";
  return `${compress ? compressed : ""}${recipients.length > 0 ? ".age" : ""}`;
}

/** Compresses and encrypts a stream as it passes. */
export function packed(source: Bytes, { compress, recipients }: Packing): Bytes {
  const compressed = compress ? through(source, compressor()) : source;
  return recipients.length > 0 ? encrypted(compressed, recipients) : compressed;
}

function compressor(): Transform {
  if (!hasZstd) return zlib.createGzip();
  return zlib.createZstdCompress({ params: { [zlib.constants.ZSTD_c_checksumFlag]: 1 } });
}

/** The stream as it was before it was packed, however that was. */
export async function* unpacked(source: Bytes, identity: string | null): AsyncGenerator<Uint8Array> {
  const { head, whole } = await withHead(source, 32);
  if (head.toString("latin1").startsWith("age-encryption.org/")) yield* unpacked(decrypted(whole, identity), null);
  else if (head.subarray(0, 4).equals(ZSTD)) yield* through(whole, decompressor());
  else if (head.subarray(0, 2).equals(GZIP)) yield* through(whole, zlib.createGunzip());
  else yield* whole;
}

const ZSTD = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);
const GZIP = Buffer.from([0x1f, 0x8b]);

function decompressor(): Transform {
  if (hasZstd) return zlib.createZstdDecompress();
  throw new TurboError(
    "configuration",
    `The backup is compressed by zstd, which Node.js ${process.versions.node} cannot read. Use Node.js 22.15 or later.`,
  );
}

/** What comes out of a transform; failures on either side end the reading. */
async function* through(source: Bytes, transform: Transform): AsyncGenerator<Uint8Array> {
  const fed = pipeline(source, transform);
  fed.catch(() => undefined);
  yield* transform;
  await fed;
}

/** The first bytes of a stream, at least so many where it has them, and the stream from its begin. */
async function withHead(source: Bytes, least: number): Promise<{ head: Buffer; whole: Bytes }> {
  const rest = source[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  for (let length = 0; length < least; ) {
    const next = await rest.next();
    if (next.done) break;
    chunks.push(next.value);
    length += next.value.byteLength;
  }
  async function* whole(): AsyncGenerator<Uint8Array> {
    try {
      yield* chunks;
      for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
    } finally {
      await rest.return?.();
    }
  }
  return { head: Buffer.concat(chunks), whole: whole() };
}

const webStream = (source: Bytes) => Readable.toWeb(Readable.from(source, { objectMode: false })) as ReadableStream;

async function* encrypted(source: Bytes, recipients: readonly string[]): AsyncGenerator<Uint8Array> {
  const { Encrypter } = await import("age-encryption");
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  yield* (await encrypter.encrypt(webStream(source) as never)) as unknown as Bytes;
}

async function* decrypted(source: Bytes, identity: string | null): AsyncGenerator<Uint8Array> {
  if (identity === null) {
    const sentence = "The backup is encrypted. Give the file of your key with --identity FILE.";
    throw new TurboError("refused", sentence);
  }
  const { Decrypter } = await import("age-encryption");
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  let plain: Bytes;
  try {
    plain = (await decrypter.decrypt(webStream(source) as never)) as unknown as Bytes;
  } catch (error) {
    if (!(error instanceof Error) || !/no identity matched/.test(error.message)) throw error;
    throw new TurboError("refused", "The backup is encrypted to another key than the one given.", { cause: error });
  }
  yield* plain;
}
