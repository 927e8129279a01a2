import { expect, onTestFinished, test } from "vitest";
import { SharedCounts, settleCounts } from "./shared-counts.ts";
import { Throttle } from "./throttle.ts";

function atClock() {
  const clock = { now: 1_000_000 };
  return { clock, throttle: new Throttle(() => clock.now) };
}

function wrong(throttle: Throttle, times: number, address: string | ((turn: number) => string), handle: string) {
  for (let turn = 0; turn < times; turn++)
    throttle.wrong(typeof address === "string" ? address : address(turn), handle);
}

test("four wrong tries cost nothing, the fifth a wait, and each further one a longer one", () => {
  const { throttle } = atClock();
  wrong(throttle, 4, "10.0.0.1", "ada");
  expect(throttle.wait("10.0.0.1", "ada")).toBe(0);
  throttle.wrong("10.0.0.1", "ada");
  expect(throttle.wait("10.0.0.1", "ada")).toBe(15);
  throttle.wrong("10.0.0.1", "ada");
  expect(throttle.wait("10.0.0.1", "ada")).toBe(30);
  wrong(throttle, 20, "10.0.0.1", "ada");
  expect(throttle.wait("10.0.0.1", "ada")).toBe(15 * 60);
});

test("the wait runs down", () => {
  const { clock, throttle } = atClock();
  wrong(throttle, 5, "10.0.0.1", "ada");
  clock.now += 14_500;
  expect(throttle.wait("10.0.0.1", "ada")).toBe(1);
  clock.now += 500;
  expect(throttle.wait("10.0.0.1", "ada")).toBe(0);
});

test("one person's wrong tries do not hold up another, nor the same person elsewhere", () => {
  const { throttle } = atClock();
  wrong(throttle, 6, "10.0.0.1", "ada");
  expect(throttle.wait("10.0.0.1", "ben")).toBe(0);
  expect(throttle.wait("10.0.0.2", "ada")).toBe(0);
});

test("one address that tries many handles is held up", () => {
  const { throttle } = atClock();
  for (let turn = 0; turn < 30; turn++) throttle.wrong("10.0.0.1", `user-${turn}`);
  expect(throttle.wait("10.0.0.1", "anybody")).toBeGreaterThan(0);
});

test("one handle tried from made-up addresses is held up", () => {
  const { throttle } = atClock();
  wrong(throttle, 50, (turn) => `10.0.1.${turn}`, "ada");
  expect(throttle.wait("10.9.9.9", "ada")).toBeGreaterThan(0);
});

test("getting it right forgets the wrong tries and counts as none", () => {
  const { throttle } = atClock();
  for (let day = 0; day < 200; day++) {
    throttle.wrong("10.0.0.1", "ada");
    throttle.right("10.0.0.1", "ada");
  }
  expect(throttle.wait("10.0.0.1", "ada")).toBe(0);
});

test("after an hour without a try all is forgotten", () => {
  const { clock, throttle } = atClock();
  wrong(throttle, 30, "10.0.0.1", "ada");
  clock.now += 61 * 60_000;
  throttle.wrong("10.0.0.2", "ben");
  expect(throttle.wait("10.0.0.1", "ada")).toBe(0);
  throttle.wrong("10.0.0.1", "ada");
  expect(throttle.wait("10.0.0.1", "ada")).toBe(0);
});

test("wrong tries at other servers count, and a right one is told to nobody", async () => {
  const told: string[][] = [];
  const counts = new SharedCounts(async (added) => {
    told.push([...added.keys()]);
    return new Map([...added].map(([name, { count }]) => [name, count + 4]));
  });
  settleCounts(counts);
  onTestFinished(() => settleCounts(null));
  const { throttle } = atClock();
  await throttle.hear("10.0.0.1", "ada", async () => "Ada");
  await counts.exchange();
  expect(told).toEqual([]);
  await throttle.hear("10.0.0.1", "ada", async () => null);
  expect(throttle.wait("10.0.0.1", "ada")).toBe(0);
  await counts.exchange();
  expect(throttle.wait("10.0.0.1", "ada")).toBe(15);
});
