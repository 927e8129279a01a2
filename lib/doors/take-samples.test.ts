import { expect, test } from "vitest";
import { sampleOf } from "./take-samples.ts";

test("A sample tells of the minute that has just ended, and counts only what came in it.", () => {
  const figures = { agents: 3, oldestReady: new Date("2026-11-30T09:00:00Z") };
  const before = { times: [5, 1, 0], errors: 2 };
  const now = { times: [7, 4, 1], errors: 3 };
  for (const at of ["2026-11-30T10:00:00.020Z", "2026-11-30T09:59:59.999Z", "2026-11-30T10:00:20Z"]) {
    const sample = sampleOf({ instance: "one", figures, before, now, at: new Date(at) });
    expect(sample).toMatchObject({ times: [2, 3, 1], requests: 6, errors: 1, agents: 3 });
    expect(sample.at.toISOString()).toBe("2026-11-30T09:59:00.000Z");
    expect(Math.round(sample.oldest / 60)).toBe(60);
    expect(sample.memory).toBeGreaterThan(10_000);
  }
});

test("An empty queue waits for nothing.", () => {
  const same = { times: [1], errors: 0 };
  const figures = { agents: 0, oldestReady: null };
  const sample = sampleOf({ instance: "one", figures, before: same, now: same, at: new Date() });
  expect(sample).toMatchObject({ oldest: 0, requests: 0 });
});
