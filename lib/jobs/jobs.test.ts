import pino from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { run } from "#lib/core/operation";
import { connect } from "#lib/db/connect";
import type { Database } from "#lib/db/database";
import { cancelJob } from "#lib/domain/jobs/cancel-job";
import { enqueue } from "#lib/domain/jobs/enqueue";
import { getJob } from "#lib/domain/jobs/get-job";
import { listJobs } from "#lib/domain/jobs/list-jobs";
import { retryJob } from "#lib/domain/jobs/retry-job";
import { type Child, exited, startScript } from "#lib/testing/child";
import { refusal } from "#lib/testing/refusal";
import { makeWorld, type World } from "#lib/testing/world";
import { claimJob } from "./claim-job.ts";
import { clearJobsJob } from "./clear-jobs-job.ts";
import { defineJob, type JobDefinition, type Work } from "./define-job.ts";
import { finishJob, giveSign } from "./finish-job.ts";
import { makeRunner } from "./runner.ts";
import { settleSchedules } from "./schedules.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const log = pino({ level: "silent" });

let world: World;
let second: Database;
let child: Child | null = null;
/** What the clock of the runners says. */
let time: Date;
beforeEach(async () => {
  world = await makeWorld();
  second = connect({ url: world.url, durability: "normal", poolSize: 5 });
  // What is queued from now on is due.
  time = new Date(Date.now() + MINUTE);
});
afterEach(async () => {
  child?.kill();
  child = null;
  await second.close();
  await world.close();
});

const pass = (milliseconds: number) => {
  time = new Date(time.getTime() + milliseconds);
};

function runnerOf(jobs: readonly JobDefinition[], { database = world.database, concurrency = 4 } = {}) {
  return makeRunner({ database, log, clock: () => time, jobs, concurrency });
}

/** A job whose handler is given with the test. */
function jobOf(name: string, handler: (work: Work) => Promise<void>, shape: { cron?: string; attempts?: number } = {}) {
  return defineJob({ name, data: z.object({}), handler: (_ctx, _data, work) => handler(work), ...shape });
}

function queue(name: string, data: object = {}, wanted: Parameters<typeof enqueue>[3] = {}): Promise<string | null> {
  return world.as().atomically((ctx) => enqueue(ctx, name, data, wanted));
}

const jobs = async (filter: object = {}) => (await run(listJobs, world.as(), filter)).items;
const job = (id: string | null) => run(getJob, world.as(), { job: id ?? "" });
const leases = new Map([["work", MINUTE]]);

test("1,000 jobs are each run once by two connections and a process of its own", async () => {
  const ran: string[] = [];
  const counted = defineJob({
    name: "count",
    concurrency: 4,
    data: z.object({ key: z.string() }),
    handler: async (_ctx, { key }) => void ran.push(key),
  });
  const keys = Array.from({ length: 1000 }, (_, n) => `k${n}`);
  await world.as().atomically(async (ctx) => {
    for (const key of keys) await enqueue(ctx, "count", { key }, { key });
  });
  child = await startScript("run-jobs.ts", [world.url]);
  const own = [world.database, second].map((database) => runnerOf([counted], { database }).runDue(60_000));
  await Promise.all(own);
  const all = () => [
    ...ran,
    ...(child?.lines ?? []).flatMap((line) => (line.startsWith("ran ") ? [line.slice(4)] : [])),
  ];
  await expect.poll(() => all().length, { timeout: 20_000 }).toBeGreaterThanOrEqual(1000);
  const left = () => world.database.reader.job.count({ where: { state: { not: "done" } } });
  await expect.poll(left, { timeout: 20_000 }).toBe(0);
  expect(all().sort()).toEqual([...keys].sort());
});

