import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";

/** The same bytes, and their SHA-256 in hexadecimal once they are over. */
export async function* hashing(
  body: AsyncIterable<Uint8Array>,
  done: (sha256: string) => void,
): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  for await (const chunk of body) {
    hash.update(chunk);
    yield chunk;
  }
  done(hash.digest("hex"));
}

export async function sha256Of(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest("hex");
}
