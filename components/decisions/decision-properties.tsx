"use client";

import { useState } from "react";
import { useDecision } from "#components/decisions/decision-context";
import { DecisionSign } from "#components/decisions/decision-sign";
import { DECISION_KIND_WORDS, DECISION_STATUS_WORDS } from "#components/decisions/words";
import { PROPERTY_CONTROL, Property } from "#components/issues/property";
import { Maker } from "#components/people/byline";
import { NavLink } from "#components/shell/nav-link";
import { InPlaceInput } from "#components/typed/in-place-input";
import { Avatar } from "#components/ui/avatar";
import { Menu, MenuChoices, MenuContent, MenuTrigger } from "#components/ui/menu";
import { RelativeTime } from "#components/ui/relative-time";
import { useOpener } from "#components/ui/use-opener";
import type { Origin } from "#lib/domain/events/schema";

/** Everything about the decision that is not its text. */
export function DecisionProperties({ origin }: { origin: Origin | null }) {
  const { decision, isOpen, edit } = useDecision();
  const { status, kind, project, decidedBy, decidedAt, proposer } = decision;
  return (
    <dl className="grid gap-0.5 text-row">
      <Property name="Status">
        <span className="flex items-center gap-2">
          <DecisionSign status={status} label={false} />
          {DECISION_STATUS_WORDS[status]}
        </span>
      </Property>
      {decidedAt ? (
        <Property name={status === "rejected" ? "Rejected" : "Decided"}>
          <span className="flex min-w-0 items-center gap-2">
            {decidedBy ? <Avatar name={decidedBy.name} /> : null}
            <span className="truncate">{decidedBy?.name}</span>
            <RelativeTime at={decidedAt} className="whitespace-nowrap text-muted" />
          </span>
        </Property>
      ) : null}
      <Property name="Kind">
        {isOpen ? (
          <Menu>
            <MenuTrigger className={PROPERTY_CONTROL}>{DECISION_KIND_WORDS[kind]}</MenuTrigger>
            <MenuContent align="start">
              <MenuChoices
                label="Kind"
                value={kind}
                choices={DECISION_KIND_WORDS}
                onChange={(next) => edit({ kind: next })}
              />
            </MenuContent>
          </Menu>
        ) : (
          DECISION_KIND_WORDS[kind]
        )}
      </Property>
      <Property name="Impact">
        <AreasField key={decision.impactAreas.join()} />
      </Property>
      <Property name="Holds in">
        {project ? (
          <NavLink href={`/projects/${project}/decisions`} className="-ms-2 min-w-0 text-ink">
            {project}
          </NavLink>
        ) : (
          "The whole workspace"
        )}
      </Property>
      <div className="my-2 border-t" />
      <Property name="Proposed">
        <span className="flex min-w-0 flex-wrap gap-x-1.5 py-1.5 text-soft">
          <RelativeTime at={decision.createdAt} />
          {proposer ? (
            <span className="[overflow-wrap:anywhere]">
              by <Maker person={proposer} origin={origin} />
            </span>
          ) : null}
        </span>
      </Property>
      {decision.source ? (
        <Property name="From">
          <span className="break-all font-mono text-mini text-muted">{decision.source}</span>
        </Property>
      ) : null}
    </dl>
  );
}

function AreasField() {
  const { decision, mayWrite, edit } = useDecision();
  const [editing, setEditing] = useState(false);
  const opener = useOpener(editing);
  const areas = decision.impactAreas.join(", ");
  const may = mayWrite && decision.status !== "superseded" && decision.status !== "rejected";
  if (!editing) {
    return (
      <button ref={opener} type="button" disabled={!may} className={PROPERTY_CONTROL} onClick={() => setEditing(true)}>
        {areas || <span className="text-muted">None</span>}
      </button>
    );
  }
  async function save(text: string) {
    const next = text.split(",").flatMap((one) => one.trim() || []);
    return next.join(", ") === areas || edit({ impactAreas: next });
  }
  return (
    <InPlaceInput
      name={`${decision.id}/impactAreas`}
      label="Impact areas, with commas between"
      placeholder="security, cost"
      saved={areas}
      className="w-full"
      onSave={save}
      onClose={() => setEditing(false)}
    />
  );
}
