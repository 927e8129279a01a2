"use client";

import { LiveDot } from "#components/agents/live-dot";
import { ClaimSign, LeaseLeft } from "#components/claims/claim-sign";
import { IssueKey } from "#components/issues/issue-key";
import { RowLink } from "#components/plans/row-link";
import { Avatar } from "#components/ui/avatar";
import { RelativeTime } from "#components/ui/relative-time";
import type { Agent } from "#lib/domain/agents/schema";

/** Agents, each on one line: who, for whom, on what and for how long yet. */
export function AgentRows({ agents }: { agents: readonly Agent[] }) {
  return (
    <ul className="@container">
      {agents.map((agent) => (
        <li
          key={agent.id}
          className="relative flex min-h-row items-center gap-2.5 border-line/60 border-b px-gutter py-1.5 hover:bg-hover has-[a:focus-visible]:bg-hover sm:py-0"
        >
          <LiveDot live={agent.live} />
          <Avatar name={agent.name} agent={agent.kind === "agent"} />
          <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 @2xl:flex-nowrap">
            <span className="flex min-w-0 max-w-full shrink-0 items-baseline gap-x-2 @2xl:w-72">
              <RowLink href={`/agents/${agent.id}`} className="min-w-0 shrink font-medium">
                {agent.name}
              </RowLink>
              <span className="min-w-8 truncate text-mini text-muted">
                for <bdi>{agent.user.name}</bdi>
              </span>
            </span>
            <Held agent={agent} />
          </span>
          <span className="w-20 shrink-0 text-end text-mini text-muted">
            {agent.lastSeenAt ? <RelativeTime at={agent.lastSeenAt} /> : "never"}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What an agent holds: the first of it, and how many more. */
function Held({ agent: { holds } }: { agent: Agent }) {
  const [first] = holds;
  if (!first) return <span className="text-mini text-muted max-sm:hidden">holds nothing</span>;
  return (
    <span className="flex w-full min-w-0 items-center gap-2 @2xl:w-auto @2xl:flex-1">
      <ClaimSign claim={first} />
      <IssueKey className="shrink-0">{first.issue}</IssueKey>
      <span dir="auto" className="min-w-0 truncate text-soft">
        {first.title}
      </span>
      {holds.length > 1 ? <span className="shrink-0 text-mini text-muted">+{holds.length - 1}</span> : null}
      <LeaseLeft claim={first} className="ms-auto shrink-0 text-mini text-soft tabular-nums" />
    </span>
  );
}
