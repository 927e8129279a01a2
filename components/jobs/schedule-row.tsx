"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { post } from "#components/api";
import { JobSign } from "#components/jobs/job-sign";
import { jobWords } from "#components/jobs/words";
import { attempt } from "#components/ui/attempt";
import { Button } from "#components/ui/button";
import { DueTime } from "#components/ui/due-time";
import { toast } from "#components/ui/toast";
import type { Job } from "#lib/domain/jobs/schema";

/** Work that comes by itself: when next, with the ways to have it now and to leave one out. */
export function ScheduleRow({ job }: { job: Job }) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const words = jobWords(job);

  async function act(verb: "retry" | "cancel", said: string, refused: string) {
    setBusy(true);
    if (await attempt(() => post(`/jobs/${job.id}/${verb}`), refused)) {
      toast(said);
      router.refresh();
    }
    setBusy(false);
  }

  return (
    <li className="flex min-h-row flex-wrap items-center gap-x-3 border-line/60 border-b px-gutter py-1 hover:bg-hover sm:flex-nowrap">
      <JobSign state={job.state} />
      <span className="shrink-0 font-medium">{words}</span>
      <span className="min-w-0 flex-1 truncate font-mono text-mini text-muted max-sm:hidden">{job.schedule}</span>
      <span className="shrink-0 text-mini text-muted max-sm:flex-1">
        next {job.dueAt ? <DueTime at={job.dueAt} /> : null}
      </span>
      <span className="flex shrink-0 justify-end gap-1 sm:w-32">
        <Button
          look="quiet"
          disabled={busy}
          onClick={() => void act("retry", `${words} begins`, "The job was not begun")}
          aria-label={`Run now: ${words}`}
        >
          Run now
        </Button>
        <Button
          look="quiet"
          disabled={busy}
          onClick={() => void act("cancel", `${words} is left out once`, "The run was not left out")}
          aria-label={`Skip the next run: ${words}`}
        >
          Skip
        </Button>
      </span>
    </li>
  );
}
