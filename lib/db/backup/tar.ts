/** One file of an archive. Its bytes are read before the next file is asked for. */
export interface TarFile {
  name: string;
  /** Bytes. */
  size: number;
  body: AsyncIterable<Uint8Array>;
}

/** What is read does not follow the form of tar, or ends too early. */
export class NoTar extends Error {}

const BLOCK = 512;
const END = Buffer.alloc(2 * BLOCK);
/** What eleven octal digits can say, in bytes; larger sizes stand in binary. */
const MOST_OCTAL = 8 ** 11;

/** A tar of plain files, as every tar program reads it. Names have 100 bytes at most. */
export async function* writeTar(files: AsyncIterable<TarFile>): AsyncGenerator<Uint8Array> {
  for await (const { name, size, body } of files) {
    yield headerOf(name, size);
    let written = 0;
    for await (const chunk of body) {
      written += chunk.byteLength;
      yield chunk;
    }
    if (written !== size) throw new Error(`${name} has ${written} bytes and had ${size} when it was announced`);
    yield Buffer.alloc(padding(size));
  }
  yield END;
}

const padding = (size: number) => (BLOCK - (size % BLOCK)) % BLOCK;

function headerOf(name: string, size: number): Buffer {
  const header = Buffer.alloc(BLOCK);
  if (Buffer.byteLength(name) > 100) throw new Error(`${name} is too long for a name in a tar`);
  header.write(name, 0);
  header.write("0000600\0", 100);
  header.write("0000000\0", 108);
  header.write("0000000\0", 116);
  if (size < MOST_OCTAL) header.write(`${size.toString(8).padStart(11, "0")}\0`, 124);
  else {
    header.writeUInt8(0x80, 124);
    header.writeBigUInt64BE(BigInt(size), 128);
  }
  header.write(
    `${Math.floor(Date.now() / 1000)
      .toString(8)
      .padStart(11, "0")}\0`,
    136,
  );
  header.write("0", 156);
  header.write("ustar\0", 257);
  header.write("00", 263);
  header.write(`${checksum(header).toString(8).padStart(6, "0")}\0 `, 148);
  return header;
}

/** The sum of a header's bytes, its own field taken for spaces. */
function checksum(header: Buffer): number {
  return header.reduce((sum, byte, place) => sum + (place >= 148 && place < 156 ? 0x20 : byte), 0);
}

/** The files of a tar in order, and then the rest of the source, so that its own end is checked as well. */
export async function* readTar(source: AsyncIterable<Uint8Array>): AsyncGenerator<TarFile> {
  const bytes = new ByteReader(source);
  try {
    for (;;) {
      const header = await bytes.exactly(BLOCK);
      if (header.every((byte) => byte === 0)) break;
      const { name, size } = readHeader(header);
      let left = size;
      async function* body(): AsyncGenerator<Uint8Array> {
        while (left > 0) {
          const chunk = await bytes.some(left);
          left -= chunk.byteLength;
          yield chunk;
        }
      }
      yield { name, size, body: body() };
      while (left > 0) left -= (await bytes.some(left)).byteLength;
      await bytes.exactly(padding(size));
    }
    await bytes.exactly(BLOCK);
    await bytes.drain();
  } finally {
    await bytes.close();
  }
}

function readHeader(header: Buffer): { name: string; size: number } {
  const said = Number.parseInt(header.toString("latin1", 148, 156), 8);
  if (said !== checksum(header)) throw new NoTar("a header is damaged");
  const type = header.toString("latin1", 156, 157);
  if (type !== "0" && type !== "\0") throw new NoTar("it holds something else than files");
  const name = header.toString("utf8", 0, 100).replace(/\0.*$/s, "");
  const binary = ((header[124] ?? 0) & 0x80) !== 0;
  const size = binary ? Number(header.readBigUInt64BE(128)) : Number.parseInt(header.toString("latin1", 124, 136), 8);
  if (!Number.isSafeInteger(size) || size < 0) throw new NoTar("a size is damaged");
  return { name, size };
}

/** Hands out the bytes of a stream in the portions that are asked for. */
class ByteReader {
  readonly #source: AsyncIterator<Uint8Array>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** At least one byte and at most so many. */
  async some(most: number): Promise<Buffer> {
    while (this.#rest.byteLength === 0) {
      const next = await this.#source.next();
      if (next.done) throw new NoTar("it ends too early");
      this.#rest = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength);
    }
    const part = this.#rest.subarray(0, most);
    this.#rest = this.#rest.subarray(part.byteLength);
    return part;
  }

  async exactly(count: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    for (let left = count; left > 0; ) {
      const part = await this.some(left);
      parts.push(part);
      left -= part.byteLength;
    }
    return Buffer.concat(parts);
  }

  async drain(): Promise<void> {
    while (!(await this.#source.next()).done);
  }

  async close(): Promise<void> {
    await this.#source.return?.();
  }
}