test("a process that is killed amid many jobs loses none of them, and what it ended is not run again", async () => {
  const ran: string[] = [];
  const concurrency = 4;
  const data = z.object({ key: z.string() });
  const counted = defineJob({ name: "count", concurrency, data, handler: async (_ctx, { key }) => void ran.push(key) });
  const keys = Array.from({ length: 80 }, (_, n) => `k${n}`);
  await world.as().atomically(async (ctx) => {
    for (const key of keys) await enqueue(ctx, "count", { key }, { key });
  });
  child = await startScript("run-jobs.ts", [world.url]);
  const killed = child;
  const its = () => killed.lines.flatMap((line) => (line.startsWith("ran ") ? [line.slice(4)] : []));
  await expect.poll(() => its().length, { timeout: 20_000, interval: 1 }).toBeGreaterThan(5);
  killed.kill();
  await exited(killed);
  expect(its().length).toBeLessThan(keys.length);
  pass(2 * MINUTE);
  await runnerOf([counted]).runDue(60_000);
  expect(await world.database.reader.job.count({ where: { state: { not: "done" } } })).toBe(0);
  expect([...new Set([...ran, ...its()])].sort()).toEqual([...keys].sort());
  expect(ran.filter((key) => its().includes(key)).length).toBeLessThanOrEqual(concurrency);
});

test("a killed process's job is taken up once its lease is over", async () => {
  const id = await queue("hang");
  child = await startScript("run-jobs.ts", [world.url]);
  await expect.poll(() => child?.lines, { timeout: 20_000 }).toContain("began");
  child.kill();
  let runs = 0;
  const hang = jobOf("hang", async () => void runs++);
  await runnerOf([hang]).runDue(1000);
  expect(runs).toBe(0);
  pass(2 * MINUTE);
  expect(await runnerOf([hang]).runDue(1000)).toEqual([{ id, name: "hang", state: "done" }]);
  expect(await job(id)).toMatchObject({ state: "done", tried: 2 });
});

test("who was taken for dead writes nothing more, and a sign of life keeps a job", async () => {
  await queue("work");
  const first = await claimJob(world.database, leases, time);
  if (!first) throw new Error("nothing was claimed");
  expect(await claimJob(second, leases, time)).toBeNull();
  pass(50_000);
  expect(await giveSign(world.database, first, new Date(time.getTime() + MINUTE), { done: 1, total: 3 })).toBe("go on");
  pass(50_000);
  expect(await claimJob(second, leases, time)).toBeNull();
  pass(20_000);
  const other = await claimJob(second, leases, time);
  expect(other).toMatchObject({ id: first.id, attempt: 2 });
  expect(await giveSign(world.database, first, time)).toBe("lost");
  expect(await finishJob(world.database, first, { state: "failed", error: "late" }, time)).toBe(false);
  expect(await job(first.id)).toMatchObject({ state: "running", error: "" });
  if (other) expect(await finishJob(second, other, { state: "done" }, time)).toBe(true);
  expect(await finishJob(world.database, first, { state: "done" }, time)).toBe(false);
});

test("a job whose processes die every time ends failed, in words", async () => {
  const id = await queue("work", {}, { attempts: 2 });
  for (const attempt of [1, 2]) {
    expect(await claimJob(world.database, leases, time)).toMatchObject({ attempt });
    pass(2 * MINUTE);
  }
  expect(await claimJob(world.database, leases, time)).toBeNull();
  expect(await job(id)).toMatchObject({ state: "failed", error: expect.stringContaining("ended before it was done") });
});

test("failures wait longer each time, an hour at most, and then the job is failed with its error until it is retried", async () => {
  const id = await queue("work", {}, { attempts: 12 });
  const waits: number[] = [];
  for (let tried = 1; tried <= 12; tried++) {
    const claimed = await claimJob(world.database, leases, time);
    if (!claimed) throw new Error(`attempt ${tried} was not due`);
    await finishJob(world.database, claimed, { state: "failed", error: `No ${tried}` }, time, () => tried % 2);
    const { dueAt } = await job(id);
    if (dueAt === null) break;
    waits.push((Date.parse(dueAt) - time.getTime()) / 1000);
    expect(await claimJob(world.database, leases, new Date(Date.parse(dueAt) - 1))).toBeNull();
    time = new Date(dueAt);
  }
  // By turns with all of the chance and none of it.
  expect(waits).toEqual([10, 10, 40, 40, 160, 160, 640, 640, 2560, 1800, 3600]);
  expect(await job(id)).toMatchObject({ state: "failed", tried: 12, error: "No 12" });
  expect(await run(retryJob, world.as(), { job: id ?? "" })).toMatchObject({ state: "queued", tried: 0 });
  const work = jobOf("work", async () => undefined);
  expect(await runnerOf([work]).runDue(1000)).toEqual([{ id, name: "work", state: "done" }]);
  expect(await refusal(run(retryJob, world.as(), { job: id ?? "" }))).toMatchObject({ code: "refused" });
});

