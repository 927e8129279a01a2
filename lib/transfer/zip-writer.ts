import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { crc32, createDeflateRaw, deflateRawSync } from "node:zlib";

type Body = AsyncIterable<string | Uint8Array>;

/** What a file of the zip holds, before it is compressed. */
export interface Part {
  bytes: number;
  sha256: string;
}

export interface ZipWriter {
  /** Adds a file, read as it comes. One after the other. */
  add(name: string, body: Body): Promise<Part>;
  /** Writes the list of files, without which it is no zip. */
  end(): Promise<void>;
}

/** Bytes up to which a file is compressed in one step, with its sizes before it, and after which the disk gets what waits. */
const SMALL = 256 * 1024;
/** What 32 bits cannot say stands in fields of 64 ("zip64"). */
const LIMIT = 0xffff_ffff;
const MOST_ENTRIES = 0xffff;
const UTF8 = 0x0800;
const SIZES_FOLLOW = 0x0008;
const DEFLATED = 8;
const PLAIN = 20;
const ZIP64 = 45;
/** A file that its owner alone reads and writes, made on Unix. */
const MADE_BY = (3 << 8) | ZIP64;
const ATTRIBUTES = 0o100600 * 0x1_0000;

interface Entry {
  name: string;
  flags: number;
  crc: number;
  packed: number;
  bytes: number;
  offset: number;
}

/**
 * Writes a zip to an open file. Of what was written it keeps the name and four numbers each: libraries keep a stream for
 * every file until the end. From `most` files on the list ends in the form that can count them.
 */
export function zipWriter(file: FileHandle, at: Date, most = MOST_ENTRIES): ZipWriter {
  const time = dosTime(at);
  const list: Entry[] = [];
  let offset = 0;
  let waiting: Uint8Array[] = [];
  let size = 0;
  const flush = async () => {
    const bytes = Buffer.concat(waiting);
    [waiting, size] = [[], 0];
    await file.appendFile(bytes);
  };
  const write = async (...parts: Uint8Array[]) => {
    for (const part of parts) {
      waiting.push(part);
      size += part.byteLength;
      offset += part.byteLength;
    }
    if (size >= SMALL) await flush();
  };

  async function addLarge(entry: Entry, chunks: AsyncIterable<Buffer>): Promise<void> {
    entry.flags |= SIZES_FOLLOW;
    // With its extra field, empty yet, the sizes that follow the content have 64 bits.
    await write(localHeader(entry, time, Buffer.concat([fields("22", 1, 16), Buffer.alloc(16)])));
    const deflate = createDeflateRaw();
    const ended = pipeline(Readable.from(chunks, { objectMode: false }), deflate);
    ended.catch(() => undefined); // reading from it fails in the same way
    for await (const chunk of deflate as AsyncIterable<Buffer>) {
      entry.packed += chunk.byteLength;
      await write(chunk);
    }
    await ended;
  }

  return {
    async add(name, body) {
      const entry: Entry = { name, flags: UTF8, crc: 0, packed: 0, bytes: 0, offset };
      const hash = createHash("sha256");
      const chunks = buffers(body, (chunk) => {
        hash.update(chunk);
        entry.crc = crc32(chunk, entry.crc);
        entry.bytes += chunk.byteLength;
      });
      const head = await firstOf(chunks);
      if (head.done) {
        const packed = deflateRawSync(head.bytes);
        entry.packed = packed.byteLength;
        await write(localHeader(entry, time, Buffer.alloc(0)), packed);
      } else {
        await addLarge(entry, joined(head.bytes, chunks));
        await write(fields("44", 0x0807_4b50, entry.crc), wide(entry.packed, entry.bytes));
      }
      list.push(entry);
      return { bytes: entry.bytes, sha256: hash.digest("hex") };
    },
    async end() {
      const begin = offset;
      for (const entry of list) await write(listed(entry, time));
      await write(ending(list.length, { size: offset - begin, begin, most }));
      await flush();
    },
  };
}

async function* buffers(body: Body, see: (chunk: Buffer) => void): AsyncGenerator<Buffer, undefined> {
  for await (const said of body) {
    const chunk =
      typeof said === "string" ? Buffer.from(said) : Buffer.from(said.buffer, said.byteOffset, said.byteLength);
    see(chunk);
    yield chunk;
  }
}

