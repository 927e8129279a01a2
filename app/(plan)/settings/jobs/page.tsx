import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { createLoader, parseAsString, type SearchParams } from "nuqs/server";
import type { ReactNode } from "react";
import { JobRow } from "#components/jobs/job-row";
import { ScheduleRow } from "#components/jobs/schedule-row";
import { isTriedAgain } from "#components/jobs/words";
import { ReadAgain } from "#components/live/read-again";
import { SettingsTabs } from "#components/people/settings-tabs";
import { PageHeader } from "#components/shell/page-header";
import { ShowOlder } from "#components/shell/show-older";
import { loadConfig } from "#lib/core/config";
import { listJobs } from "#lib/domain/jobs/list-jobs";
import { readPage } from "#lib/doors/page";
import { readMe } from "../../read-me.ts";

export const metadata: Metadata = { title: "Jobs" };

/** How often the page is read again, in milliseconds: while something is at work, and otherwise. */
const [BUSY, IDLE] = [2_000, 15_000];

const loadParams = createLoader({ cursor: parseAsString });

export default async function JobsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { scope } = await readMe();
  if (scope !== "admin") notFound();
  const { cursor } = await loadParams(searchParams);
  const [active, over] = await Promise.all([
    readPage(listJobs, { state: ["queued", "running"], limit: 200 }),
    readPage(listJobs, { state: ["done", "failed", "cancelled"], limit: 50, ...(cursor ? { cursor } : {}) }),
  ]);
  const now = new Date().toISOString();
  const isToCome = (job: (typeof active.items)[number]) =>
    job.schedule !== null && job.state === "queued" && !isTriedAgain(job) && (job.dueAt ?? "") > now;
  const schedules = active.items
    .filter(isToCome)
    .sort((one, other) => ((one.dueAt ?? "") < (other.dueAt ?? "") ? -1 : 1));
  const current = active.items.filter((job) => !isToCome(job));
  return (
    <>
      <ReadAgain every={current.length > 0 ? BUSY : IDLE} />
      <PageHeader>
        <SettingsTabs here="/settings/jobs" />
      </PageHeader>
      {loadConfig().jobs.enabled ? null : (
        <p className="border-line/60 border-b bg-sunken px-gutter py-2 text-muted text-row">
          This server runs no jobs (jobs.enabled is false). Another one on the same database has to, or a scheduler that
          calls /api/cron.
        </p>
      )}
      <Part title="Now" none="Nothing waits or runs.">
        {current.map((job) => (
          <JobRow key={job.id} job={job} />
        ))}
      </Part>
      <Part title="Scheduled" none="Nothing comes by itself.">
        {schedules.map((job) => (
          <ScheduleRow key={job.id} job={job} />
        ))}
      </Part>
      <Part title="Lately" none="Nothing has ended in the last days.">
        {over.items.map((job) => (
          <JobRow key={job.id} job={job} />
        ))}
      </Part>
      <ShowOlder cursor={over.nextCursor} />
    </>
  );
}

function Part({ title, none, children }: { title: string; none: string; children: ReactNode[] }) {
  return (
    <section aria-label={title}>
      <h2 className="flex h-8 items-center border-line/60 border-b bg-sunken px-gutter font-medium text-mini text-muted">
        {title}
      </h2>
      {children.length > 0 ? <ul>{children}</ul> : <p className="px-gutter py-2 text-muted text-row">{none}</p>}
    </section>
  );
}
