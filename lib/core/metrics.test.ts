import { expect, test } from "vitest";
import { addTo, countsOf, metricsText, observe, quantileOf, TIMES } from "./metrics.ts";

/** The value of each series, as a scraper reads the text. */
function read(text: string): Map<string, number> {
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(
    lines.map((line) => {
      const [, series = "", value = ""] = /^([a-z_]+(?:\{.*\})?) (\S+)$/.exec(line) ?? [];
      expect(series, line).not.toBe("");
      return [series, Number(value)];
    }),
  );
}

test("What is counted adds up, each set of labels for itself, and labels are escaped.", () => {
  const before = read(metricsText([]));
  addTo("turbo_tokens_served_total", { tool: "find" }, 12);
  addTo("turbo_tokens_served_total", { tool: "find" }, 30);
  addTo("turbo_tokens_served_total", { tool: 'a "b"\\\n' });
  const after = read(metricsText([]));
  const find = 'turbo_tokens_served_total{tool="find"}';
  expect((after.get(find) ?? 0) - (before.get(find) ?? 0)).toBe(42);
  expect(after.get('turbo_tokens_served_total{tool="a \\"b\\"\\\\\\n"}')).toBe(1);
});

test("Times fall into every bucket that is wide enough, and what is longer than all into the last.", () => {
  const labels = { door: "test", method: "GET", status: "2xx" };
  for (const seconds of [0.0009, 0.001, 0.3, 60]) observe("turbo_http_request_duration_seconds", labels, seconds);
  const text = metricsText([]);
  const at = read(text);
  const name = "turbo_http_request_duration_seconds";
  const of = (end: string, more = "") => at.get(`${name}_${end}{door="test",method="GET",status="2xx"${more}}`);
  expect([of("bucket", ',le="0.001"'), of("bucket", ',le="0.25"'), of("bucket", ',le="0.5"')]).toEqual([2, 2, 3]);
  expect([of("bucket", ',le="10"'), of("bucket", ',le="+Inf"'), of("count")]).toEqual([3, 4, 4]);
  expect(of("sum")).toBeCloseTo(60.3019);
  expect(text).toContain(`# TYPE ${name} histogram\n`);
});

test("Samples stand with their help and type, and the text ends with a line break.", () => {
  const text = metricsText([{ name: "turbo_queue_ready", help: "Ready.", values: [[{}, 3]] }]);
  expect(text).toMatch(/# HELP turbo_queue_ready Ready\.\n# TYPE turbo_queue_ready gauge\nturbo_queue_ready 3\n$/);
});

test("Of what is wanted the counts say under how long so many parts of a hundred lie.", () => {
  const wanted = (labels: string) => labels.includes('door="wanted"');
  const before = countsOf("turbo_http_request_duration_seconds", wanted);
  const times = [...Array.from({ length: 90 }, () => 0.004), ...Array.from({ length: 10 }, () => 0.2)];
  for (const [door, seconds] of [...times.map((time) => ["wanted", time] as const), ["other", 9] as const]) {
    observe("turbo_http_request_duration_seconds", { door, method: "GET", status: "2xx" }, seconds);
  }
  const counts = countsOf("turbo_http_request_duration_seconds", wanted).map((count, at) => count - (before[at] ?? 0));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(100);
  expect(quantileOf(counts, 0.5)).toBeCloseTo(0.0025 + (0.0025 * 50) / 90);
  expect(quantileOf(counts, 0.95)).toBeCloseTo(0.1 + 0.15 / 2);
  expect(
    quantileOf(
      counts.map(() => 0),
      0.95,
    ),
  ).toBeNull();
  expect(quantileOf([...TIMES.map(() => 0), 3], 0.95)).toBe(10);
});
