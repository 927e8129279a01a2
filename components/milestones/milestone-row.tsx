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
    <li className="relative flex min-h-row flex-wrap items-center gap-x-2.5 border-line/60 border-b px-gutter py-1.5 hover:bg-hover @3xl:flex-nowrap @3xl:py-0">
      <IssueKey className="min-w-21 @max-3xl:order-3 @max-3xl:min-w-0">{key}</IssueKey>
      <PlanStatusSign status={status} />
      <span className="flex min-w-0 flex-1 @max-3xl:basis-[calc(100%-40px)]">
        <RowLink href={`/milestones/${key}`}>{title}</RowLink>
      </span>
      {forecast.date ? (
        <span
          title={forecast.basis}
          className={`hidden whitespace-nowrap text-mini @4xl:inline ${forecastLate ? "text-danger" : "text-muted"}`}
          suppressHydrationWarning
        >
          forecast {dayWords(forecast.date, Date.now())}
          {forecastLate ? ", after it is due" : ""}
        </span>
      ) : null}
      <ProgressBar progress={progress} className="w-32 @max-3xl:order-4 @max-3xl:w-24" />
      <span className="flex w-34 justify-end @max-3xl:order-5 @max-3xl:ms-auto @max-3xl:w-auto">
        {dueDate ? <PlanDate date={dueDate} late={late} title="Due" /> : null}
      </span>
    </li>
  );
}
