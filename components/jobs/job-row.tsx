"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { post } from "#components/api";
import { DueTime } from "#components/jobs/due-time";
import { JobProgress } from "#components/jobs/job-progress";
import { JobSign } from "#components/jobs/job-sign";
import { isTriedAgain, JOB_STATE_WORDS, jobWords } from "#components/jobs/words";
import { attempt } from "#components/ui/attempt";
import { Button } from "#components/ui/button";
import { classNames } from "#components/ui/class-names";
import { RelativeTime } from "#components/ui/relative-time";
import type { Job } from "#lib/domain/jobs/schema";

/** One job: how it stands, how far it is and why it failed, with what can be done about it. */
export function JobRow({ job }: { job: Job }) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const { state, error, note, endedAt, startedAt, dueAt } = job;
  const words = jobWords(job);
  const isOver = state === "done" || state === "failed" || state === "cancelled";
  // What comes by itself has its next run to be begun.
  const mayBegin = state === "queued" || ((state === "failed" || state === "cancelled") && job.schedule === null);
  const hasFailed = error !== "" && (state === "failed" || isTriedAgain(job));

  async function act(verb: "retry" | "cancel", refused: string) {
    setBusy(true);
    if (await attempt(() => post(`/jobs/${job.id}/${verb}`), refused)) router.refresh();
    setBusy(false);
  }

  return (
    <li className="flex min-h-row flex-wrap items-center gap-x-3 border-line/60 border-b px-gutter py-1 hover:bg-hover sm:flex-nowrap">
      <JobSign state={state} />
      <span className="shrink-0 font-medium">{words}</span>
      <span
        title={hasFailed ? error : note}
        className={classNames(
          "min-w-0 flex-1 truncate max-sm:order-1 max-sm:basis-full max-sm:whitespace-normal max-sm:ps-6.5 max-sm:pb-1",
          hasFailed ? "text-danger" : "text-muted",
        )}
      >
        {hasFailed ? error : note}
      </span>
      {state === "running" ? <JobProgress done={job.done} total={job.total} /> : null}
      <span className="shrink-0 text-mini text-muted max-sm:ms-auto">
        {hasFailed || isTriedAgain(job) ? `Attempt ${job.tried} of ${job.attempts} · ` : null}
        {state === "queued" && dueAt ? (
          <>
            {isTriedAgain(job) ? "again " : "from "}
            <DueTime at={dueAt} />
          </>
        ) : job.cancelling ? (
          "Ending"
        ) : (
          JOB_STATE_WORDS[state]
        )}
      </span>
      {state !== "queued" && (endedAt ?? startedAt) ? (
        <RelativeTime at={endedAt ?? startedAt ?? ""} className="w-14 shrink-0 text-end text-mini text-muted" />
      ) : null}
      <span className="flex shrink-0 justify-end gap-1 sm:w-32">
        {mayBegin ? (
          <Button
            look="quiet"
            disabled={busy}
            onClick={() => void act("retry", "The job was not begun")}
            aria-label={`${isOver || isTriedAgain(job) ? "Retry" : "Run now"}: ${words}`}
          >
            {isOver || isTriedAgain(job) ? "Retry" : "Run now"}
          </Button>
        ) : null}
        {isOver ? null : (
          <Button
            look="quiet"
            disabled={busy || job.cancelling}
            onClick={() => void act("cancel", "The job was not cancelled")}
            aria-label={`Cancel ${words}`}
          >
            Cancel
          </Button>
        )}
      </span>
    </li>
  );
}
