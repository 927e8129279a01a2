import { type IntervalHistogram, monitorEventLoopDelay } from "node:perf_hooks";
import { processCache } from "#lib/core/cache";
import type { Sample } from "#lib/core/metrics";
import { openStreams } from "./event-hub.ts";
import { requestsUnderWay } from "./server/note-requests.ts";
import { VERSION } from "./version.ts";

/** How often the event loop is looked at, in milliseconds, once somebody asks. */
const RESOLUTION = 20;

let delays: IntervalHistogram | null = null;

/** How this process is doing, by the names that Prometheus' own clients use. Delays are those since they were asked for last. */
export function processSamples(): Sample[] {
  const { rss, heapTotal, heapUsed, external } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  return [
    gauge("turbo_build_info", "What runs here.", 1, { version: VERSION, node: process.versions.node }),
    gauge(
      "process_start_time_seconds",
      "When it started, in seconds since 1970.",
      Date.now() / 1000 - process.uptime(),
    ),
    { ...gauge("process_cpu_seconds_total", "Processor time it used.", (user + system) / 1e6), type: "counter" },
    gauge("process_resident_memory_bytes", "Memory it takes.", rss),
    gauge("nodejs_heap_size_total_bytes", "Room of its heap.", heapTotal),
    gauge("nodejs_heap_size_used_bytes", "What of its heap is in use.", heapUsed),
    gauge("nodejs_external_memory_bytes", "Memory beside its heap.", external),
    ...delaySamples(),
    gauge(
      "turbo_http_requests_under_way",
      "Requests that are not answered yet, open streams among them.",
      requestsUnderWay(),
    ),
    gauge("turbo_event_streams_open", "Streams of live events that are open.", openStreams()),
    ...cacheSamples(),
  ];
}

function cacheSamples(): Sample[] {
  const counts = processCache()?.counts();
  if (!counts) return [];
  const asked = Object.entries(counts.asked).flatMap(([kind, from]) =>
    Object.entries(from).map(([level, times]) => [{ kind, level }, times] as const),
  );
  return [
    gauge("turbo_cache_memory_bytes", "Room that the cache takes in memory.", counts.memory.bytes),
    {
      name: "turbo_cache_requests_total",
      help: "What the cache was asked for, by where it came from: memory, shared, or made anew.",
      type: "counter",
      values: asked,
    },
  ];
}

function delaySamples(): Sample[] {
  if (!delays) {
    delays = monitorEventLoopDelay({ resolution: RESOLUTION });
    delays.enable();
    return [];
  }
  const { mean, max } = delays;
  const samples = [
    gauge("nodejs_eventloop_lag_mean_seconds", "How late the event loop was, on average.", late(mean)),
    gauge("nodejs_eventloop_lag_p99_seconds", "The same, at most 99 times of 100.", late(delays.percentile(99))),
    gauge("nodejs_eventloop_lag_max_seconds", "The same, at most.", late(max)),
  ];
  delays.reset();
  return samples;
}

/** Beyond the pause between two looks, from nanoseconds. */
const late = (nanoseconds: number) => Math.max(0, (nanoseconds || 0) / 1e9 - RESOLUTION / 1000);

export function gauge(name: string, help: string, value: number, labels: Record<string, string> = {}): Sample {
  return { name, help, values: [[labels, value]] };
}
