import { guardRequest } from "#lib/auth/guard";
import { run } from "#lib/core/operation";
import { getAttachment } from "#lib/domain/attachments/get-attachment";
import type { Attachment } from "#lib/domain/attachments/schema";
import { byteRange } from "./byte-range.ts";
import { callerOfRequest, restDoor, takeTurnOf } from "./caller.ts";
import { corsHeaders, preflight } from "./cors.ts";
import { doorContext } from "./door-context.ts";
import { problemResponse } from "./problem-response.ts";
import { requestIdOf } from "./request-id.ts";

/** Answers GET /api/v1/attachments/ID/content with the file, whole or in part, so that nothing in it is ever executed. */
export async function answerContent(request: Request, attachment: string): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  const headers = new Headers(corsHeaders(request.headers));
  try {
    guardRequest(request);
    if (request.method === "OPTIONS") return preflight(request, ["GET", "HEAD"]);
    const actor = await callerOfRequest(request, restDoor(request.headers));
    takeTurnOf(actor);
    const ctx = doorContext(actor, { requestId });
    const file = await run(getAttachment, ctx, { attachment });
    describeFile(headers, file, requestId);
    if (isKnown(request.headers.get("if-none-match"), file.hash)) return new Response(null, { status: 304, headers });
    const asked = sameFile(request.headers.get("if-range"), file.hash) ? request.headers.get("range") : null;
    const range = byteRange(asked, file.size);
    if (range === "unsatisfiable") {
      headers.set("content-range", `bytes */${file.size}`);
      return new Response(null, { status: 416, headers });
    }
    const { first, last } = range ?? { first: 0, last: file.size - 1 };
    headers.set("content-length", String(last - first + 1));
    if (range) headers.set("content-range", `bytes ${first}-${last}/${file.size}`);
    const body = request.method === "HEAD" ? null : streamOf(ctx.database.contents.read(file.hash, first, last));
    return new Response(body, { status: range ? 206 : 200, headers });
  } catch (error) {
    return problemResponse(error, requestId, headers);
  }
}

/** Says what the file is, and that no browser may run, guess or embed it. */
function describeFile(headers: Headers, { name, mediaType, inline, hash }: Attachment, requestId: string): void {
  headers.set("content-type", mediaType);
  headers.set("content-disposition", `${inline ? "inline" : "attachment"}; ${fileNameParameters(name)}`);
  headers.set("content-security-policy", "sandbox; default-src 'none'");
  headers.set("x-content-type-options", "nosniff");
  headers.set("cross-origin-resource-policy", "same-origin");
  headers.set("cache-control", "private, max-age=31536000, immutable, no-transform");
  headers.set("accept-ranges", "bytes");
  headers.set("etag", `"${hash}"`);
  headers.set("x-request-id", requestId);
}

/** The name for browsers old and new (RFC 6266, RFC 5987). */
export function fileNameParameters(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `filename="${plain}"; filename*=UTF-8''${encoded}`;
}

function isKnown(header: string | null, hash: string): boolean {
  return (
    header?.split(",").some((tag) => tag.trim() === "*" || tag.trim().replace(/^W\//, "") === `"${hash}"`) ?? false
  );
}

function sameFile(header: string | null, hash: string): boolean {
  return header === null || header.trim() === `"${hash}"`;
}

/** Bytes as they are asked for, so that a slow reader holds nothing in memory. */
function streamOf(bytes: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const source = bytes[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await source.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await source.return?.();
    },
  });
}