test("what a handler throws is the reason that people read", async () => {
  const id = await queue("work", {}, { attempts: 1 });
  const work = jobOf("work", async ({ progress }) => {
    await progress(2, 3, "two of three");
    throw new Error("The disk\nis full");
  });
  await runnerOf([work]).runDue(1000);
  expect(await job(id)).toMatchObject({
    state: "failed",
    error: "The disk is full",
    done: 2,
    total: 3,
    note: "two of three",
  });
});

test("one that waits is cancelled at once, one that runs by its signal, also from another instance", async () => {
  const waiting = await queue("work", {}, { runAt: new Date(time.getTime() + DAY) });
  expect(await run(cancelJob, world.as(), { job: waiting ?? "" })).toMatchObject({ state: "cancelled" });
  pass(2 * DAY);
  let told = false;
  const running = await queue("work");
  const work = jobOf("work", async ({ signal, progress }) => {
    await run(cancelJob, world.as(), { job: running ?? "" });
    expect(await job(running)).toMatchObject({ state: "running", cancelling: true });
    await expect(progress(1)).rejects.toThrow();
    told = signal.aborted;
    signal.throwIfAborted();
  });
  expect(await runnerOf([work], { database: second }).runDue(5000)).toEqual([
    { id: running, name: "work", state: "cancelled" },
  ]);
  expect(told).toBe(true);
  expect(await jobs({ state: "cancelled" })).toHaveLength(2);
  // Whoever ran it is dead: it is not taken up again only to be cancelled.
  const dead = await queue("work");
  await claimJob(world.database, leases, time);
  await run(cancelJob, world.as(), { job: dead ?? "" });
  pass(2 * MINUTE);
  expect(await claimJob(world.database, leases, time)).toBeNull();
  expect(await job(dead)).toMatchObject({ state: "cancelled" });
});

test("a runner that only listens hears of a cancelled job as well", async () => {
  const id = await queue("work");
  const began = Promise.withResolvers<void>();
  const work = jobOf("work", async ({ signal }) => {
    began.resolve();
    await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  });
  const runner = runnerOf([work], { database: second });
  runner.start();
  await began.promise;
  await run(cancelJob, world.as(), { job: id ?? "" });
  await expect.poll(async () => (await job(id)).state, { timeout: 20_000 }).toBe("cancelled");
  await runner.stop();
});

test("a job whose server ends goes back into the queue, and that counts as no attempt", async () => {
  const id = await queue("work", {}, { attempts: 1 });
  const began = Promise.withResolvers<void>();
  const work = jobOf("work", async ({ signal }) => {
    began.resolve();
    await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  });
  const runner = runnerOf([work]);
  runner.start();
  await began.promise;
  await runner.stop();
  expect(await job(id)).toMatchObject({ state: "queued", tried: 0 });
  expect(await runnerOf([jobOf("work", async () => undefined)]).runDue(1000)).toHaveLength(1);
});

