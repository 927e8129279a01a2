import type { Metadata } from "next";
import { createLoader, parseAsString, type SearchParams } from "nuqs/server";
import { SessionRow } from "#components/events/session-row";
import { LivePage } from "#components/live/live-page";
import { PlanRows } from "#components/plans/plan-rows";
import { PageHeader } from "#components/shell/page-header";
import { ShowOlder } from "#components/shell/show-older";
import { EmptyState } from "#components/ui/empty-state";
import { listSessions } from "#lib/domain/sessions/list-sessions";
import { readPage } from "#lib/doors/page";

export const metadata: Metadata = { title: "Agent sessions" };

const loadParams = createLoader({ cursor: parseAsString });

export default async function ActivityPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { cursor } = await loadParams(searchParams);
  const page = await readPage(listSessions, { limit: 50, ...(cursor ? { cursor } : {}) });
  return (
    <>
      <LivePage />
      <PageHeader>
        <h1 className="whitespace-nowrap font-medium">Agent sessions</h1>
        <span className="truncate text-muted max-lg:hidden">What each one wrote can be undone as one act.</span>
      </PageHeader>
      {page.items.length > 0 ? (
        <PlanRows>
          <ul>
            {page.items.map((session) => (
              <SessionRow key={`${session.session} ${session.user.handle}`} session={session} />
            ))}
          </ul>
        </PlanRows>
      ) : (
        <EmptyState
          title="No agent sessions yet"
          text="When an agent or script that names its session writes something, the session stands here and can be undone."
        />
      )}
      <ShowOlder cursor={page.nextCursor} />
    </>
  );
}
