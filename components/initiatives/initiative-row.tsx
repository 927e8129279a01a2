import { IssueKey } from "#components/issues/issue-key";
import { HealthSign } from "#components/plans/health-sign";
import { PlanDate } from "#components/plans/plan-date";
import { PlanStatusSign } from "#components/plans/plan-status-sign";
import { ProgressBar } from "#components/plans/progress-bar";
import { RowLink } from "#components/plans/row-link";
import { Avatar } from "#components/ui/avatar";
import type { InitiativeLine } from "#lib/domain/initiatives/schema";

/** An initiative on one line: how far it is, how it stands, until when. */
export function InitiativeRow({ initiative }: { initiative: InitiativeLine }) {
  const { key, title, status, health, projects, progress, targetDate, late, owner } = initiative;
  return (
    <li className="relative flex min-h-row flex-wrap items-center gap-x-2.5 border-line/60 border-b px-gutter py-1.5 hover:bg-hover @3xl:flex-nowrap @3xl:py-0">
      <IssueKey className="w-10 @max-3xl:order-3">{key}</IssueKey>
      <PlanStatusSign status={status} />
      <span className="flex min-w-0 flex-1 @max-3xl:basis-[calc(100%-40px)]">
        <RowLink href={`/initiatives/${key}`}>{title}</RowLink>
      </span>
      <span className="hidden max-w-48 truncate font-mono text-mini text-muted @4xl:inline">{projects.join(" ")}</span>
      <span className="flex w-22 justify-start text-mini text-soft @max-3xl:order-4 @max-3xl:w-auto">
        {health ? <HealthSign health={health} /> : null}
      </span>
      <ProgressBar progress={progress} className="hidden w-32 @md:flex @max-3xl:order-5 @max-3xl:ms-auto" />
      <span className="flex w-34 justify-end @max-3xl:order-6 @max-md:ms-auto @max-md:w-auto">
        {targetDate ? <PlanDate date={targetDate} late={late} title="Target date" /> : null}
      </span>
      <span className="hidden w-5 justify-center @md:flex @max-3xl:order-7">
        {owner ? <Avatar name={owner.name} /> : null}
      </span>
    </li>
  );
}