test("two instances have one next run of a schedule, run it once, and once after a long sleep", async () => {
  time = new Date("2026-03-01T12:00:00Z");
  let runs = 0;
  const nightly = jobOf("nightly", async () => void runs++, { cron: "0 3 * * *" });
  const settle = (database: Database) => settleSchedules(database, [nightly], "Europe/Berlin", time);
  await Promise.all([settle(world.database), settle(second)]);
  expect(await jobs()).toMatchObject([{ dueAt: "2026-03-02T02:00:00.000Z", schedule: "0 3 * * * Europe/Berlin" }]);
  const both = () =>
    Promise.all([runnerOf([nightly]).runDue(2000), runnerOf([nightly], { database: second }).runDue(2000)]);
  await both();
  expect(runs).toBe(0);
  time = new Date("2026-03-02T02:00:01Z");
  await both();
  expect(runs).toBe(1);
  expect(await jobs({ state: "queued" })).toMatchObject([{ dueAt: "2026-03-03T02:00:00.000Z" }]);
  // Asleep for four weeks, beyond the change to summer time.
  time = new Date("2026-03-30T15:00:00Z");
  await settle(world.database);
  await both();
  expect(runs).toBe(2);
  expect(await jobs({ state: "queued" })).toMatchObject([{ dueAt: "2026-03-31T01:00:00.000Z" }]);
});

test("a schedule goes on after a failure and after a run that was skipped, and follows what is set", async () => {
  time = new Date(Math.ceil((Date.now() + DAY) / DAY) * DAY);
  const failing = jobOf("nightly", async () => Promise.reject(new Error("No")), { cron: "0 3 * * *", attempts: 1 });
  await settleSchedules(world.database, [failing], "UTC", time);
  const next = async () =>
    (await jobs({ state: "queued" })).map(({ dueAt }) => (Date.parse(dueAt ?? "") - time.getTime()) / 3_600_000);
  expect(await next()).toEqual([3]);
  pass(4 * 60 * MINUTE);
  await runnerOf([failing]).runDue(1000);
  expect(await jobs({ state: "failed" })).toHaveLength(1);
  expect(await next()).toEqual([23]);
  const [waiting] = await jobs({ state: "queued" });
  await run(cancelJob, world.as(), { job: waiting?.id ?? "" });
  expect(await next()).toEqual([47]);
  await settleSchedules(world.database, [jobOf("nightly", async () => undefined, { cron: "0 5 * * *" })], "UTC", time);
  expect(await next()).toEqual([1]);
  await settleSchedules(world.database, [jobOf("nightly", async () => undefined)], "UTC", time);
  expect(await next()).toEqual([]);
});

test("what is queued is gone with its transaction, and the same work is queued once until it is over", async () => {
  const refused = world.as().atomically(async (ctx) => {
    await enqueue(ctx, "work", {}, { key: "a" });
    throw new Error("no");
  });
  await expect(refused).rejects.toThrow("no");
  expect(await jobs()).toEqual([]);
  expect(await queue("work", {}, { key: "a" })).not.toBeNull();
  expect(await queue("work", {}, { key: "a" })).toBeNull();
  expect(await queue("other", {}, { key: "a" })).not.toBeNull();
  let nested: string | null = "unset";
  const work = jobOf("work", async () => {
    nested = await queue("work", {}, { key: "a" });
  });
  await runnerOf([work], { concurrency: 1 }).runDue(2000);
  expect(nested).toBeNull();
  expect(await queue("work", {}, { key: "b" })).not.toBeNull();
  expect(await queue("work", {}, { key: "a" })).not.toBeNull();
});

test("jobs that ended a while ago are cleared away, failed ones later", async () => {
  const ends = { done: [6, 8], failed: [29, 31], cancelled: [6, 8] } as const;
  for (const [state, days] of Object.entries(ends) as [keyof typeof ends, readonly number[]][]) {
    for (const day of days) {
      const id = await queue("work", {}, { runAt: new Date(0) });
      const endedAt = new Date(Date.now() - day * DAY);
      const over = { state, endedAt, slot: null, dueAt: null, note: `${state} ${day}` };
      await world.database.write((tx) => tx.job.update({ where: { id: id ?? "" }, data: over }));
    }
  }
  await queue("clear_jobs");
  await runnerOf([clearJobsJob]).runDue(2000);
  expect((await jobs()).map(({ note }) => note).sort()).toEqual([
    "3 cleared away",
    "cancelled 6",
    "done 6",
    "failed 29",
  ]);
});
