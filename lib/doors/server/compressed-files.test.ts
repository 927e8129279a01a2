import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type IncomingHttpHeaders, request } from "node:http";
import os from "node:os";
import path from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type GatedServer, gatedServer } from "#lib/testing/gated-server";
import { serveCompressed } from "./compressed-files.ts";

const SCRIPT = `${"let it = 'ünïcode';".repeat(50)}\n`;
const folder = mkdtempSync(path.join(os.tmpdir(), "turbo-compressed-"));
let at: GatedServer;

beforeAll(async () => {
  const { compressStatic } = await import(path.resolve(import.meta.dirname, "../../../scripts/compress-static.mjs"));
  const from = path.join(folder, "static");
  mkdirSync(path.join(from, "chunks"), { recursive: true });
  writeFileSync(path.join(from, "chunks/a.js"), SCRIPT);
  writeFileSync(path.join(from, "chunks/b.css"), "body { color: red }");
  writeFileSync(path.join(from, "chunks/gone.js"), SCRIPT);
  writeFileSync(path.join(from, "font.woff2"), "font");
  writeFileSync(path.join(folder, "secret.js"), "secret");
  await compressStatic(from, path.join(folder, "compressed"));
  const gate = serveCompressed(path.join(folder, "compressed"));
  rmSync(path.join(folder, "compressed/br/chunks/gone.js"));
  at = await gatedServer([gate], (asked, response) => void response.end(`passed ${asked.url}`));
});
afterAll(async () => {
  await at.close();
  rmSync(folder, { recursive: true });
});

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

function ask(address: string, headers: Record<string, string>, method = "GET"): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: "127.0.0.1", port: at.port, method, path: address, headers }, (response) => {
      const pieces: Buffer[] = [];
      response.on("data", (piece: Buffer) => pieces.push(piece));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(pieces) }),
      );
    });
    asked.once("error", reject).end();
  });
}

test.each([
  ["gzip, deflate, br, zstd", "br", brotliDecompressSync],
  ["br;q=0.5, gzip", "br", brotliDecompressSync],
  ["gzip, deflate", "gzip", gunzipSync],
  ["br;q=0, GZIP", "gzip", gunzipSync],
])("who accepts %s gets %s", async (accepted, coding, decompress) => {
  const { status, headers, body } = await ask("/_next/static/chunks/a.js?x=1", { "accept-encoding": accepted });
  expect(status).toBe(200);
  expect(headers).toMatchObject({
    "content-type": "text/javascript; charset=utf-8",
    "content-encoding": coding,
    "content-length": String(body.length),
    "cache-control": "public, max-age=31536000, immutable",
    vary: "Accept-Encoding",
    etag: `"a.js-${coding}"`,
  });
  expect(decompress(body).toString()).toBe(SCRIPT);
});

test("HEAD answers the same without the content, and what the browser has is not sent again", async () => {
  const head = await ask("/_next/static/chunks/b.css", { "accept-encoding": "br" }, "HEAD");
  expect(head.headers).toMatchObject({ "content-type": "text/css; charset=utf-8", etag: '"b.css-br"' });
  expect(Number(head.headers["content-length"])).toBeGreaterThan(0);
  expect(head.body).toHaveLength(0);
  const known = { "accept-encoding": "br", "if-none-match": '"b.css-br"' };
  expect(await ask("/_next/static/chunks/b.css", known)).toMatchObject({ status: 304, body: Buffer.alloc(0) });
});

test.each([
  ["no coding", "/_next/static/chunks/a.js", {}, "GET"],
  ["another coding", "/_next/static/chunks/a.js", { "accept-encoding": "zstd, brotli" }, "GET"],
  ["a range", "/_next/static/chunks/a.js", { "accept-encoding": "br", range: "bytes=0-9" }, "GET"],
  ["another method", "/_next/static/chunks/a.js", { "accept-encoding": "br" }, "POST"],
  ["what was not compressed", "/_next/static/font.woff2", { "accept-encoding": "br" }, "GET"],
  ["what is gone since", "/_next/static/chunks/gone.js", { "accept-encoding": "br" }, "GET"],
  ["a path out of the folder", "/_next/static/../../secret.js", { "accept-encoding": "br" }, "GET"],
  ["an encoded path out of it", "/_next/static/%2e%2e/%2e%2e/secret.js", { "accept-encoding": "br" }, "GET"],
  ["the folder of a coding", "/_next/static/br/chunks/a.js", { "accept-encoding": "br" }, "GET"],
])("%s is left to Next", async (_, address, headers, method) => {
  const { body, headers: answered } = await ask(address, headers, method);
  expect(body.toString()).toBe(`passed ${address}`);
  expect(answered).not.toHaveProperty("content-encoding");
});

test("a build that compressed nothing leaves all to Next", () => {
  expect(() => serveCompressed(path.join(folder, "nowhere"))).not.toThrow();
});