/** The first bytes of a file, and whether they are all of it. */
async function firstOf(chunks: AsyncGenerator<Buffer>): Promise<{ bytes: Buffer; done: boolean }> {
  const first: Buffer[] = [];
  for (let size = 0; size <= SMALL; ) {
    const { value, done } = await chunks.next();
    if (done) return { bytes: Buffer.concat(first), done };
    first.push(value);
    size += value.byteLength;
  }
  return { bytes: Buffer.concat(first), done: false };
}

async function* joined(first: Buffer, others: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* others;
}

/** Numbers of 2 and 4 bytes in a row, as `sizes` says: "422" is one of four bytes and two of two. */
function fields(sizes: string, ...values: number[]): Buffer {
  const bytes = Buffer.alloc([...sizes].reduce((sum, size) => sum + Number(size), 0));
  let at = 0;
  for (const [place, size] of [...sizes].entries()) at = bytes.writeUIntLE(values[place] ?? 0, at, Number(size));
  return bytes;
}

/** Numbers of 8 bytes. */
function wide(...values: number[]): Buffer {
  const bytes = Buffer.alloc(8 * values.length);
  for (const [place, value] of values.entries()) bytes.writeBigUInt64LE(BigInt(value), 8 * place);
  return bytes;
}

function localHeader({ flags, crc, packed, bytes, ...entry }: Entry, time: number, extra: Buffer): Buffer {
  const name = Buffer.from(entry.name);
  const isStreamed = extra.byteLength > 0;
  const needs = isStreamed ? ZIP64 : PLAIN;
  const sizes = isStreamed ? [0, LIMIT, LIMIT] : [crc, packed, bytes];
  const head = fields(
    "4222444422",
    0x0403_4b50,
    needs,
    flags,
    DEFLATED,
    time,
    ...sizes,
    name.byteLength,
    extra.byteLength,
  );
  return Buffer.concat([head, name, extra]);
}

/** The entry in the list of files. */
function listed({ flags, crc, packed, bytes, offset, ...entry }: Entry, time: number): Buffer {
  const name = Buffer.from(entry.name);
  const isBig = [packed, bytes, offset].some((value) => value >= LIMIT);
  const extra = isBig ? Buffer.concat([fields("22", 1, 24), wide(bytes, packed, offset)]) : Buffer.alloc(0);
  const [shownPacked, shownBytes, shownOffset] = isBig ? [LIMIT, LIMIT, LIMIT] : [packed, bytes, offset];
  const needs = isBig || flags & SIZES_FOLLOW ? ZIP64 : PLAIN;
  const head = fields(
    "4222244442222244",
    ...[0x0201_4b50, MADE_BY, needs, flags, DEFLATED, time, crc, shownPacked, shownBytes],
    ...[name.byteLength, extra.byteLength, 0, 0, 0, ATTRIBUTES, shownOffset],
  );
  return Buffer.concat([head, name, extra]);
}

function ending(count: number, { size, begin, most }: { size: number; begin: number; most: number }): Buffer {
  const isBig = count >= most || size >= LIMIT || begin >= LIMIT;
  const some = isBig ? MOST_ENTRIES : count;
  const end = fields("42222442", ...[0x0605_4b50, 0, 0, some, some, Math.min(size, LIMIT), Math.min(begin, LIMIT), 0]);
  if (!isBig) return end;
  const record = [
    fields("4", 0x0606_4b50),
    wide(44),
    fields("2244", MADE_BY, ZIP64, 0, 0),
    wide(count, count, size, begin),
  ];
  const locator = [fields("44", 0x0706_4b50, 0), wide(begin + size), fields("4", 1)];
  return Buffer.concat([...record, ...locator, end]);
}

/** Time and date as MS-DOS had them, the time in the lower half. */
function dosTime(at: Date): number {
  const time = (at.getHours() << 11) | (at.getMinutes() << 5) | (at.getSeconds() >> 1);
  const date = ((at.getFullYear() - 1980) << 9) | ((at.getMonth() + 1) << 5) | at.getDate();
  return date * 0x1_0000 + time;
}
