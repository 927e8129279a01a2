import { createHash, randomInt } from "node:crypto";
import { crc32 } from "node:zlib";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** How every key begins. */
export const KEY_MARK = "turbo_";
const PREFIX = 8;
const SECRET = 32;
const CHECKSUM = 6;
const SHAPE = new RegExp(`^${KEY_MARK}[0-9A-Za-z]{${PREFIX + SECRET + CHECKSUM}}$`);

export interface MadeKey {
  /** The whole key, shown once. */
  secret: string;
  /** How it begins; kept, to tell keys apart. */
  prefix: string;
  /** What is stored of it. */
  hash: string;
}

/** A new key: `turbo_`, 8 characters to know it by, 32 of secret (190 bits), 6 of checksum. */
export function makeApiKey(): MadeKey {
  const body = KEY_MARK + Array.from({ length: PREFIX + SECRET }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
  const secret = body + checksum(body);
  return { secret, prefix: secret.slice(0, KEY_MARK.length + PREFIX), hash: hashApiKey(secret) };
}

/** Whether a key is whole: a key cut short or mistyped is known without asking the database. */
export function isWholeApiKey(key: string): boolean {
  return SHAPE.test(key) && checksum(key.slice(0, -CHECKSUM)) === key.slice(-CHECKSUM);
}

/** The stored form of a key. Its secret is random and long, so one round of SHA-256 is enough. */
export function hashApiKey(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}

function checksum(body: string): string {
  let rest = crc32(body);
  let text = "";
  for (let place = 0; place < CHECKSUM; place++) {
    text = ALPHABET[rest % ALPHABET.length] + text;
    rest = Math.floor(rest / ALPHABET.length);
  }
  return text;
}
