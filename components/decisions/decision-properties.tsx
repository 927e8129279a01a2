"use client";

import { useDecision } from "#components/decisions/decision-context";
import { DecisionSign } from "#components/decisions/decision-sign";
import { DECISION_KIND_WORDS, DECISION_STATUS_WORDS } from "#components/decisions/words";
import { MadeProperty } from "#components/properties/made-property";
import { PROPERTY_CONTROL, Property } from "#components/properties/property";
import { TypedProperty } from "#components/properties/typed-property";
import { NavLink } from "#components/shell/nav-link";
import { Avatar } from "#components/ui/avatar";
import { Menu, MenuChoices, MenuContent, MenuTrigger } from "#components/ui/menu";
import { RelativeTime } from "#components/ui/relative-time";
import type { Origin } from "#lib/domain/events/schema";

/** Everything about the decision that is not its text. */
export function DecisionProperties({ origin }: { origin: Origin | null }) {
  const { decision, mayWrite, isOpen, edit } = useDecision();
  const { status, kind, project, decidedBy, decidedAt, proposer } = decision;
  const areas = decision.impactAreas.join(", ");
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
      <TypedProperty
        key={areas}
        name="Impact"
        disabled={!mayWrite || status === "superseded" || status === "rejected"}
        typedAs={`${decision.id}/impactAreas`}
        label="Impact areas, with commas between"
        placeholder="security, cost"
        saved={areas}
        className="w-full"
        onSave={async (text) => {
          const impactAreas = text.split(",").flatMap((one) => one.trim() || []);
          return impactAreas.join(", ") === areas || edit({ impactAreas });
        }}
      >
        {areas || null}
      </TypedProperty>
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
      <MadeProperty name="Proposed" at={decision.createdAt} by={proposer} origin={origin} />
      {decision.source ? (
        <Property name="From">
          <span className="break-all font-mono text-mini text-muted">{decision.source}</span>
        </Property>
      ) : null}
    </dl>
  );
}
