import type { Metadata } from "next";
import { createLoader, parseAsString, type SearchParams } from "nuqs/server";
import { AgentTabs } from "#components/agents/agent-tabs";
import { SessionRow } from "#components/agents/session-row";
import { LivePage } from "#components/live/live-page";
import { PlanRows } from "#components/plans/plan-rows";
import { PageHeader } from "#components/shell/page-header";
import { ShowOlder } from "#components/shell/show-older";
import { EmptyState } from "#components/ui/empty-state";
import { listSessions } from "#lib/domain/sessions/list-sessions";
import { readPage } from "#lib/doors/page";

export const metadata: Metadata = { title: "Agent sessions" };

const loadParams = createLoader({ cursor: parseAsString });

export default async function SessionsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { cursor } = await loadParams(searchParams);
  const page = await readPage(listSessions, { limit: 50, ...(cursor ? { cursor } : {}) });
  return (
    <>
      <LivePage />
      <PageHeader>
        <AgentTabs here="/agents/sessions" />
      </PageHeader>
      {page.items.length > 0 ? (
        <PlanRows>
          <ul>
            {page.items.map((session) => (
              <SessionRow key={`${session.session} ${session.keyId}`} session={session} />
            ))}
          </ul>
        </PlanRows>
      ) : (
        <EmptyState
          title="No agent sessions yet"
          text="When an agent or script that names its session writes something, the session stands here: it can be stopped, and undone as one act."
        />
      )}
      <ShowOlder cursor={page.nextCursor} />
    </>
  );
}
