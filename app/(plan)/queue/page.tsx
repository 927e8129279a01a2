import type { Metadata } from "next";
import { createLoader, parseAsString, type SearchParams } from "nuqs/server";
import { ClaimRows } from "#components/claims/claim-rows";
import { LivePage } from "#components/live/live-page";
import { PlanRows } from "#components/plans/plan-rows";
import { QueueRows } from "#components/queue/queue-rows";
import { CreateIssueButton } from "#components/shell/create-issue-button";
import { PageHeader } from "#components/shell/page-header";
import { TabLink } from "#components/shell/tab-link";
import { EmptyState } from "#components/ui/empty-state";
import { listClaims } from "#lib/domain/claims/list-claims";
import { listQueue } from "#lib/domain/queue/list-queue";
import { readPage } from "#lib/doors/page";
import { readProjects } from "../read-projects.ts";

export const metadata: Metadata = { title: "Queue" };

const loadParams = createLoader({ project: parseAsString });

export default async function QueuePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { project } = await loadParams(searchParams);
  const [queue, claims, projects] = await Promise.all([
    readPage(listQueue, { limit: 100, ...(project ? { project } : {}) }),
    readPage(listClaims, { limit: 100 }),
    readProjects(),
  ]);
  const held = claims.items.filter(({ issue }) => !project || issue.startsWith(`${project}-`));
  const active = projects.items.filter(({ status }) => status === "active");
  const keyWidth = Math.max(0, ...[...held, ...queue.items.map((item) => item.issue)].map(lengthOfKey));
  return (
    <div style={{ "--key": `${keyWidth * 7.25}px` } as React.CSSProperties}>
      <LivePage />
      <PageHeader actions={<CreateIssueButton draft={{ status: "ready", ...(project ? { project } : {}) }} />}>
        <h1 className="shrink-0 font-medium">Queue</h1>
        <nav aria-label="Projects" className="flex min-w-0 items-center gap-0.5 overflow-x-auto">
          <TabLink href="/queue" here={!project}>
            All
          </TabLink>
          {active.map(({ key }) => (
            <TabLink key={key} href={`/queue?project=${key}`} here={project === key}>
              {key}
            </TabLink>
          ))}
        </nav>
      </PageHeader>
      {held.length > 0 ? (
        <section aria-label="At work">
          <Heading words="At work" count={held.length} />
          <PlanRows>
            <ClaimRows claims={held} />
          </PlanRows>
        </section>
      ) : null}
      {queue.items.length > 0 ? (
        <section aria-label="Ready">
          <Heading words="Ready" count={queue.items.length} more={queue.more} />
          <QueueRows items={queue.items} />
        </section>
      ) : (
        <EmptyState
          title="Nothing is ready"
          text="Issues whose status is Ready stand here, best first, with the reason for their place. Agents and people take the next one from the top."
        />
      )}
    </div>
  );
}

const lengthOfKey = (one: { issue: string } | { key: string }) => ("key" in one ? one.key : one.issue).length;

function Heading({ words, count, more = false }: { words: string; count: number; more?: boolean }) {
  return (
    <h2 className="flex h-8 items-center gap-2 border-line/60 border-b bg-sunken px-gutter font-medium text-row">
      {words}
      <span className="text-muted tabular-nums">
        {count}
        {more ? "+" : ""}
      </span>
    </h2>
  );
}
