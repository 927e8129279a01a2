import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openPromise } from "yauzl";
import { zipWriter } from "./zip-writer.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "turbo-zip-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const AT = new Date(2026, 10, 30, 9, 30, 8);
const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

async function written(files: Iterable<[name: string, chunks: (string | Buffer)[]]>, most?: number) {
  const file = path.join(folder, "a.zip");
  const handle = await open(file, "wx");
  const zip = zipWriter(handle, AT, most);
  const parts = [];
  for (const [name, chunks] of files) parts.push(await zip.add(name, Readable.from(chunks)));
  await zip.end();
  await handle.close();
  return { file, parts };
}

test("Small files and large ones come out as they went in, with their times and names.", async () => {
  const noise = randomBytes(3_000_000);
  const files: [string, (string | Buffer)[]][] = [
    ["empty.txt", []],
    ["words/naïve 🙂.txt", ["some ", "wörds"]],
    ["just.bin", [noise.subarray(0, 256 * 1024)]],
    ["large.bin", [noise.subarray(0, 1_000_000), noise.subarray(1_000_000)]],
    ["plain.txt", ["The same line again.\n".repeat(200_000), "end"]],
  ];
  const { file, parts } = await written(files);
  const zip = await openPromise(file, { autoClose: false });
  const found: [string, string][] = [];
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    found.push([entry.fileName, sha256(Buffer.concat(chunks))]);
    expect(entry.getLastModDate({ timezone: "local" })).toEqual(AT);
  }
  zip.close();
  const wholes = files.map(
    ([name, chunks]) => [name, Buffer.concat(chunks.map((chunk) => Buffer.from(chunk)))] as const,
  );
  expect(found).toEqual(wholes.map(([name, bytes]) => [name, sha256(bytes)]));
  expect(parts).toEqual(wholes.map(([, bytes]) => ({ bytes: bytes.byteLength, sha256: sha256(bytes) })));
});

test("A list of more files than 16 bits can count has an end that can.", async () => {
  const { file } = await written(
    [1, 2, 3].map((n) => [`${n}.txt`, [`${n}`]]),
    3,
  );
  const zip = await openPromise(file, { autoClose: false });
  const names: string[] = [];
  for await (const entry of zip.eachEntry()) names.push(entry.fileName);
  zip.close();
  expect(names).toEqual(["1.txt", "2.txt", "3.txt"]);
  const [count] = readFileSync(file).subarray(-12, -10);
  expect(count).toBe(0xff);
});
