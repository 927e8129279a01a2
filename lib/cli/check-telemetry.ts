import type { Config } from "#lib/core/config";
import { envelopePost } from "#lib/telemetry/error-reports";
import { otlpBody } from "#lib/telemetry/otlp-spans";
import { type Post, post } from "#lib/telemetry/post";
import { tracePost } from "#lib/telemetry/traces";
import { type Check, checksOf } from "./check.ts";
import { turboVersion } from "./place.ts";

const { ok, warn, wrong } = checksOf("system");
/** How long an answer is waited for, in milliseconds. */
const PATIENCE = 5_000;

/** Where traces and reports of errors go, and whether what is there takes them: it is asked with nothing in it. */
export async function checkTelemetry({ traces, errorReports }: Config): Promise<Check[]> {
  return [
    traces
      ? await checkPlace("traces", traces.url, tracePost(traces, otlpBody([], traces.resource, turboVersion())))
      : ok("traces", "are not kept; OTEL_EXPORTER_OTLP_ENDPOINT says where to send them"),
    errorReports
      ? await checkPlace("error reports", errorReports.envelopes, envelopePost(errorReports, turboVersion()))
      : ok("error reports", "are not sent; SENTRY_DSN says where to send them"),
  ];
}

async function checkPlace(name: string, url: string, asked: Post): Promise<Check> {
  const { host } = new URL(url);
  const posted = await post(asked, AbortSignal.timeout(PATIENCE));
  if (posted.state === "taken") return ok(name, `go to ${host}, which takes them`);
  const said = `go to ${host}, which does not take them: ${posted.reason}`;
  const next = "Requests are answered as ever meanwhile. Look at the address and its key in the settings.";
  return posted.state === "later" ? warn(name, said, next) : wrong(name, said, next);
}
