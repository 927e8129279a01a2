"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { post } from "#components/api";
import { JobProgress } from "#components/jobs/job-progress";
import { JobSign } from "#components/jobs/job-sign";
import { isTriedAgain, JOB_STATE_WORDS, jobWords } from "#components/jobs/words";
import { attempt } from "#components/ui/attempt";
import { Button } from "#components/ui/button";
import { classNames } from "#components/ui/class-names";
import { DueTime } from "#components/ui/due-time";
import { RelativeTime } from "#components/ui/relative-time";
import type { Job } from "#lib/domain/jobs/schema";

/** One job: how it stands, how far it is and why it failed, with what can be done about it. */
export function JobRow({ job }: { job: Job }) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const { state, error, note, createdAt, endedAt, startedAt, dueAt } = job;
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
    <li className="grid min-h-row grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 border-line/60 border-b px-gutter py-1.5 hover:bg-hover sm:flex sm:py-1">
      <JobSign state={state} />
      <span className="shrink-0 truncate font-medium">{words}</span>
      <span className="flex shrink-0 gap-3 text-mini text-muted sm:order-3">
        <span>
          {hasFailed ? (
            <span className={state === "queued" ? "max-sm:hidden" : undefined}>
              Attempt {job.tried} of {job.attempts} ·{" "}
            </span>
          ) : null}
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
        {state === "queued" ? null : (
          <RelativeTime at={endedAt ?? startedAt ?? createdAt} className="text-end sm:w-10" />
        )}
      </span>
      <span
        title={hasFailed ? error : note}
        className={classNames(
          "min-w-0 max-sm:col-span-2 max-sm:col-start-2 max-sm:empty:hidden sm:order-1 sm:flex-1 sm:truncate",
          hasFailed ? "text-danger" : "text-muted",
        )}
      >
        {hasFailed ? error : note}
      </span>
      <span className="max-sm:col-start-2 sm:order-2">
        {state === "running" ? <JobProgress done={job.done} total={job.total} /> : null}
      </span>
      <span className="flex shrink-0 justify-end gap-1 sm:order-4 sm:w-32">
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
