import { TurboError } from "#lib/core/errors";

/** How far past the limit a body is still read and thrown away, so that its sender gets to hear the answer. */
const DRAIN = 4;

/**
 * The JSON body of a request; undefined where there is none. Counts what arrives, whatever Content-Length says.
 * Throws `too_large`, `unsupported_media` or `malformed`, in this order.
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

/** The bytes of a body, as counted while they arrive. Throws `too_large`. */
export async function readBody(request: Request, limitMb: number): Promise<Buffer> {
  if (!request.body) return Buffer.alloc(0);
  const limit = limitMb * 1024 * 1024;
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size <= limit) chunks.push(value);
    else chunks.length = 0;
    if (size > limit * DRAIN) {
      await reader.cancel();
      break;
    }
  }
  if (size > limit)
    throw new TurboError("too_large", `The body is over the limit of ${limitMb} MB. Nothing was saved.`);
  return Buffer.concat(chunks);
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
