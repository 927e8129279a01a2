import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { LivePlan } from "#components/plans/live-plan";
import { CreateButton } from "#components/shell/create-button";
import { PageHeader } from "#components/shell/page-header";
import { TabLink } from "#components/shell/tab-link";
import { windowAround } from "#components/timeline/scale";
import { TimelineView } from "#components/timeline/timeline-view";
import { EmptyState } from "#components/ui/empty-state";
import { Link } from "#components/ui/link";
import { listTimeline } from "#lib/domain/timeline/list-timeline";
import { readPage, readPlace } from "#lib/doors/page";

export const metadata: Metadata = { title: "Timeline" };

/** Months back and ahead of each view. */
const VIEWS = {
  month: { words: "Months", back: 2, ahead: 7 },
  quarter: { words: "Quarters", back: 6, ahead: 18 },
} as const;

export default async function TimelinePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { by: asked, cursor } = await searchParams;
  const by = asked === "quarter" ? "quarter" : "month";
  const { today } = await readPlace();
  const scale = windowAround(today, VIEWS[by].back, VIEWS[by].ahead);
  const page = await readPage(listTimeline, {
    ...scale,
    limit: 200,
    ...(typeof cursor === "string" ? { cursor } : {}),
  });
  const address = (view: keyof typeof VIEWS) => (view === "month" ? "/timeline" : `/timeline?by=${view}`);
  return (
    <>
      <LivePlan keys={null} projects={null} />
      <PageHeader actions={<CreateButton what="initiative" />}>
        <h1 className="font-medium">Timeline</h1>
        <nav aria-label="Scale" className="flex shrink-0">
          {(Object.keys(VIEWS) as (keyof typeof VIEWS)[]).map((view) => (
            <TabLink key={view} href={address(view)} here={view === by}>
              {VIEWS[view].words}
            </TabLink>
          ))}
        </nav>
      </PageHeader>
      {page.items.length > 0 ? (
        <TimelineView items={page.items} scale={scale} by={by} today={today} />
      ) : (
        <EmptyState
          title="Nothing in these months"
          text="Initiatives and milestones with a start, target or due date stand here on one scale."
        >
          <CreateButton what="initiative" />
        </EmptyState>
      )}
      {page.nextCursor ? (
        <Link
          href={`${address(by)}${by === "month" ? "?" : "&"}cursor=${page.nextCursor}`}
          className="mx-gutter my-3 inline-flex h-control items-center rounded-control px-2 text-soft hover:bg-hover"
        >
          Show the next 200
        </Link>
      ) : null}
    </>
  );
}
