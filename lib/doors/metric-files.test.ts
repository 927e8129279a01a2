import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { COUNTERS, HISTOGRAMS } from "#lib/core/metrics";
import { type DoorWorld, makeDoorWorld } from "#lib/testing/door-world";
import { endCache, startCache } from "./instance-cache.ts";
import { answerMetrics } from "./metrics.ts";

const root = path.resolve(import.meta.dirname, "../..");
const NAME = /\b(?:turbo|process|nodejs)_[a-z0-9_]+(?<!_)/g;

let world: DoorWorld;
let told: Set<string>;
beforeAll(async () => {
  world = await makeDoorWorld("sqlite", 4157);
  await startCache(root);
  const ask = async () => (await answerMetrics(world.request("GET", "/metrics", { key: null }))).text();
  await ask(); // from here on the event loop is looked at
  const sampled = [...(await ask()).matchAll(/^# TYPE (\S+)/gm)].map(([, name = ""]) => name);
  told = new Set([...sampled, ...Object.keys(COUNTERS), ...Object.keys(HISTOGRAMS)]);
});
afterAll(() => endCache().then(world.close));

const namedIn = (file: string) =>
  [...readFileSync(path.join(root, file), "utf8").matchAll(NAME)].map(([name]) =>
    name.replace(/_(bucket|count|sum)$/, ""),
  );

test.each(["deploy/grafana.json", "docs/operations.md"])("%s names only metrics that there are.", (file) => {
  const named = new Set(namedIn(file));
  expect(named.size).toBeGreaterThan(8);
  expect([...named].filter((name) => !told.has(name))).toEqual([]);
});

test("The guide names every metric of Turbo's own but what it was built from.", () => {
  const named = new Set(namedIn("docs/operations.md"));
  const own = [...told].filter((name) => name.startsWith("turbo_"));
  expect(own.filter((name) => !named.has(name))).toEqual(["turbo_build_info", "turbo_http_requests_under_way"]);
});
