import { actorOf } from "#lib/auth/actor";
import { bearerKey } from "#lib/auth/bearer-key";
import { guardRequest } from "#lib/auth/guard";
import type { Actor } from "#lib/core/actor";
import { TurboError } from "#lib/core/errors";
import { instanceDatabase } from "#lib/db/instance";
import { lastEventNumber } from "#lib/domain/events/queries";
import { callerOfRequest, takeTurnOf } from "./caller.ts";
import { corsHeaders } from "./cors.ts";
import { openStream } from "./event-hub.ts";
import { eventStream } from "./event-stream.ts";
import { problemResponse } from "./problem-response.ts";
import { requestIdOf } from "./request-id.ts";

/** Streams that one person or key may hold open; a browser shares one among its tabs. */
const STREAMS = 16;

interface Pace {
  heartbeatMs: number;
  recheckMs: number;
}

/** Answers /api/events: live events from Last-Event-ID, from `since`, or from now on. */
export async function answerEvents(
  request: Request,
  pace: Pace = { heartbeatMs: 20_000, recheckMs: 30_000 },
): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  const headers = new Headers(corsHeaders(request.headers));
  try {
    guardRequest(request);
    const door = bearerKey(request.headers) === null ? "web" : "rest";
    const actor = await callerOfRequest(request, door);
    takeTurnOf(actor);
    const database = instanceDatabase();
    const since = knownNumber(request) ?? (await lastEventNumber(database.reader));
    const onClose = openStream(listenerOf(actor), STREAMS);
    if (!onClose) {
      throw new TurboError("limited", `There are ${STREAMS} streams open already. Close one first.`, {
        retryAfter: 30,
      });
    }
    const { signal } = request;
    const recheck = () => actorOf(request, door);
    const stream = eventStream({ database, actor, since, signal, recheck, onClose, ...pace });
    headers.set("content-type", "text/event-stream; charset=utf-8");
    headers.set("cache-control", "no-store, no-transform");
    headers.set("x-accel-buffering", "no");
    headers.set("x-request-id", requestId);
    return new Response(stream, { headers });
  } catch (error) {
    return problemResponse(error, requestId, headers);
  }
}

function listenerOf({ key, user, signInId }: Actor): string {
  return `${user.id} ${key?.id ?? signInId ?? ""}`;
}

function knownNumber(request: Request): number | null {
  const given = request.headers.get("last-event-id") ?? new URL(request.url).searchParams.get("since");
  if (given === null || given === "") return null;
  if (/^\d{1,10}$/.test(given) && Number(given) <= 2_147_483_647) return Number(given);
  throw new TurboError(
    "malformed",
    `"${given.slice(0, 40)}" is not an event number. Leave it out to listen from now on.`,
  );
}
