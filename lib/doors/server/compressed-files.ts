import { existsSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Gate } from "./gates.ts";

/** The folders of what the build compressed, the smaller coding first. Browsers take Brotli over HTTPS and from this machine. */
const CODINGS = ["br", "gzip"];
const TYPES: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
};

interface Compressed {
  coding: string;
  file: string;
}

/**
 * Serves scripts and styles that the build compressed into `folder`; what is not there, or is asked for otherwise, is
 * Next's. Only the addresses of files that were found at the start are answered, so that no path leads elsewhere.
 */
export function serveCompressed(folder: string): Gate {
  const found = findCompressed(folder);
  return async (request, response) => {
    const address = (request.url ?? "").split("?")[0] ?? "";
    const { method, headers } = request;
    if (headers.range || (method !== "GET" && method !== "HEAD")) return false;
    const chosen = found.get(address)?.find(({ coding }) => accepts(headers["accept-encoding"], coding));
    if (!chosen) return false;
    // The name changes with what is in the file.
    const etag = `"${path.basename(address)}-${chosen.coding}"`;
    const lasting = { "cache-control": "public, max-age=31536000, immutable", vary: "Accept-Encoding", etag };
    if (headers["if-none-match"] === etag) {
      response.writeHead(304, lasting).end();
      return true;
    }
    const content = await readFile(chosen.file).catch(() => null);
    if (!content) return false;
    response.writeHead(200, {
      ...lasting,
      "content-type": TYPES[path.extname(address)],
      "content-encoding": chosen.coding,
      "content-length": content.length,
      "x-content-type-options": "nosniff",
    });
    response.end(method === "HEAD" ? undefined : content);
    return true;
  };
}

function findCompressed(folder: string): Map<string, Compressed[]> {
  const found = new Map<string, Compressed[]>();
  for (const coding of CODINGS) {
    const root = path.join(folder, coding);
    if (!existsSync(root)) continue;
    for (const name of readdirSync(root, { recursive: true, encoding: "utf8" })) {
      if (!TYPES[path.extname(name)]) continue;
      const address = `/_next/static/${name.split(path.sep).join("/")}`;
      found.set(address, [...(found.get(address) ?? []), { coding, file: path.join(root, name) }]);
    }
  }
  return found;
}

/** Whether a browser that sent this takes that coding. */
function accepts(acceptEncoding: string | string[] | undefined, coding: string): boolean {
  return String(acceptEncoding ?? "")
    .split(",")
    .some((one) => {
      const [name, weight] = one.split(";").map((part) => part.trim().toLowerCase());
      return name === coding && !/^q=0(\.0*)?$/.test(weight ?? "");
    });
}
