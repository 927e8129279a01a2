"use client";

import { Property } from "#components/issues/property";
import { useChoices } from "#components/issues/use-choices";
import { ColourDot } from "#components/labels/label-colour";
import { ChoiceProperty } from "#components/plans/choice-property";
import { DateProperty } from "#components/plans/date-property";
import { HealthSign } from "#components/plans/health-sign";
import { PlanStatusSign } from "#components/plans/plan-status-sign";
import { useEdit } from "#components/plans/use-edit";
import { HEALTH_WORDS, INITIATIVE_STATUS_WORDS } from "#components/plans/words";
import { useList } from "#components/shell/use-list";
import { useWorkspace } from "#components/shell/workspace";
import { Avatar } from "#components/ui/avatar";
import { RelativeTime } from "#components/ui/relative-time";
import type { Health, InitiativeStatus } from "#lib/domain/initiatives/fields";
import type { Initiative } from "#lib/domain/initiatives/schema";

/** What is chosen about an initiative rather than written. */
export function InitiativeProperties({ initiative }: { initiative: Initiative }) {
  const { item, mayWrite, edit } = useEdit(`/initiatives/${initiative.key}`, initiative);
  const { projects } = useWorkspace();
  const people = useList("/users");
  const owners = useChoices("assignee");
  const every = useChoices("project");
  const disabled = !mayWrite;

  return (
    <dl className="grid gap-0.5 text-row">
      <ChoiceProperty
        name="Status"
        disabled={disabled}
        selected={[item.status]}
        choices={STATUSES}
        onPick={(value) => edit({ status: value }, { status: value as InitiativeStatus })}
      >
        <PlanStatusSign status={item.status} label={false} />
        {INITIATIVE_STATUS_WORDS[item.status]}
      </ChoiceProperty>
      <ChoiceProperty
        name="Health"
        disabled={disabled}
        selected={[item.health ?? "none"]}
        choices={HEALTH_CHOICES}
        onPick={(value) => {
          const health = value === "none" ? null : (value as Health);
          edit({ health }, { health });
        }}
      >
        {item.health ? <HealthSign health={item.health} /> : <span className="text-muted">Not told</span>}
      </ChoiceProperty>
      <ChoiceProperty
        name="Owner"
        disabled={disabled}
        selected={[item.owner?.handle ?? "none"]}
        choices={owners}
        onPick={(value) => {
          const owner = people?.find((person) => person.handle === value) ?? null;
          edit({ owner: value === "none" ? null : value }, { owner });
        }}
      >
        {item.owner ? (
          <>
            <Avatar name={item.owner.name} />
            <span className="truncate">{item.owner.name}</span>
          </>
        ) : (
          <span className="text-muted">Nobody</span>
        )}
      </ChoiceProperty>
      <DateProperty
        name="Start"
        typedAs={`${item.id}/startDate`}
        date={item.startDate}
        disabled={disabled}
        onChange={(startDate) => edit({ startDate }, { startDate })}
      />
      <DateProperty
        name="Target"
        typedAs={`${item.id}/targetDate`}
        date={item.targetDate}
        late={item.late}
        disabled={disabled}
        onChange={(targetDate) => edit({ targetDate }, { targetDate })}
      />
      <ChoiceProperty
        name="Projects"
        disabled={disabled}
        multiple
        selected={item.projects}
        choices={every}
        onPick={(key) => {
          const had = item.projects.includes(key);
          edit(had ? { removeProjects: [key] } : { addProjects: [key] }, {
            projects: had ? item.projects.filter((one) => one !== key) : [...item.projects, key],
          });
        }}
      >
        {item.projects.map((key) => {
          const project = projects.find((one) => one.key === key);
          return (
            <span key={key} className="inline-flex min-w-0 items-center gap-1.5 pe-1.5">
              <ColourDot colour={project?.colour ?? "slate"} square />
              <span className="truncate">{project?.name ?? key}</span>
            </span>
          );
        })}
        {item.projects.length === 0 ? <span className="text-muted">None</span> : null}
      </ChoiceProperty>
      <div className="my-2 border-t" />
      <Property name="Created">
        <RelativeTime at={item.createdAt} className="text-soft" />
      </Property>
      <Property name="Updated">
        <RelativeTime at={item.updatedAt} className="text-soft" />
      </Property>
    </dl>
  );
}

const STATUSES = (Object.keys(INITIATIVE_STATUS_WORDS) as InitiativeStatus[]).map((value) => ({
  value,
  words: INITIATIVE_STATUS_WORDS[value],
  sign: <PlanStatusSign status={value} label={false} />,
}));

const HEALTH_CHOICES = [
  { value: "none", words: "Not told" },
  ...(Object.keys(HEALTH_WORDS) as Health[]).map((value) => ({
    value: value as string,
    words: HEALTH_WORDS[value],
    sign: <HealthSign health={value} words={false} />,
  })),
];
