"use client";

import { Property } from "#components/issues/property";
import { ColourDot } from "#components/labels/label-colour";
import { ChoiceProperty } from "#components/plans/choice-property";
import { DateProperty } from "#components/plans/date-property";
import { PlanStatusSign } from "#components/plans/plan-status-sign";
import { useEdit } from "#components/plans/use-edit";
import { MILESTONE_STATUS_WORDS } from "#components/plans/words";
import { useWorkspace } from "#components/shell/workspace";
import { Link } from "#components/ui/link";
import { RelativeTime } from "#components/ui/relative-time";
import type { MilestoneStatus } from "#lib/domain/milestones/fields";
import type { Milestone } from "#lib/domain/milestones/schema";

/** What is chosen about a milestone rather than written. */
export function MilestoneProperties({ milestone }: { milestone: Milestone }) {
  const { item, mayWrite, edit } = useEdit(`/milestones/${milestone.key}`, milestone);
  const { projects } = useWorkspace();
  const project = projects.find(({ key }) => key === item.project);
  return (
    <dl className="grid gap-0.5 text-row">
      <ChoiceProperty
        name="Status"
        disabled={!mayWrite}
        selected={[item.status]}
        choices={STATUSES}
        onPick={(value) => edit({ status: value }, { status: value as MilestoneStatus })}
      >
        <PlanStatusSign status={item.status} label={false} />
        {MILESTONE_STATUS_WORDS[item.status]}
      </ChoiceProperty>
      <DateProperty
        name="Start"
        typedAs={`${item.id}/startDate`}
        date={item.startDate}
        disabled={!mayWrite}
        onChange={(startDate) => edit({ startDate }, { startDate })}
      />
      <DateProperty
        name="Due"
        typedAs={`${item.id}/dueDate`}
        date={item.dueDate}
        late={item.late}
        disabled={!mayWrite}
        onChange={(dueDate) => edit({ dueDate }, { dueDate })}
      />
      <Property name="Project">
        <Link
          href={`/projects/${item.project}/milestones`}
          className="-ms-2 flex min-h-control min-w-0 items-center gap-2 rounded-control px-2 hover:bg-hover"
        >
          <ColourDot colour={project?.colour ?? "slate"} square />
          <span className="truncate">{project?.name ?? item.project}</span>
        </Link>
      </Property>
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

const STATUSES = (Object.keys(MILESTONE_STATUS_WORDS) as MilestoneStatus[]).map((value) => ({
  value,
  words: MILESTONE_STATUS_WORDS[value],
  sign: <PlanStatusSign status={value} label={false} />,
}));
