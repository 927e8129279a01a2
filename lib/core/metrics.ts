/** Upper bounds of what takes time, in seconds. */
export const TIMES = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What is counted as it happens, with what it says of itself. */
export const COUNTERS = {
  turbo_operations_total: "Operations by name and outcome: ok, the code of a refusal, or failed.",
  turbo_leases_ended_total: "Leases on issues that ended, by how: expired are those that ran out.",
  turbo_tokens_served_total: "Tokens answered over MCP, about, by tool.",
  turbo_telemetry_total: "Spans (traces) and reports (errors) by what became of them: sent or dropped.",
} as const;

export const HISTOGRAMS = {
  turbo_http_request_duration_seconds: "Requests by door, method and class of status, with how long they took.",
  turbo_operation_duration_seconds: "How long operations took that were done.",
  turbo_database_write_wait_seconds: "How long writes waited for their turn.",
  turbo_database_write_seconds: "How long write transactions took from their turn to their commit.",
} as const;

export type Counter = keyof typeof COUNTERS;
export type Histogram = keyof typeof HISTOGRAMS;
/** Each value is one of a few that are known beforehand: nothing that callers make up. */
export type Labels = Readonly<Record<string, string>>;

interface Distribution {
  /** How many fell under each bound of TIMES and over the one before. */
  counts: number[];
  count: number;
  sum: number;
}

interface Registry {
  counters: Map<Counter, Map<string, number>>;
  histograms: Map<Histogram, Map<string, Distribution>>;
}

const REGISTRY = Symbol.for("turbo.metrics");
const shared = globalThis as { [REGISTRY]?: Registry };

/** What this process has counted; bundlers load this module several times. */
function registry(): Registry {
  shared[REGISTRY] ??= { counters: new Map(), histograms: new Map() };
  return shared[REGISTRY];
}

export const secondsSince = (at: number) => (performance.now() - at) / 1000;

export function addTo(counter: Counter, labels: Labels, by = 1): void {
  const { counters } = registry();
  const series = counters.get(counter) ?? new Map<string, number>();
  counters.set(counter, series);
  const name = labelText(labels);
  series.set(name, (series.get(name) ?? 0) + by);
}

export function observe(histogram: Histogram, labels: Labels, seconds: number): void {
  const { histograms } = registry();
  const series = histograms.get(histogram) ?? new Map<string, Distribution>();
  histograms.set(histogram, series);
  const name = labelText(labels);
  const known = series.get(name) ?? { counts: TIMES.map(() => 0), count: 0, sum: 0 };
  series.set(name, known);
  const place = TIMES.findIndex((bound) => seconds <= bound);
  if (place >= 0) known.counts[place] = (known.counts[place] ?? 0) + 1;
  known.count += 1;
  known.sum += seconds;
}

/** How many of a histogram fell under each bound of TIMES, and over the last one: of those whose labels are `wanted`. */
export function countsOf(histogram: Histogram, wanted: (labels: string) => boolean): number[] {
  const sums = [...TIMES.map(() => 0), 0];
  for (const [labels, { counts, count }] of registry().histograms.get(histogram) ?? []) {
    if (!wanted(labels)) continue;
    let within = 0;
    for (const [place, under] of counts.entries()) {
      sums[place] = (sums[place] ?? 0) + under;
      within += under;
    }
    sums[TIMES.length] = (sums[TIMES.length] ?? 0) + count - within;
  }
  return sums;
}

/**
 * Under how many seconds so great a part of such counts lies, as Prometheus reckons it: evenly between two bounds, and the last
 * bound where it lies beyond. Null where nothing was counted.
 */
export function quantileOf(counts: readonly number[], part: number): number | null {
  const wanted = counts.reduce((sum, count) => sum + count, 0) * part;
  if (wanted === 0) return null;
  let below = 0;
  for (const [place, bound] of TIMES.entries()) {
    const here = counts[place] ?? 0;
    const from = TIMES[place - 1] ?? 0;
    if (here > 0 && below + here >= wanted) return from + ((bound - from) * (wanted - below)) / here;
    below += here;
  }
  return TIMES.at(-1) ?? null;
}

/** A value as it is now, or one that something else has counted. */
export interface Sample {
  name: string;
  help: string;
  /** A gauge where absent. */
  type?: "counter";
  values: readonly (readonly [labels: Labels, value: number])[];
}

/** All that was counted and these samples, in the text format of Prometheus. */
export function metricsText(samples: readonly Sample[]): string {
  const { counters, histograms } = registry();
  const counted = [...counters].map(([name, series]) => [
    ...head(name, "counter", COUNTERS[name]),
    ...[...series].map(([labels, value]) => `${name}${braced(labels)} ${value}`),
  ]);
  const distributed = [...histograms].map(([name, series]) => [
    ...head(name, "histogram", HISTOGRAMS[name]),
    ...[...series].flatMap(([labels, distribution]) => distributionLines(name, labels, distribution)),
  ]);
  const sampled = samples.map(({ name, help, type = "gauge", values }) => [
    ...head(name, type, help),
    ...values.map(([labels, value]) => `${name}${braced(labelText(labels))} ${value}`),
  ]);
  return `${[...counted, ...distributed, ...sampled].flat().join("\n")}\n`;
}

function head(name: string, type: string, help: string): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
}

function distributionLines(name: string, labels: string, { counts, count, sum }: Distribution): string[] {
  let below = 0;
  const buckets = TIMES.map((bound, place) => {
    below += counts[place] ?? 0;
    return `${name}_bucket${braced(joined(labels, `le="${bound}"`))} ${below}`;
  });
  return [
    ...buckets,
    `${name}_bucket${braced(joined(labels, 'le="+Inf"'))} ${count}`,
    `${name}_sum${braced(labels)} ${sum}`,
    `${name}_count${braced(labels)} ${count}`,
  ];
}

const braced = (labels: string) => (labels === "" ? "" : `{${labels}}`);
const joined = (labels: string, more: string) => (labels === "" ? more : `${labels},${more}`);

function labelText(labels: Labels): string {
  let text = "";
  for (const name in labels) text = joined(text, `${name}="${escaped(labels[name] ?? "")}"`);
  return text;
}

function escaped(value: string): string {
  if (!/[\\"\n]/.test(value)) return value;
  return value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}
