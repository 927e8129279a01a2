import { TURBO_ITSELF } from "#lib/core/actor";
import { TurboError } from "#lib/core/errors";
import { newId } from "#lib/core/ids";
import { countsOf } from "#lib/core/metrics";
import { run } from "#lib/core/operation";
import { addSample } from "#lib/domain/instance/add-sample";
import type { NewSample } from "#lib/domain/instance/schema";
import { doorContext, doorLog } from "./door-context.ts";
import { instanceFigures } from "./instance-figures.ts";

const MINUTE = 60_000;
/** So long after its end, or a timer that is early would tell of one minute twice. */
const PAST = 50;
const REQUESTS = "turbo_http_request_duration_seconds";
/** What people and programs ask for: neither files and streams, nor who looks how Turbo is. */
const ASKED = /^door="(web|rest|cli|mcp|sign-in|page)"/;
const FAILED = /status="5xx"/;

interface Counted {
  times: number[];
  errors: number;
}

/** Writes down, from now on, how each minute of this process went. While the database is away, the next one has it all. */
export function takeSamples(): void {
  const instance = newId();
  let before = counted();
  const take = async () => {
    const now = counted();
    try {
      const figures = await instanceFigures();
      if (figures) {
        await run(addSample, doorContext(TURBO_ITSELF), sampleOf({ instance, figures, before, now, at: new Date() }));
        before = now;
      }
    } catch (error) {
      // Who asks for something meanwhile is told that the database is away, and so is the log.
      if (!(error instanceof TurboError)) doorLog().warn({ err: error }, "the figures of a minute were not written");
    }
    wait();
  };
  const wait = () => setTimeout(take, MINUTE - (Date.now() % MINUTE) + PAST).unref();
  wait();
}

function counted(): Counted {
  const failed = countsOf(REQUESTS, (labels) => ASKED.test(labels) && FAILED.test(labels));
  return { times: countsOf(REQUESTS, (labels) => ASKED.test(labels)), errors: sumOf(failed) };
}

interface Taken {
  instance: string;
  figures: { agents: number; oldestReady: Date | null };
  before: Counted;
  now: Counted;
  /** When it is taken: just after the end of the minute that it tells of. */
  at: Date;
}

export function sampleOf({ instance, figures, before, now, at }: Taken): NewSample {
  const times = now.times.map((count, place) => count - (before.times[place] ?? 0));
  const waits = figures.oldestReady ? at.getTime() - figures.oldestReady.getTime() : 0;
  return {
    at: new Date(Math.round(at.getTime() / MINUTE - 1) * MINUTE),
    ...{ instance, times, requests: sumOf(times), errors: now.errors - before.errors },
    oldest: Math.max(0, Math.floor(waits / 1000)),
    agents: figures.agents,
    memory: Math.round(process.memoryUsage.rss() / 1024),
  };
}

const sumOf = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
