import { invalidField, TurboError } from "#lib/core/errors";
import { type ContentKind, contentKind } from "./content-kind.ts";
import { extensionOf } from "./file-name.ts";

/** A kind of content as people call it, the type it is served as, and the extensions that mean it. */
interface Meaning {
  called: string;
  type: string;
  extensions: readonly string[];
}

const MEANINGS: Record<ContentKind, Meaning> = {
  png: { called: "a PNG image", type: "image/png", extensions: ["png"] },
  jpeg: { called: "a JPEG image", type: "image/jpeg", extensions: ["jpg", "jpeg", "jfif"] },
  gif: { called: "a GIF image", type: "image/gif", extensions: ["gif"] },
  webp: { called: "a WebP image", type: "image/webp", extensions: ["webp"] },
  avif: { called: "an AVIF image", type: "image/avif", extensions: ["avif"] },
  heic: { called: "a HEIC image", type: "image/heic", extensions: ["heic", "heif"] },
  bmp: { called: "a bitmap image", type: "image/bmp", extensions: ["bmp"] },
  tiff: { called: "a TIFF image", type: "image/tiff", extensions: ["tif", "tiff"] },
  ico: { called: "an icon", type: "image/x-icon", extensions: ["ico"] },
  svg: { called: "an SVG drawing", type: "image/svg+xml", extensions: ["svg"] },
  pdf: { called: "a PDF document", type: "application/pdf", extensions: ["pdf"] },
  zip: { called: "a ZIP archive", type: "application/zip", extensions: ["zip"] },
  gzip: { called: "a gzip archive", type: "application/gzip", extensions: ["gz", "tgz"] },
  bzip2: { called: "a bzip2 archive", type: "application/x-bzip2", extensions: ["bz2"] },
  xz: { called: "an xz archive", type: "application/x-xz", extensions: ["xz"] },
  zstd: { called: "a Zstandard archive", type: "application/zstd", extensions: ["zst"] },
  "7z": { called: "a 7-Zip archive", type: "application/x-7z-compressed", extensions: ["7z"] },
  rar: { called: "a RAR archive", type: "application/vnd.rar", extensions: ["rar"] },
  tar: { called: "a tar archive", type: "application/x-tar", extensions: ["tar"] },
  office: { called: "an Office document", type: "application/x-ole-storage", extensions: ["doc", "xls", "ppt", "msg"] },
  webm: { called: "a WebM video", type: "video/webm", extensions: ["webm", "mkv"] },
  mp4: { called: "an MP4 video", type: "video/mp4", extensions: ["mp4", "m4v", "m4a", "mov"] },
  avi: { called: "an AVI video", type: "video/x-msvideo", extensions: ["avi"] },
  mp3: { called: "an MP3 recording", type: "audio/mpeg", extensions: ["mp3"] },
  wav: { called: "a WAV recording", type: "audio/wav", extensions: ["wav"] },
  ogg: { called: "an Ogg recording", type: "audio/ogg", extensions: ["ogg", "oga", "ogv", "opus"] },
  flac: { called: "a FLAC recording", type: "audio/flac", extensions: ["flac"] },
  font: { called: "a font", type: "font/sfnt", extensions: ["ttf", "otf", "woff", "woff2"] },
  sqlite: { called: "an SQLite database", type: "application/vnd.sqlite3", extensions: ["sqlite", "sqlite3"] },
  "windows program": { called: "a Windows program", type: "application/x-msdownload", extensions: ["exe", "dll"] },
  program: { called: "a program", type: "application/octet-stream", extensions: ["wasm", "so", "dylib"] },
  html: { called: "an HTML page", type: "text/html", extensions: ["html", "htm", "xhtml"] },
  xml: { called: "an XML document", type: "text/xml", extensions: ["xml"] },
  text: {
    called: "text",
    type: "text/plain",
    extensions:
      "txt md markdown csv tsv json jsonl ndjson har yaml yml toml ini log diff patch css js mjs ts tsx jsx py rb go rs sh sql c h java".split(
        " ",
      ),
  },
  data: { called: "data of no known kind", type: "application/octet-stream", extensions: [] },
};

/** Documents that are archives inside. */
const ZIPPED = "docx xlsx pptx odt ods odp epub jar apk aar ipa vsix whl crx xpi sketch fig".split(" ");
/** What is written in letters may be called by any name of a text: a page may lie in a .txt, a page's part in a .html. */
const WRITTEN: readonly ContentKind[] = ["text", "html", "xml", "svg"];
/** Types of texts that say more than text/plain. None of them is one that a browser would run. */
const TEXT_TYPES: Record<string, string> = {
  md: "text/markdown",
  markdown: "text/markdown",
  csv: "text/csv",
  json: "application/json",
  har: "application/json",
  html: "text/html",
  htm: "text/html",
  xml: "text/xml",
};

/** The media type of a file, by its first bytes. Throws `invalid` where its extension says otherwise. */
export function mediaType(name: string, head: Uint8Array): string {
  const kind = contentKind(head);
  const extension = extensionOf(name);
  const meant = kindsOf(extension);
  if (meant.length > 0 && !meant.includes(kind)) throw contradiction(name, extension, kind);
  if ((kind === "text" || kind === "html") && Object.hasOwn(TEXT_TYPES, extension)) {
    return TEXT_TYPES[extension] ?? MEANINGS[kind].type;
  }
  if (kind === "mp4" && extension === "m4a") return "audio/mp4";
  return MEANINGS[kind].type;
}

/** Refuses a type that this instance does not take. */
export function requireAllowedType(name: string, type: string, allowed: readonly string[]): void {
  const [family = ""] = type.split("/");
  if (allowed.some((pattern) => pattern === "*/*" || pattern === `${family}/*` || pattern === type)) return;
  throw new TurboError(
    "unsupported_media",
    `${name} is ${type}, which may not be attached here. Allowed are ${allowed.join(", ")}. Nothing was kept.`,
  );
}

/** The kinds of content that an extension may stand for; none where it is not known. */
function kindsOf(extension: string): readonly ContentKind[] {
  if (ZIPPED.includes(extension)) return ["zip"];
  const found = (Object.keys(MEANINGS) as ContentKind[]).filter((kind) =>
    MEANINGS[kind].extensions.includes(extension),
  );
  return found.some((kind) => WRITTEN.includes(kind) && kind !== "svg") ? WRITTEN : found;
}

function contradiction(name: string, extension: string, kind: ContentKind): TurboError {
  const { called, extensions } = MEANINGS[kind];
  const advice = extensions[0]
    ? `Name it .${extensions[0]}, or attach the file that was meant.`
    : "Attach the file that was meant.";
  return invalidField(
    "name",
    `${name} ends in .${extension}, but its content is ${called}. ${advice} Nothing was kept.`,
  );
}
