"use client";

import { useChoices } from "#components/issues/use-choices";
import { PersonFace } from "#components/people/person-face";
import { HealthSign } from "#components/plans/health-sign";
import { PlanStatusSign } from "#components/plans/plan-status-sign";
import { HEALTH_WORDS, INITIATIVE_STATUS_WORDS } from "#components/plans/words";
import { ProjectFace } from "#components/projects/project-face";
import { DateProperty } from "#components/properties/date-property";
import { ListProperty } from "#components/properties/list-property";
import { TimeProperties } from "#components/properties/time-properties";
import { choicesOf } from "#components/ui/choices-of";
import { useEdit } from "#components/use-edit";
import type { Initiative } from "#lib/domain/initiatives/schema";
import type { Person } from "#lib/domain/people/schema";

/** What is chosen about an initiative rather than written. */
export function InitiativeProperties({ initiative }: { initiative: Initiative }) {
  const { item, mayWrite, edit } = useEdit(`/initiatives/${initiative.key}`, initiative);
  const owners = useChoices("assignee");
  const every = useChoices("project");
  const control = { says: true, disabled: !mayWrite };

  return (
    <dl className="grid gap-0.5 text-row">
      <ListProperty
        {...control}
        name="Status"
        selected={[item.status]}
        choices={STATUSES}
        onPick={(status) => edit({ status }, { status })}
      >
        <PlanStatusSign status={item.status} label={false} />
        {INITIATIVE_STATUS_WORDS[item.status]}
      </ListProperty>
      <ListProperty
        {...control}
        name="Health"
        none="Not told"
        selected={[item.health ?? "none"]}
        choices={HEALTH_CHOICES}
        onPick={(value) => {
          const health = value === "none" ? null : value;
          edit({ health }, { health });
        }}
      >
        {item.health ? <HealthSign health={item.health} /> : null}
      </ListProperty>
      <ListProperty
        {...control}
        name="Owner"
        none="Nobody"
        selected={[item.owner?.handle ?? "none"]}
        choices={owners}
        onPick={(value) => {
          const owner = owners?.find((choice) => choice.value === value)?.shown as Person | null;
          edit({ owner: owner?.handle ?? null }, { owner });
        }}
      >
        {item.owner ? <PersonFace person={item.owner} /> : null}
      </ListProperty>
      <DateProperty
        {...control}
        name="Start"
        typedAs={`${item.id}/startDate`}
        date={item.startDate}
        onChange={(startDate) => edit({ startDate }, { startDate })}
      />
      <DateProperty
        {...control}
        name="Target"
        typedAs={`${item.id}/targetDate`}
        date={item.targetDate}
        late={item.late}
        onChange={(targetDate) => edit({ targetDate }, { targetDate })}
      />
      <ListProperty
        {...control}
        name="Projects"
        many
        selected={item.projects}
        choices={every}
        onPick={(key) => {
          const had = item.projects.includes(key);
          edit(had ? { removeProjects: [key] } : { addProjects: [key] }, {
            projects: had ? item.projects.filter((one) => one !== key) : [...item.projects, key],
          });
        }}
      >
        {item.projects.length > 0
          ? item.projects.map((key) => (
              <span key={key} className="inline-flex min-w-0 items-center gap-1.5 pe-1.5">
                <ProjectFace project={key} />
              </span>
            ))
          : null}
      </ListProperty>
      <TimeProperties of={item} />
    </dl>
  );
}

const STATUSES = choicesOf(INITIATIVE_STATUS_WORDS, (status) => <PlanStatusSign status={status} label={false} />);

const HEALTH_CHOICES = [
  { value: "none" as const, words: "Not told" },
  ...choicesOf(HEALTH_WORDS, (health) => <HealthSign health={health} words={false} />),
];
