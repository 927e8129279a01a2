import type { Metadata } from "next";
import { createLoader, parseAsStringLiteral, type SearchParams } from "nuqs/server";
import { AgentTabs } from "#components/agents/agent-tabs";
import { TokenRows } from "#components/agents/token-rows";
import { LivePage } from "#components/live/live-page";
import { PageHeader } from "#components/shell/page-header";
import { TabLink } from "#components/shell/tab-link";
import { EmptyState } from "#components/ui/empty-state";
import { Link } from "#components/ui/link";
import { listTokens } from "#lib/domain/tokens/list-tokens";
import type { TokenRow } from "#lib/domain/tokens/schema";
import { readPage } from "#lib/doors/page";

export const metadata: Metadata = { title: "Tokens served" };

const GROUPS = ["tool", "agent", "project", "day"] as const;
const WORDS = { tool: "Tool", agent: "Agent", project: "Project", day: "Day" } as const;

const loadParams = createLoader({ by: parseAsStringLiteral(GROUPS).withDefault("tool") });
const count = new Intl.NumberFormat("en");

export default async function TokensPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { by } = await loadParams(searchParams);
  const page = await readPage(listTokens, { by, limit: 200 });
  const nameOf = ({ id, name }: TokenRow) => {
    if (by === "agent")
      return (
        <Link href={`/agents/${id}`} className="hover:underline">
          {name}
        </Link>
      );
    if (by === "project") return name ?? <span className="text-muted">None, or several</span>;
    return <span className="font-mono">{name}</span>;
  };
  return (
    <>
      <LivePage />
      <PageHeader>
        <AgentTabs here="/agents/tokens" />
      </PageHeader>
      {page.items.length > 0 ? (
        <>
          <div className="flex flex-wrap items-center gap-x-6 gap-y-1 border-line/60 border-b px-gutter py-2">
            <nav aria-label="Summed by" className="-ms-2 flex items-center gap-0.5">
              {GROUPS.map((group) => (
                <TabLink key={group} href={`/agents/tokens?by=${group}`} here={group === by}>
                  {WORDS[group]}
                </TabLink>
              ))}
            </nav>
            <p className="text-muted text-row">
              About <span className="font-medium text-ink tabular-nums">{count.format(page.tokens)}</span> tokens in{" "}
              {count.format(page.calls)} answers over MCP in 30 days, by Turbo's own estimate.
            </p>
          </div>
          <TokenRows of={WORDS[by]} items={page.items} nameOf={nameOf} />
        </>
      ) : (
        <EmptyState
          title="No tokens served yet"
          text="What Turbo answers to agents over MCP is added up here, by tool, agent, project and day."
        />
      )}
    </>
  );
}
