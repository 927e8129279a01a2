import type { Metadata } from "next";
import { createLoader, parseAsInteger, parseAsString, type SearchParams } from "nuqs/server";
import { cache, type ReactNode } from "react";
import { AgentFigures } from "#components/agents/agent-figures";
import { LiveDot } from "#components/agents/live-dot";
import { SessionRow } from "#components/agents/session-row";
import { WriteRows } from "#components/agents/write-rows";
import { ClaimRows } from "#components/claims/claim-rows";
import { LivePage } from "#components/live/live-page";
import { PlanRows } from "#components/plans/plan-rows";
import { PageHeader } from "#components/shell/page-header";
import { ShowOlder } from "#components/shell/show-older";
import { Avatar } from "#components/ui/avatar";
import { buttonClasses } from "#components/ui/button";
import { Link } from "#components/ui/link";
import { RelativeTime } from "#components/ui/relative-time";
import { getAgent } from "#lib/domain/agents/get-agent";
import { listChanges } from "#lib/domain/events/list-changes";
import { listSessions } from "#lib/domain/sessions/list-sessions";
import { readPage } from "#lib/doors/page";
import { readMe } from "../../read-me.ts";

interface Props {
  params: Promise<{ agent: string }>;
  searchParams: Promise<SearchParams>;
}

const loadParams = createLoader({ cursor: parseAsString, session: parseAsString, before: parseAsInteger });
const WRITES = 50;

/** The agent of an address, read once for its title and its page. */
const readAgent = cache((ref: string) => readPage(getAgent, { agent: decodeURIComponent(ref) }));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await readAgent((await params).agent)).name };
}

export default async function AgentPage({ params, searchParams }: Props) {
  const [{ agent: ref }, { cursor, session, before }, me] = await Promise.all([
    params,
    loadParams(searchParams),
    readMe(),
  ]);
  const agent = await readAgent(ref);
  const ofMine = agent.user.id === me.user.id || me.scope === "admin";
  const written = {
    ...{ key: agent.id, limit: WRITES },
    ...(session === null ? {} : { session }),
    ...(before === null ? {} : { before }),
  };
  const [sessions, writes] = await Promise.all([
    ofMine ? readPage(listSessions, { key: agent.id, limit: 20, ...(cursor ? { cursor } : {}) }) : null,
    readPage(listChanges, written),
  ]);
  const oldest = writes.items.length === WRITES ? writes.items[0]?.number : undefined;
  const keyWidth = Math.max(0, ...agent.holds.map(({ issue }) => issue.length));
  return (
    <div style={{ "--key": `${keyWidth * 7.25}px` } as React.CSSProperties}>
      <LivePage />
      <PageHeader>
        <Link href="/agents" className="shrink-0 text-muted hover:text-ink">
          Agents
        </Link>
        <span className="text-muted">/</span>
        <LiveDot live={agent.live} />
        <Avatar name={agent.name} agent={agent.kind === "agent"} />
        <h1 className="min-w-0 truncate font-medium">{agent.name}</h1>
        <span className="min-w-0 truncate text-mini text-muted max-sm:hidden">
          for <bdi>{agent.user.name}</bdi>
          {agent.client ? ` · ${agent.client}` : ""}
          {agent.revokedAt ? " · key revoked" : ""}
          {agent.lastSeenAt ? (
            <>
              {" · seen "}
              <RelativeTime at={agent.lastSeenAt} />
            </>
          ) : null}
        </span>
      </PageHeader>
      <AgentFigures figures={agent.figures} />
      {agent.holds.length > 0 ? (
        <section aria-label="Holds">
          <Heading words="Holds" count={agent.holds.length} />
          <PlanRows>
            <ClaimRows claims={agent.holds} />
          </PlanRows>
        </section>
      ) : null}
      {sessions ? (
        <section aria-label="Sessions">
          <Heading words="Sessions" />
          <PlanRows>
            <ul>
              {sessions.items.map((one) => (
                <SessionRow key={one.session} session={one} ofAgent here={session === (one.session ?? "none")} />
              ))}
            </ul>
          </PlanRows>
          {sessions.items.length === 0 ? <Nothing words="It has written nothing yet." /> : null}
          <ShowOlder cursor={sessions.nextCursor} />
        </section>
      ) : null}
      <section aria-label="Writes">
        <Heading words={session === null ? "Writes" : `Writes of ${session === "none" ? "no session" : session}`}>
          {session === null ? null : (
            <Link href={`/agents/${agent.id}`} scroll={false} className="text-muted hover:text-ink">
              Show all
            </Link>
          )}
        </Heading>
        <WriteRows events={writes.items.toReversed()} />
        {writes.items.length === 0 ? <Nothing words="Nothing here." /> : null}
        {oldest ? (
          <div className="px-gutter py-3">
            <Link
              className={buttonClasses()}
              href={{ query: { ...(session === null ? {} : { session }), before: oldest } }}
            >
              Show older
            </Link>
          </div>
        ) : null}
      </section>
    </div>
  );
}

function Heading({ words, count, children }: { words: string; count?: number; children?: ReactNode }) {
  return (
    <h2 className="flex h-8 items-center gap-2 border-line/60 border-b bg-sunken px-gutter font-medium text-row">
      <span className="min-w-0 truncate">{words}</span>
      {count === undefined ? null : <span className="text-muted tabular-nums">{count}</span>}
      {children ? <span className="ms-auto shrink-0 font-normal text-mini">{children}</span> : null}
    </h2>
  );
}

function Nothing({ words }: { words: string }) {
  return <p className="px-gutter py-3 text-muted text-row">{words}</p>;
}
