import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import zlib from "node:zlib";

const CODINGS = {
  br: promisify(zlib.brotliCompress),
  gzip: (content) => promisify(zlib.gzip)(content, { level: 9 }),
};

/** Writes what browsers load from `from` into `to` once for each coding, like `to/br/chunks/a.js`: as small as it gets. */
export async function compressStatic(from, to) {
  const names = readdirSync(from, { recursive: true }).filter((name) => /\.(js|css)$/.test(name));
  await Promise.all(
    Object.entries(CODINGS).flatMap(([coding, compress]) =>
      names.map(async (name) => {
        const file = path.join(to, coding, name);
        mkdirSync(path.dirname(file), { recursive: true });
        writeFileSync(file, await compress(readFileSync(path.join(from, name))));
      }),
    ),
  );
}
