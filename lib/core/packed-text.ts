import { promisify } from "node:util";
import { brotliCompress, brotliDecompressSync, constants } from "node:zlib";

const compress = promisify(brotliCompress);

/** Shorter texts gain nothing. */
const SHORT = 1024;
/**
 * Measured on rendered texts of 30 KB to 1 MB: smaller than zstd and gzip make them, 3 to 9 ms for each MB, read as quickly
 * as theirs; and every Node.js that Turbo runs on has it.
 */
const OPTIONS = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
const [PLAIN, COMPRESSED] = [0, 1];

/** A text as bytes: one that says how they are to be read, then they. */
export async function packText(text: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = Buffer.from(text);
  if (bytes.byteLength < SHORT) return Buffer.concat([Buffer.of(PLAIN), bytes]);
  return Buffer.concat([Buffer.of(COMPRESSED), await compress(bytes, OPTIONS)]);
}

/** Throws where the bytes are no packed text. */
export function unpackText(bytes: Uint8Array): string {
  const rest = Buffer.from(bytes.buffer, bytes.byteOffset + 1, bytes.byteLength - 1);
  if (bytes[0] === PLAIN) return rest.toString();
  if (bytes[0] === COMPRESSED) return brotliDecompressSync(rest).toString();
  throw new Error("These bytes are no packed text.");
}
