import type { TraceParent } from "#lib/core/activity";
import type { TracePlace } from "#lib/core/config";

/** Whether a request is traced, by the samplers that OpenTelemetry names. */
export function samplerOf({ sampler, part }: Pick<TracePlace, "sampler" | "part">) {
  const own = ownSampler(sampler, part);
  if (!sampler.startsWith("parentbased_")) return own;
  return (traceId: string, parent: TraceParent | null) => parent?.sampled ?? own(traceId);
}

function ownSampler(sampler: TracePlace["sampler"], part: number): (traceId: string) => boolean {
  if (sampler.endsWith("always_on")) return () => true;
  if (sampler.endsWith("always_off")) return () => false;
  // By the last 56 bits, as OpenTelemetry specifies it, so that all services of a trace agree.
  return (traceId) => Number.parseInt(traceId.slice(-14), 16) >= (1 - part) * 2 ** 56;
}
