import type { Logger } from "pino";
import { beginActivity, endActivity, withinActivity } from "#lib/core/activity";
import { TURBO_ITSELF } from "#lib/core/actor";
import { createContext } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";
import type { Database } from "#lib/db/database";
import type { Claimed } from "./claim-job.ts";
import type { JobDefinition } from "./define-job.ts";
import { type Ending, finishJob, giveSign, type Sign } from "./finish-job.ts";

/** Why a handler is told to end. */
type Why = "cancel" | "stop" | "lost";

export interface Place {
  database: Database;
  log: Logger;
  clock: () => Date;
}

/** A job at work. */
export interface Performing {
  readonly job: Claimed;
  /** Tells the handler to end. */
  tell(why: Why): void;
  /** Gives a sign of life and hears what its worker has to know. */
  sign(): Promise<void>;
  /** Settles once the attempt is over and written down; never throws. */
  readonly over: Promise<Ending["state"] | "lost">;
}

/** Begins a job that was claimed. */
export function performJob(place: Place, definition: JobDefinition, job: Claimed): Performing {
  const { database, clock } = place;
  const log = place.log.child({ job: job.name, id: job.id, attempt: job.attempt });
  const controller = new AbortController();
  let why: Why | null = null;
  const tell = (reason: Why) => {
    why ??= reason;
    controller.abort(new Error(`told to end: ${reason}`));
  };
  const sign = async (said: Sign = {}) => {
    const told = await giveSign(database, job, new Date(clock().getTime() + definition.leaseMs), said);
    if (told !== "go on") tell(told === "cancel" ? "cancel" : "lost");
  };

  async function attempt(): Promise<Ending> {
    const heartbeat = setInterval(
      () => void sign().catch((error) => log.warn({ err: error }, "a job gave no sign of life")),
      definition.leaseMs / 3,
    ).unref();
    try {
      const ctx = createContext({ actor: TURBO_ITSELF, database, log });
      const progress = async (done: number, total: number | null = null, note?: string) => {
        await sign({ done, total, ...(note === undefined ? {} : { note }) });
        controller.signal.throwIfAborted();
      };
      await definition.perform(ctx, job.data, { signal: controller.signal, progress });
      return { state: "done" };
    } catch (error) {
      if (why === "cancel") return { state: "cancelled" };
      if (why === "stop") return { state: "again" };
      if (job.tried < job.attempts) log.warn({ err: error }, "a job failed");
      else log.error({ err: error }, "a job failed for the last time");
      return { state: "failed", error: reasonOf(error) };
    } finally {
      clearInterval(heartbeat);
    }
  }

  async function over(): Promise<Ending["state"] | "lost"> {
    const activity = beginActivity("job", { "turbo.door": "job", "turbo.job": job.name });
    const ending = await withinActivity(activity, attempt);
    if (activity) endActivity(activity, ending.state === "failed");
    try {
      if (await finishJob(database, job, ending, clock())) return ending.state;
      log.warn("a job was over after another had taken it up; what it found is left out");
    } catch (error) {
      const words = "how a job went was not written down; it is taken up again";
      // The log has said why the database takes nothing.
      if (error instanceof TurboError) log.debug({ err: error }, words);
      else log.error({ err: error }, words);
    }
    return "lost";
  }

  return { job, tell, sign: () => sign(), over: over() };
}

/** The reason that people read, in one line. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/\s+/g, " ").trim().slice(0, 500) || "It failed without a word.";
}
