import type { Logger } from "pino";
import { keepActivities } from "#lib/core/activity";
import type { Config } from "#lib/core/config";
import { secretsOf } from "#lib/core/process-log";
import { startErrorReports } from "./error-reports.ts";
import { samplerOf } from "./sampler.ts";
import { startTraces } from "./traces.ts";

interface Turbo {
  version: string;
  /** The folder that it runs in. */
  root: string;
  log: Logger;
}

/** Begins to send what the settings ask for; answers what sends the rest and ends it, within so many milliseconds. */
export function startTelemetry(config: Config, { version, root, log }: Turbo): (limitMs: number) => Promise<void> {
  const { traces, errorReports } = config;
  const forget = keepActivities(traces ? samplerOf(traces) : () => false);
  const ends: ((limitMs: number) => Promise<void>)[] = [];
  if (traces) {
    const { host } = new URL(traces.url);
    const onTrouble = (reason: string) =>
      log.warn({ host, reason }, "traces are not taken; they wait, and then are dropped");
    ends.push(startTraces(traces, { version, onTrouble }));
    log.info({ host }, "traces are sent");
  }
  if (errorReports) {
    const { host } = errorReports;
    const onTrouble = (reason: string) =>
      log.warn({ host, reason }, "reports of errors are not taken; they wait, and then are dropped");
    ends.push(startErrorReports(errorReports, { version, root, secrets: secretsOf(config), onTrouble }));
    log.info({ host }, "errors are reported");
  }
  return async (limitMs) => {
    await Promise.all(ends.map((end) => end(limitMs)));
    forget();
  };
}
