/** How many of the first bytes tell what a content is. */
export const HEAD = 16_384;

/** What the first bytes say that a content is; `text` and `data` say no more than that. */
export type ContentKind =
  | (typeof SIGNATURES)[number][0]
  | "avif"
  | "heic"
  | "mp4"
  | "svg"
  | "html"
  | "xml"
  | "text"
  | "data";

/** How contents begin, in hexadecimal. */
const SIGNATURES = [
  ["png", /^89504e470d0a1a0a/],
  ["jpeg", /^ffd8ff/],
  ["gif", /^47494638(37|39)61/],
  ["webp", /^52494646.{8}57454250/],
  ["bmp", /^424d.{8}00000000/],
  ["tiff", /^(49492a00|4d4d002a)/],
  ["ico", /^00000100(?!0000)/],
  ["pdf", /^(..){0,1000}255044462d/],
  ["zip", /^504b(0304|0506|0708)/],
  ["gzip", /^1f8b08/],
  ["bzip2", /^425a683[1-9]/],
  ["xz", /^fd377a585a00/],
  ["zstd", /^28b52ffd/],
  ["7z", /^377abcaf271c/],
  ["rar", /^526172211a07/],
  ["tar", /^.{514}7573746172/],
  ["office", /^d0cf11e0a1b11ae1/],
  ["webm", /^1a45dfa3/],
  ["mp3", /^(494433|fff[ab23])/],
  ["wav", /^52494646.{8}57415645/],
  ["avi", /^52494646.{8}41564920/],
  ["ogg", /^4f676753/],
  ["flac", /^664c6143/],
  ["font", /^(774f4646|774f4632|0001000000|4f54544f)/],
  ["sqlite", /^53514c69746520666f726d6174203300/],
  ["windows program", /^4d5a/],
  ["program", /^(7f454c46|cffaedfe|cefaedfe|cafebabe|0061736d)/],
] as const;

/** Tells a content by its first bytes. */
export function contentKind(head: Uint8Array): ContentKind {
  const bytes = Buffer.from(head.subarray(0, HEAD));
  const hex = bytes.toString("hex");
  const text = readText(bytes);
  const found = SIGNATURES.find(([, signature]) => signature.test(hex))?.[0];
  // Words may begin like anything; a PDF alone begins like a text.
  if (text !== null && found !== "pdf") return textKind(text);
  if (found) return found;
  if (hex.slice(8, 16) !== "66747970") return "data";
  const brand = bytes.subarray(8, 12).toString("latin1");
  if (/^avi[fs]/.test(brand)) return "avif";
  return /^(hei|hev|mif1)/.test(brand) ? "heic" : "mp4";
}

/** The text that the bytes are; null where control characters stand that no text has. */
function readText(bytes: Buffer): string | null {
  const mark = bytes.toString("hex", 0, 2);
  if (mark === "fffe") return bytes.toString("utf16le");
  if (mark === "feff")
    return bytes
      .subarray(0, bytes.length & ~1)
      .swap16()
      .toString("utf16le");
  const unprintable = bytes.some((byte) => byte < 0x20 && !(byte >= 0x08 && byte <= 0x0d) && byte !== 0x1b);
  return unprintable ? null : bytes.toString("utf8");
}

/** What stands before the first tag: spaces, comments and declarations. */
const BEFORE = /^(?:\s+|<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!DOCTYPE\s+svg[^>[]*(?:\[[^\]]*\])?[^>]*>)*/i;
const HTML =
  /^<(?:!doctype\s+html|html|head|body|script|iframe|style|title|meta|link|div|p|h\d|table|form|a|b|br|img)[\s/>]/i;

function textKind(text: string): ContentKind {
  const whole = text.replace(/^\uFEFF/, "");
  const start = whole.replace(BEFORE, "");
  if (/^<(?:[\w-]+:)?svg[\s/>]/i.test(start)) return "svg";
  if (HTML.test(start)) return "html";
  return /^\s*<\?xml\s/.test(whole) ? "xml" : "text";
}
