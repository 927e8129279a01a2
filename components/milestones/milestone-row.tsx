import { IssueKey } from "#components/issues/issue-key";
import { PlanDate } from "#components/plans/plan-date";
import { PlanStatusSign } from "#components/plans/plan-status-sign";
import { ProgressBar } from "#components/plans/progress-bar";
import { RowLink } from "#components/plans/row-link";
import { dayWords } from "#components/ui/time-words";
import type { MilestoneLine } from "#lib/domain/milestones/schema";

/** A milestone on one line: how far it is, when it is due, when it will be done. */
export function MilestoneRow({ milestone }: { milestone: MilestoneLine }) {
  const { key, title, status, progress, forecast, forecastLate, dueDate, late } = milestone;
  return (
    <li className="relative flex min-h-row flex-wrap items-center gap-x-2.5 border-line/60 border-b px-gutter py-1.5 hover:bg-hover sm:flex-nowrap sm:py-0">
      <IssueKey className="min-w-21 max-sm:order-3 max-sm:min-w-0">{key}</IssueKey>
      <PlanStatusSign status={status} />
      <span className="flex min-w-0 flex-1 max-sm:basis-[80%]">
        <RowLink href={`/milestones/${key}`}>{title}</RowLink>
      </span>
      {forecast.date ? (
        <span
          title={forecast.basis}
          className={`hidden whitespace-nowrap text-mini lg:inline ${forecastLate ? "text-danger" : "text-muted"}`}
          suppressHydrationWarning
        >
          forecast {dayWords(forecast.date, Date.now())}
          {forecastLate ? ", after it is due" : ""}
        </span>
      ) : null}
      <ProgressBar progress={progress} className="w-32 max-sm:order-4 max-sm:w-24" />
      <span className="flex w-34 justify-end max-sm:order-5 max-sm:ms-auto max-sm:w-auto">
        {dueDate ? <PlanDate date={dueDate} late={late} title="Due" /> : null}
      </span>
    </li>
  );
}
