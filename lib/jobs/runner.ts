import { TurboError } from "#lib/core/errors";
import { idsOf } from "#lib/core/ids";
import { onJobs } from "#lib/core/job-bell";
import { claimJob } from "./claim-job.ts";
import type { JobDefinition } from "./define-job.ts";
import { type Performing, type Place, performJob } from "./perform-job.ts";

/** How often is looked for what is due, in milliseconds: what another process queued waits so long at most. */
const PAUSE = 1_500;

/** What was run, and how it went. */
export interface Ran {
  id: string;
  name: string;
  state: string;
}

export interface Runner {
  /** Looks for work from now on: when it rings, and every 1.5 seconds. */
  start(): void;
  /** Runs what is due, also what becomes due meanwhile, until nothing is or the time is over; answers what it ran. */
  runDue(budgetMs: number): Promise<Ran[]>;
  /** Takes nothing more, tells what runs to end, and waits until it did. What goes on all the same is taken up by others once its lease ran out. */
  stop(): Promise<void>;
}

interface Settings extends Place {
  jobs: readonly JobDefinition[];
  /** Jobs at once, of whatever name. */
  concurrency: number;
}

/** Runs jobs in this process. Any number of them may share a database. */
export function makeRunner(settings: Settings): Runner {
  const { database, log, jobs, concurrency, clock } = settings;
  const running = new Set<Performing>();
  let ran: Ran[] | null = null;
  let stopping = false;
  let timer: NodeJS.Timeout | null = null;
  let silence: () => void = () => undefined;
  let filling: Promise<void> | null = null;
  let rungMeanwhile = false;

  const atWork = (name: string) => [...running].filter(({ job }) => job.name === name).length;

  async function claimNext(): Promise<boolean> {
    const free = jobs.filter((job) => atWork(job.name) < job.concurrency);
    if (stopping || free.length === 0 || running.size >= concurrency) return false;
    const job = await claimJob(database, new Map(free.map(({ name, leaseMs }) => [name, leaseMs])), clock());
    const definition = jobs.find(({ name }) => name === job?.name);
    if (!job || !definition) return false;
    const performing = performJob(settings, definition, job);
    running.add(performing);
    if (stopping) performing.tell("stop");
    void performing.over.then((state) => {
      running.delete(performing);
      ran?.push({ id: job.id, name: job.name, state });
      look();
    });
    return true;
  }

  /** Hears of cancelling, whichever instance was told. */
  async function listen(): Promise<void> {
    if (running.size === 0) return;
    const told = await database.reader.job.findMany({
      where: { id: { in: idsOf([...running].map(({ job }) => job)) }, cancelAt: { not: null } },
      select: { id: true },
    });
    const ids = new Set(idsOf(told));
    for (const performing of running) if (ids.has(performing.job.id)) performing.tell("cancel");
  }

  /** Takes up as much as there is room for, one look at a time. */
  async function fill(): Promise<void> {
    do {
      rungMeanwhile = false;
      try {
        await listen();
        for (let more = true; more; ) more = await claimNext();
      } catch (error) {
        // Who asks for something meanwhile is told that the database is away, and so is the log.
        if (!(error instanceof TurboError)) log.warn({ err: error }, "jobs were not looked at");
      }
    } while (rungMeanwhile);
  }

  function look(): Promise<void> {
    rungMeanwhile = true;
    filling ??= fill().finally(() => {
      filling = null;
      if (rungMeanwhile) void look();
    });
    return filling;
  }

  return {
    start() {
      silence = onJobs(() => void look());
      const again = async () => {
        await look();
        if (!stopping) timer = setTimeout(again, PAUSE).unref();
      };
      void again();
    },
    async runDue(budgetMs) {
      const until = Date.now() + budgetMs;
      const heard: Ran[] = [];
      ran = heard;
      await look();
      for (let left = budgetMs; running.size > 0 && left > 0; left = until - Date.now()) {
        let timeIsOver: NodeJS.Timeout | undefined;
        const wait = new Promise((resolve) => {
          timeIsOver = setTimeout(resolve, left);
        });
        await Promise.race([wait, ...[...running].map(({ over }) => over)]);
        clearTimeout(timeIsOver);
        if (until > Date.now()) await look();
      }
      ran = null;
      return heard;
    },
    async stop() {
      stopping = true;
      silence();
      if (timer) clearTimeout(timer);
      await filling;
      const left = [...running];
      for (const performing of left) performing.tell("stop");
      await Promise.all(left.map(({ over }) => over));
    },
  };
}
