"use client";

import { useRef } from "react";
import { DecisionSign } from "#components/decisions/decision-sign";
import { StaleSign } from "#components/decisions/stale-sign";
import { DECISION_KIND_WORDS, DECISION_STATUS_WORDS } from "#components/decisions/words";
import { RowLink } from "#components/plans/row-link";
import { useListKeys } from "#components/shell/use-list-keys";
import { Avatar } from "#components/ui/avatar";
import { RelativeTime } from "#components/ui/relative-time";
import type { DecisionLine } from "#lib/domain/decisions/schema";

/** Decisions, one line each; J and K move over them. */
export function DecisionList({ decisions }: { decisions: DecisionLine[] }) {
  const list = useRef<HTMLUListElement>(null);
  useListKeys(list);
  const keyWidth = Math.max(6, ...decisions.map(({ key }) => key.length));
  return (
    <ul ref={list} className="@container" style={{ "--key": `${keyWidth * 7.25}px` } as React.CSSProperties}>
      {decisions.map((decision) => (
        <DecisionRow key={decision.id} decision={decision} />
      ))}
    </ul>
  );
}

function DecisionRow({ decision }: { decision: DecisionLine }) {
  const over = decision.status === "superseded" || decision.status === "rejected";
  return (
    <li className="relative grid min-h-row grid-cols-[auto_minmax(0,1fr)] items-center gap-x-2.5 border-line/60 border-b px-gutter py-1.5 [grid-template-areas:'sign_title'_'._rest'] hover:bg-hover has-[a:focus-visible]:bg-hover @2xl:grid-cols-[auto_auto_minmax(0,1fr)_auto] @2xl:py-0 @2xl:[grid-template-areas:'key_sign_title_rest']">
      <span className="hidden w-(--key) whitespace-nowrap font-mono text-mini text-muted tabular-nums [grid-area:key] @2xl:inline">
        {decision.key}
      </span>
      <span className="inline-flex [grid-area:sign]">
        <DecisionSign status={decision.status} />
      </span>
      <span className="flex min-w-0 items-center gap-1.5 [grid-area:title]">
        {decision.warnings > 0 ? <StaleSign /> : null}
        <RowLink
          href={`/decisions/${decision.key}`}
          className={`flex-1 text-left font-medium ${over ? "text-muted" : "text-ink"}`}
        >
          {decision.title}
        </RowLink>
      </span>
      <span className="flex min-w-0 items-center gap-2.5 text-mini text-muted [grid-area:rest] @2xl:justify-end">
        <span className="whitespace-nowrap font-mono @2xl:hidden">{decision.key}</span>
        {decision.supersededBy ? (
          <span className="whitespace-nowrap font-mono @max-md:hidden">→ {decision.supersededBy.key}</span>
        ) : null}
        <span className="hidden max-w-48 truncate @4xl:inline">{decision.impactAreas.join(", ")}</span>
        <span className="hidden w-16 @3xl:inline">{DECISION_KIND_WORDS[decision.kind]}</span>
        <span className="w-20 @max-2xl:w-auto">{DECISION_STATUS_WORDS[decision.status]}</span>
        <span className="w-14 text-end @max-2xl:ms-auto">
          <RelativeTime at={decision.decidedAt ?? decision.createdAt} className="whitespace-nowrap tabular-nums" />
        </span>
        <span className="flex w-5 justify-center">
          {decision.decidedBy ? <Avatar name={decision.decidedBy.name} /> : null}
        </span>
      </span>
    </li>
  );
}
