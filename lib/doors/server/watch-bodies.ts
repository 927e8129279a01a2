import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Gate } from "./gates.ts";
import { throwAway } from "./throw-away.ts";

export interface BodyPace {
  /** How long nothing may come of a body, in milliseconds. */
  idleMs: number;
  /** The same, once its request was answered: what still comes is thrown away, so that its sender gets to hear the answer. */
  lingerMs: number;
  /** How long a body may come in all after its request was answered. */
  lastMs: number;
  /** What has to come in each window. */
  window: { ms: number; bytes: number };
}

const PACE: BodyPace = {
  idleMs: 20_000,
  lingerMs: 5_000,
  lastMs: 120_000,
  window: { ms: 30_000, bytes: 15_000 },
};

interface Coming {
  request: IncomingMessage;
  /** A stream that fails takes it from the request, and it is still to be ended. */
  socket: Socket;
  response: ServerResponse;
  bytes: number;
  at: number;
  window: { bytes: number; at: number };
  answeredAt: number | null;
}

/** Ends the connections of bodies that stall or trickle. One that waits for its reader, and not for its sender, is left alone. */
export function watchBodies(pace: BodyPace = PACE): Gate {
  const coming = new Set<Coming>();
  const discard = throwAway();
  let timer: NodeJS.Timeout | null = null;
  const look = () => {
    for (const body of coming) {
      if (body.request.complete || body.socket.destroyed) coming.delete(body);
      else if (isStalled(body, pace)) body.socket.destroy();
    }
    if (coming.size > 0 || !timer) return;
    clearInterval(timer);
    timer = null;
  };
  return (request, response) => {
    if (!hasBody(request)) return false;
    const { socket } = request;
    const [bytes, at] = [socket.bytesRead, Date.now()];
    const body: Coming = { request, socket, response, bytes, at, window: { bytes, at }, answeredAt: null };
    coming.add(body);
    response.once("finish", () => {
      body.answeredAt = Date.now();
      if (!request.complete) discard(request);
    });
    timer ??= setInterval(look, Math.min(1000, pace.lingerMs)).unref();
    return false;
  };
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

function isStalled(body: Coming, { idleMs, lingerMs, lastMs, window }: BodyPace): boolean {
  const { request, socket, answeredAt } = body;
  const [bytes, now] = [socket.bytesRead, Date.now()];
  const waitsForUs = request.readableLength > 0;
  if (bytes > body.bytes || waitsForUs) Object.assign(body, { bytes, at: now });
  if (now - body.at > (answeredAt === null ? idleMs : lingerMs)) return true;
  if (answeredAt !== null && now - answeredAt > lastMs) return true;
  if (now - body.window.at < window.ms) return false;
  const came = bytes - body.window.bytes;
  body.window = { bytes, at: now };
  return came < window.bytes && !waitsForUs;
}
