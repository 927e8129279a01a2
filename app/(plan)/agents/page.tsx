import type { Metadata } from "next";
import { createLoader, parseAsString, type SearchParams } from "nuqs/server";
import { AgentRows } from "#components/agents/agent-rows";
import { AgentTabs } from "#components/agents/agent-tabs";
import { LivePage } from "#components/live/live-page";
import { PlanRows } from "#components/plans/plan-rows";
import { PageHeader } from "#components/shell/page-header";
import { ShowOlder } from "#components/shell/show-older";
import { buttonClasses } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { Link } from "#components/ui/link";
import { listAgents } from "#lib/domain/agents/list-agents";
import { readPage } from "#lib/doors/page";

export const metadata: Metadata = { title: "Agents" };

const loadParams = createLoader({ cursor: parseAsString });

export default async function AgentsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { cursor } = await loadParams(searchParams);
  const page = await readPage(listAgents, { limit: 100, ...(cursor ? { cursor } : {}) });
  // Who is at work stands first, then who was seen last.
  const agents = page.items.toSorted(
    (a, b) => b.holds.length - a.holds.length || (b.lastSeenAt ?? "").localeCompare(a.lastSeenAt ?? ""),
  );
  return (
    <>
      <LivePage />
      <PageHeader
        actions={
          <Link href="/settings" className={buttonClasses()}>
            Make a key
          </Link>
        }
      >
        <AgentTabs here="/agents" />
      </PageHeader>
      {agents.length > 0 ? (
        <PlanRows>
          <AgentRows agents={agents} />
        </PlanRows>
      ) : (
        <EmptyState
          title="No agents yet"
          text="Each API key of kind agent stands here: whether it is live, what it holds, and what it came to."
        >
          <Link href="/settings" className={buttonClasses({ look: "primary" })}>
            Make an agent's key
          </Link>
        </EmptyState>
      )}
      <ShowOlder cursor={page.nextCursor} />
    </>
  );
}
