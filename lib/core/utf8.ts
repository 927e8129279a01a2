import { TurboError } from "./errors.ts";

/** Bytes as text, without a mark of their order at the begin, or the reason why they are none, as `notes.md` would go on. */
export function readUtf8(bytes: Uint8Array): { text: string } | { reason: string } {
  if (isUtf16(bytes)) return { reason: "is UTF-16 text and not UTF-8" };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return { reason: `is not UTF-8 text: ${firstFlaw(bytes)} belongs to no character` };
  }
}

/** Bytes as text. Throws `malformed` for what is no UTF-8, so that nothing else than what was meant is ever stored. */
export function requireUtf8(bytes: Uint8Array, name: string): string {
  const read = readUtf8(bytes);
  if ("text" in read) return read.text;
  const from = read.reason.startsWith("is UTF-16") ? "UTF-16" : "ISO-8859-1";
  throw new TurboError(
    "malformed",
    `${name} ${read.reason}. Nothing of it was saved. Convert it first, for example with: iconv -f ${from} -t UTF-8`,
  );
}

/** By its mark, or because every other of its first bytes is nothing, as in Latin text. */
export function isUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  const begin = bytes.subarray(0, 64);
  const nothings = [0, 1].map((odd) => begin.filter((byte, place) => place % 2 === odd && byte === 0).length);
  return begin.length >= 4 && begin.length % 2 === 0 && nothings.some((count) => count > begin.length / 4);
}

/** `byte 14 (0xE9, on line 2)`, counted from 1; the line only where there are several. */
function firstFlaw(bytes: Uint8Array): string {
  const lenient = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  let place = 0;
  for (const character of lenient) {
    // The mark of what could not be read may stand in a text as well.
    if (character === "\uFFFD" && !isMark(bytes, place)) break;
    place += Buffer.byteLength(character);
  }
  const hex = (bytes[place] ?? 0).toString(16).toUpperCase();
  const line = bytes.subarray(0, place).filter((byte) => byte === 0x0a).length + 1;
  return `byte ${place + 1} (0x${hex}${bytes.includes(0x0a) ? `, on line ${line}` : ""})`;
}

function isMark(bytes: Uint8Array, place: number): boolean {
  return bytes[place] === 0xef && bytes[place + 1] === 0xbf && bytes[place + 2] === 0xbd;
}
