import { TurboError } from "#lib/core/errors";

/** What is still read and thrown away of a body whose request was refused, so that its sender gets to hear the answer. */
const DRAINED_BYTES = 1024 * 1024 * 1024;
const DRAINED_MS = 120_000;

/** A body piece by piece, as fast as it is taken; `drain` reads on where the taker left. */
export interface RequestChunks {
  chunks: AsyncIterable<Uint8Array>;
  drain(): Promise<void>;
}

export function requestChunks(request: Request): RequestChunks {
  const reader = request.body?.getReader();
  async function next(): Promise<Uint8Array | null> {
    if (!reader) return null;
    try {
      return (await reader.read()).value ?? null;
    } catch (error) {
      throw new TurboError("malformed", "The file broke off on its way. Nothing was kept; send it again.", {
        cause: error,
      });
    }
  }
  return {
    // A loop that ends early must not cancel the body: that would cut the line before the answer is out.
    chunks: (async function* () {
      for (let chunk = await next(); chunk; chunk = await next()) yield chunk;
    })(),
    async drain() {
      const until = Date.now() + DRAINED_MS;
      try {
        let bytes = 0;
        for (let chunk = await next(); chunk; chunk = await next()) {
          bytes += chunk.byteLength;
          if (bytes > DRAINED_BYTES || Date.now() > until) return await reader?.cancel();
        }
      } catch {
        // The sender has left.
      }
    },
  };
}
