import { channel } from "node:diagnostics_channel";
import { type Activity, beginPart, onActivity, type Part, preciseNow } from "#lib/core/activity";
import type { TracePlace } from "#lib/core/config";
import { otlpBody, spanCount } from "./otlp-spans.ts";
import type { Post } from "./post.ts";
import { makeSender, type SenderOptions } from "./sender.ts";

/** Spans that wait at most; some 400 bytes each. */
const MOST = 8_192;
const BATCH = 512;

type Pace = Partial<Pick<SenderOptions<Activity>, "everyMs" | "patienceMs" | "most">>;

/** Sends activities to a collector from now on; answers what ends it. */
export function startTraces(
  place: TracePlace,
  { version, onTrouble, ...pace }: { version: string; onTrouble: (reason: string) => void } & Pace,
): (limitMs: number) => Promise<void> {
  const sender = makeSender<Activity>({
    signal: "traces",
    weigh: spanCount,
    most: MOST,
    batch: BATCH,
    postOf: (activities) =>
      tracePost(place, otlpBody(activities, { ...place.resource, "service.version": version }, version)),
    onTrouble,
    ...pace,
  });
  const stops = [onActivity(sender.put), noteCalls()];
  return async (limitMs) => {
    for (const stop of stops) stop();
    await sender.close(limitMs);
  };
}

export function tracePost({ url, headers }: TracePlace, body: string): Post {
  return { url, headers: { ...Object.fromEntries(headers), "content-type": "application/json" }, body };
}

/** Makes each call of another service by `fetch` a part of what it is done for. */
function noteCalls(): () => void {
  const calls = new WeakMap<object, Part>();
  const end = (request: object, failed: boolean) => {
    const part = calls.get(request);
    if (!part) return;
    part.endedAt = preciseNow();
    part.failed ||= failed;
  };
  const listeners: [name: string, listener: (message: unknown) => void][] = [
    [
      "undici:request:create",
      (message) => {
        const { request } = message as { request: { method: string; origin: string | URL } };
        const { host } = new URL(request.origin);
        const facts = { "http.request.method": request.method, "server.address": host };
        const part = beginPart("call", `${request.method} ${host}`, facts);
        if (part) calls.set(request, part);
      },
    ],
    [
      "undici:request:headers",
      (message) => {
        const { request, response } = message as { request: object; response: { statusCode: number } };
        const part = calls.get(request);
        if (part) part.facts["http.response.status_code"] = response.statusCode;
        end(request, response.statusCode >= 500);
      },
    ],
    ["undici:request:trailers", (message) => end((message as { request: object }).request, false)],
    ["undici:request:error", (message) => end((message as { request: object }).request, true)],
  ];
  for (const [name, listener] of listeners) channel(name).subscribe(listener);
  return () => {
    for (const [name, listener] of listeners) channel(name).unsubscribe(listener);
  };
}
