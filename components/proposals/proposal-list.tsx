"use client";

import { useRef } from "react";
import { RowLink } from "#components/plans/row-link";
import { countsWords, PROPOSAL_STATUS_WORDS } from "#components/proposals/words";
import { NounSign } from "#components/references/noun-sign";
import { useListKeys } from "#components/shell/use-list-keys";
import { Avatar } from "#components/ui/avatar";
import { RelativeTime } from "#components/ui/relative-time";
import type { ProposalLine } from "#lib/domain/proposals/schema";

/** Proposals, one line each; J and K move over them. */
export function ProposalList({ proposals }: { proposals: ProposalLine[] }) {
  const list = useRef<HTMLUListElement>(null);
  useListKeys(list);
  const keyWidth = Math.max(6, ...proposals.map(({ key }) => key.length));
  return (
    <ul
      ref={list}
      aria-label="Proposals"
      className="@container"
      style={{ "--key": `${keyWidth * 7.25}px` } as React.CSSProperties}
    >
      {proposals.map((proposal) => (
        <ProposalRow key={proposal.id} proposal={proposal} />
      ))}
    </ul>
  );
}

function ProposalRow({ proposal: { key, title, status, counts, by, via, createdAt } }: { proposal: ProposalLine }) {
  const agent = via?.kind === "agent";
  const maker = agent ? (via.client ?? via.key) : by?.name;
  return (
    <li className="relative grid min-h-row grid-cols-[auto_minmax(0,1fr)] items-center gap-x-2.5 border-line/60 border-b px-gutter py-1.5 [grid-template-areas:'sign_title'_'._rest'] hover:bg-hover has-[a:focus-visible]:bg-hover @2xl:grid-cols-[auto_auto_minmax(0,1fr)_auto] @2xl:py-0 @2xl:[grid-template-areas:'key_sign_title_rest']">
      <span className="hidden w-(--key) whitespace-nowrap font-mono text-mini text-muted tabular-nums [grid-area:key] @2xl:inline">
        {key}
      </span>
      <span className="inline-flex [grid-area:sign]">
        <NounSign kind="proposal" />
      </span>
      <span className="flex min-w-0 [grid-area:title]">
        <RowLink
          href={`/proposals/${key}`}
          className={`flex-1 text-start font-medium ${status === "open" ? "text-ink" : "text-muted"}`}
        >
          {title}
        </RowLink>
      </span>
      <span className="flex min-w-0 items-center gap-2.5 text-mini text-muted [grid-area:rest] @2xl:justify-end">
        <span className="whitespace-nowrap font-mono @2xl:hidden">{key}</span>
        <span className="min-w-0 truncate tabular-nums">{countsWords(counts)}</span>
        <span className="w-20 @max-2xl:w-auto">{PROPOSAL_STATUS_WORDS[status]}</span>
        <span className="w-14 text-end @max-2xl:ms-auto">
          <RelativeTime at={createdAt} className="whitespace-nowrap tabular-nums" />
        </span>
        <span className="flex w-5 justify-center">{maker ? <Avatar name={maker} agent={agent} /> : null}</span>
      </span>
    </li>
  );
}
