import { TurboError } from "#lib/core/errors";
import { nextChunk } from "./body-chunk.ts";
import { holdBody } from "./held-bodies.ts";

/**
 * The JSON body of a request; undefined where there is none. Counts what arrives, whatever Content-Length says.
 * Throws what readBody throws, then `unsupported_media` or `malformed`.
 */
export async function readJson(request: Request, limitMb: number): Promise<unknown> {
  const bytes = await readBody(request, limitMb);
  if (bytes.length === 0) return undefined;
  requireJson(request.headers.get("content-type"));
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    const reason = error instanceof SyntaxError ? error.message : "it is not UTF-8";
    throw new TurboError("malformed", `The body is not valid JSON (${reason.slice(0, 200)}). Nothing was done.`, {
      cause: error,
    });
  }
}

/** The bytes of a body, as counted while they arrive. Throws `too_large`, `busy`, `too_slow`, or `malformed` where it breaks off. */
export async function readBody(request: Request, limitMb: number): Promise<Buffer> {
  if (!request.body) return Buffer.alloc(0);
  const limit = limitMb * 1024 * 1024;
  const reader = request.body.getReader();
  const held = holdBody(limit);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (let chunk = await nextChunk(reader); chunk; chunk = await nextChunk(reader)) {
      size += chunk.byteLength;
      if (size > limit) throw tooLarge(limitMb);
      if (!held.hold(chunk.byteLength)) throw tooMany();
      chunks.push(chunk);
    }
  } finally {
    held.letGo();
  }
  return Buffer.concat(chunks);
}

function tooLarge(limitMb: number): TurboError {
  return new TurboError("too_large", `The body is over the limit of ${limitMb} MB. Nothing was saved.`);
}

function tooMany(): TurboError {
  const sentence = "Many large bodies are coming in at once. Nothing was done; try again in a moment.";
  return new TurboError("busy", sentence, { retryAfter: 5 });
}

function requireJson(contentType: string | null): void {
  const [type = "", ...parameters] = (contentType ?? "").toLowerCase().split(";");
  const charset = parameters.map((part) => part.trim()).find((part) => part.startsWith("charset="));
  const isJson = /^application\/([\w.-]+\+)?json$/.test(type.trim());
  if (isJson && (!charset || /^charset="?utf-?8"?$/.test(charset))) return;
  throw new TurboError(
    "unsupported_media",
    `The body came as ${contentType ? `"${contentType.slice(0, 100)}"` : "no content type"}. Send JSON with Content-Type: application/json.`,
  );
}
