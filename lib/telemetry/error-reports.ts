import { currentActivity } from "#lib/core/activity";
import type { ErrorReportPlace } from "#lib/core/config";
import { TurboError } from "#lib/core/errors";
import { onFault, tellFault } from "#lib/core/faults";
import { type ErrorEvent, errorEvent, fingerprintOf } from "./error-event.ts";
import type { Post } from "./post.ts";
import { scrubber } from "./scrub.ts";
import { makeSender, type SenderOptions } from "./sender.ts";

/** Reports that wait at most. */
const MOST = 30;
/** In a minute one fault is reported once, and all of them so often. */
const MINUTE = 60_000;
const A_MINUTE = 30;
/** So long it is remembered how many of a kind were left out. */
const HOUR = 60 * MINUTE;

interface Reporting extends Partial<Pick<SenderOptions<ErrorEvent>, "everyMs" | "patienceMs">> {
  version: string;
  secrets: readonly (string | null)[];
  root: string;
  onTrouble: (reason: string) => void;
}

/** Reports faults from now on; answers what ends it. */
export function startErrorReports(
  place: ErrorReportPlace,
  { version, secrets, root, onTrouble, ...pace }: Reporting,
): (limitMs: number) => Promise<void> {
  const scrub = scrubber(secrets);
  const { environment, release } = place;
  const known = { environment, release: release ?? `turbo@${version}`, root, scrub };
  const sender = makeSender<ErrorEvent>({
    signal: "errors",
    most: MOST,
    batch: 1,
    postOf: ([event]) => envelopePost(place, version, event),
    onTrouble,
    ...pace,
  });
  const turn = limiter();
  const stop = onFault((fault) => {
    const leftOut = turn(fingerprintOf(fault, scrub));
    if (leftOut === null) return;
    sender.put(errorEvent(fault, { ...known, activity: currentActivity(), leftOut }));
  });
  const stopUncaught = hearUncaught();
  return async (limitMs) => {
    stop();
    stopUncaught();
    await sender.close(limitMs);
  };
}

/** An envelope with this event; without one an empty one, which says who asks and nothing else. */
export function envelopePost({ envelopes, publicKey }: ErrorReportPlace, version: string, event?: ErrorEvent): Post {
  const sent_at = new Date().toISOString();
  const lines = event ? [{ event_id: event.event_id, sent_at }, { type: "event" }, event] : [{ sent_at }];
  return {
    url: envelopes,
    headers: {
      "content-type": "application/x-sentry-envelope",
      "x-sentry-auth": `Sentry sentry_version=7, sentry_client=turbo/${version}, sentry_key=${publicKey}`,
    },
    body: `${lines.map((line) => JSON.stringify(line)).join("\n")}\n`,
  };
}

/** Answers how many of a kind were left out before this one; null where this is left out as well. */
function limiter(): (fingerprint: string) => number | null {
  const seen = new Map<string, { until: number; leftOut: number }>();
  let minute = { until: 0, count: 0 };
  return (fingerprint) => {
    const now = performance.now();
    if (now >= minute.until) {
      minute = { until: now + MINUTE, count: 0 };
      for (const [name, { until, leftOut }] of seen) {
        if (until + (leftOut > 0 ? HOUR : 0) <= now) seen.delete(name);
      }
    }
    const last = seen.get(fingerprint);
    if (last && (now < last.until || minute.count >= A_MINUTE)) {
      last.leftOut += 1;
      return null;
    }
    if (minute.count >= A_MINUTE) return null;
    minute.count += 1;
    seen.set(fingerprint, { until: now + MINUTE, leftOut: 0 });
    return last?.leftOut ?? 0;
  };
}

/** What nobody caught; Next logs it and keeps the process alive. Refusals and redirects are no faults wherever they end. */
function hearUncaught(): () => void {
  const hear = (error: unknown) => {
    if (error instanceof TurboError || String(Object(error).digest).startsWith("NEXT_")) return;
    tellFault({ error, message: "nobody caught an error", uncaught: true });
  };
  process.on("uncaughtExceptionMonitor", hear).on("unhandledRejection", hear);
  return () => void process.off("uncaughtExceptionMonitor", hear).off("unhandledRejection", hear);
}
