import type { Job } from "#lib/domain/jobs/schema";

export const JOB_STATE_WORDS: Record<Job["state"], string> = {
  queued: "Waiting",
  running: "Running",
  done: "Done",
  failed: "Failed",
  cancelled: "Cancelled",
};

/** What a job is called: "Empty bin". */
export function jobWords({ name }: Pick<Job, "name">): string {
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Has it failed before, and waits to be tried again? */
export const isTriedAgain = ({ state, tried }: Job) => state === "queued" && tried > 0;
