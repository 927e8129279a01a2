import pino from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { TURBO_ITSELF } from "#lib/core/actor";
import { createContext } from "#lib/core/context";
import { TIMES } from "#lib/core/metrics";
import { run } from "#lib/core/operation";
import { thinFiguresJob } from "#lib/jobs/thin-figures-job";
import { makeWorld, type World } from "#lib/testing/world";
import { addSample } from "./add-sample.ts";
import { listFigures } from "./list-figures.ts";

const MINUTE = 60_000;
const [HOUR, DAY] = [60 * MINUTE, 24 * 60 * MINUTE];

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.close());

/** So many requests that took under 2.5 ms each. */
const took = (count: number) => [0, count, ...TIMES.slice(1).map(() => 0)];

function write(at: number, more: object = {}): Promise<unknown> {
  const sample = { instance: "one", requests: 10, errors: 1, times: took(10), oldest: 60, agents: 2, memory: 100 };
  return run(addSample, world.as(TURBO_ITSELF), { at: new Date(Math.floor(at / MINUTE) * MINUTE), ...sample, ...more });
}

const figures = async (span: string) =>
  (await run(listFigures, world.as(), { span })).items.filter(({ requests }) => requests !== null);
const thin = (now: number) =>
  thinFiguresJob.perform(
    {
      ...createContext({ actor: TURBO_ITSELF, database: world.database, log: pino({ level: "silent" }) }),
      now: new Date(now),
    },
    {},
    { signal: new AbortController().signal, progress: async () => {} },
  );

test("What was counted in one minute by several servers is added, and what was so at a time is told at its most.", async () => {
  expect(await figures("hour")).toEqual([]);
  const at = Date.now() - 5 * MINUTE;
  await write(at);
  await write(at, { instance: "two", requests: 90, times: [0, 0, 90, ...took(0).slice(3)], oldest: 30, memory: 300 });
  const [point, ...others] = await figures("hour");
  expect(others).toEqual([]);
  expect(point).toMatchObject({ requests: 100, errors: 2, oldest: 60, agents: 2, memory: 300 * 1024 });
  // 95 of 100 lie 85 of 90 parts of the way from 2.5 to 5 ms.
  expect(point?.p95).toBeCloseTo(2.5 + (2.5 * 85) / 90, 1);
  expect((await run(listFigures, world.as(), { span: "hour" })).items).toHaveLength(60);
});

test("A minute without a request has no duration.", async () => {
  await write(Date.now() - MINUTE, { requests: 0, errors: 0, times: took(0) });
  expect(await figures("hour")).toMatchObject([{ requests: 0, p95: null }]);
});

test("Hours of former days become one row each, with the same sums, and those of last month go.", async () => {
  const now = Date.now();
  const old = Math.floor((now - 5 * DAY) / HOUR) * HOUR;
  for (const minute of [0, 1, 59, 60]) await write(old + minute * MINUTE);
  await write(old, { instance: "two", agents: 7 });
  await write(now - 40 * DAY);
  await write(now - 5 * MINUTE);
  const before = await figures("month");
  await thin(now);
  await thin(now);
  const rows = await world.database.reader.sample.findMany({ orderBy: { at: "asc" } });
  expect(rows.map(({ instance, requests, agents }) => [instance, requests, agents])).toEqual([
    ["", 40, 7],
    ["", 10, 2],
    ["one", 10, 2],
  ]);
  expect(await figures("month")).toEqual(before);
});
