import type { IncomingMessage } from "node:http";

/** Every so many milliseconds this much of what comes of answered requests is thrown away, in all and of each. */
const TURN = { ms: 25, bytes: 1024 * 1024, each: 256 * 1024 };

/** Throws away what still comes of requests that were answered, slowly enough that others are served meanwhile. */
export function throwAway(): (request: IncomingMessage) => void {
  const waiting = new Set<IncomingMessage>();
  let left = 0;
  let timer: NodeJS.Timeout | null = null;
  const turn = () => {
    left = TURN.bytes;
    for (const request of [...waiting]) {
      if (left <= 0) break;
      // The one that had its turn stands last in the next.
      waiting.delete(request);
      if (request.destroyed || request.complete) request.resume();
      else waiting.add(request.resume());
    }
    if (waiting.size > 0 || !timer) return;
    clearInterval(timer);
    timer = null;
  };
  return (request) => {
    let taken = 0;
    // Whoever read it before has stopped, and would hold it back.
    request.removeAllListeners("readable").removeAllListeners("data").pause();
    request.on("resume", () => {
      taken = 0;
    });
    request.on("data", (piece: Buffer) => {
      taken += piece.byteLength;
      left -= piece.byteLength;
      if (taken >= TURN.each || left <= 0) request.pause();
    });
    waiting.add(request);
    timer ??= setInterval(turn, TURN.ms).unref();
  };
}
