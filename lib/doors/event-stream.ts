import type { Actor } from "#lib/core/actor";
import { ERROR_CODES, TurboError } from "#lib/core/errors";
import type { Database } from "#lib/db/database";
import { eventsSince } from "#lib/domain/events/queries";
import type { Event } from "#lib/domain/events/schema";
import { onEndOfStreams, onNewEvents } from "./event-hub.ts";

/** What a listener is told that is no longer let in. */
const END = "event: end\ndata: {}\n\n";
/** Events in one piece of the stream, at most. */
const AT_ONCE = 100;
/** Advice to come back after this many milliseconds. */
const COME_BACK = "retry: 2000\n\n";

export interface StreamOptions {
  database: Database;
  actor: Actor;
  /** Number of the last event the listener knows. */
  since: number;
  signal: AbortSignal;
  /** Who asks, looked up again; rejects once the key or sign-in has ended. */
  recheck: () => Promise<Actor>;
  heartbeatMs: number;
  recheckMs: number;
  onClose: () => void;
}

/**
 * Server-sent events: one message per event the actor may see, in order. It reads only when the listener can take more,
 * so a slow one holds nothing in memory and misses nothing.
 */
export function eventStream(options: StreamOptions): ReadableStream<Uint8Array> {
  const { database, signal } = options;
  let { actor, since } = options;
  let pending = true;
  let wake = () => {};
  let heartbeatAt = Date.now() + options.heartbeatMs;
  let recheckAt = Date.now() + options.recheckMs;
  let closed = false;
  let ending = false;

  const close = () => {
    if (closed) return;
    closed = true;
    stop();
    forget();
    signal.removeEventListener("abort", close);
    options.onClose();
    wake();
  };
  const stop = onNewEvents(database, () => {
    pending = true;
    wake();
  });
  const forget = onEndOfStreams(() => {
    ending = true;
    wake();
  });
  signal.addEventListener("abort", close);
  if (signal.aborted) close();

  /** The next piece of text, or null when the stream is over. */
  async function next(): Promise<string | null> {
    for (;;) {
      if (closed) return null;
      if (ending) {
        close();
        return COME_BACK;
      }
      if (Date.now() >= recheckAt && !(await isStillIn())) return END;
      if (pending) {
        pending = false;
        const read = actor;
        const { items, last, more } = await eventsSince(database.reader, read, since, AT_ONCE);
        // Asked after they were read, so that nothing which happened after a revocation, here or in another process, is told.
        if (items.length > 0 && !(await isStillIn())) return END;
        if (String(read.projectIds) !== String(actor.projectIds)) {
          pending = true; // read once more, by what they are of by now
          continue;
        }
        since = last;
        if (more) pending = true;
        if (items.length > 0) return items.map(message).join("");
        if (more) continue;
      }
      if (Date.now() >= heartbeatAt) {
        heartbeatAt = Date.now() + options.heartbeatMs;
        return `: at ${since}\n\n`;
      }
      if (!pending) await pause(Math.min(heartbeatAt, recheckAt) - Date.now());
    }
  }

  /** Looks up again who asks, and closes the stream once the key or sign-in has ended. */
  async function isStillIn(): Promise<boolean> {
    recheckAt = Date.now() + options.recheckMs;
    try {
      actor = await options.recheck();
      return true;
    } catch (error) {
      if (!hasEnded(error)) throw error;
      close();
      return false;
    }
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.max(0, ms));
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) =>
        controller.enqueue(encoder.encode(`retry: 2000\nid: ${since}\nevent: hello\ndata: {"since":${since}}\n\n`)),
      async pull(controller) {
        try {
          const text = await next();
          if (text !== null) controller.enqueue(encoder.encode(text));
          if (closed) controller.close();
        } catch (error) {
          close();
          if (!(error instanceof TurboError)) return controller.error(error);
          controller.enqueue(encoder.encode(COME_BACK));
          controller.close();
        }
      },
      cancel: close,
    },
    { highWaterMark: 1 },
  );
}

/** Has the key or sign-in ended, or could it only not be looked up? */
function hasEnded(error: unknown): boolean {
  return error instanceof TurboError && ERROR_CODES[error.code].status < 500;
}

function message(event: Event): string {
  return `id: ${event.number}\nevent: change\ndata: ${JSON.stringify(event)}\n\n`;
}
