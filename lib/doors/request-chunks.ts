import { nextChunk } from "./body-chunk.ts";

/** A body piece by piece, as fast as it is taken. */
export async function* requestChunks(request: Request): AsyncGenerator<Uint8Array> {
  const reader = request.body?.getReader();
  if (!reader) return;
  for (let chunk = await nextChunk(reader); chunk; chunk = await nextChunk(reader)) yield chunk;
}
