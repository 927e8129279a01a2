"use client";

import { PlanStatusSign } from "#components/plans/plan-status-sign";
import { MILESTONE_STATUS_WORDS } from "#components/plans/words";
import { ProjectFace } from "#components/projects/project-face";
import { DateProperty } from "#components/properties/date-property";
import { ListProperty } from "#components/properties/list-property";
import { Property } from "#components/properties/property";
import { TimeProperties } from "#components/properties/time-properties";
import { choicesOf } from "#components/ui/choices-of";
import { Link } from "#components/ui/link";
import { useEdit } from "#components/use-edit";
import type { Milestone } from "#lib/domain/milestones/schema";

/** What is chosen about a milestone rather than written. */
export function MilestoneProperties({ milestone }: { milestone: Milestone }) {
  const { item, mayWrite, edit } = useEdit(`/milestones/${milestone.key}`, milestone);
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
        {MILESTONE_STATUS_WORDS[item.status]}
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
        name="Due"
        typedAs={`${item.id}/dueDate`}
        date={item.dueDate}
        late={item.late}
        onChange={(dueDate) => edit({ dueDate }, { dueDate })}
      />
      <Property name="Project">
        <Link
          href={`/projects/${item.project}/milestones`}
          className="-ms-2 flex min-h-control min-w-0 items-center gap-2 rounded-control px-2 hover:bg-hover"
        >
          <ProjectFace project={item.project} />
        </Link>
      </Property>
      <TimeProperties of={item} />
    </dl>
  );
}

const STATUSES = choicesOf(MILESTONE_STATUS_WORDS, (status) => <PlanStatusSign status={status} label={false} />);
