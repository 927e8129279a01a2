import { IssueSection } from "#components/issues/issue-section";
import { ProgressBar, progressWords } from "#components/plans/progress-bar";
import { dayWords } from "#components/ui/time-words";
import type { Milestone } from "#lib/domain/milestones/schema";

/** How far a milestone is, when it will be done at the present pace, and what that was reckoned from. */
export function Outlook({ milestone }: { milestone: Milestone }) {
  const { progress, forecast, forecastLate, late, dueDate } = milestone;
  const now = Date.now();
  return (
    <IssueSection
      title="Progress"
      count={progressWords(progress)}
      actions={late ? <span className="me-2 font-medium text-danger text-row">Late</span> : null}
    >
      <ProgressBar progress={progress} className="py-1" />
      <p className="mt-1 text-row" suppressHydrationWarning>
        {forecast.date ? (
          <>
            Forecast <time dateTime={forecast.date}>{dayWords(forecast.date, now)}</time>
            {dueDate ? (
              <span className={forecastLate ? "text-danger" : "text-muted"}>
                {forecastLate ? ", after it is due on " : ", in time for "}
                {dayWords(dueDate, now)}
              </span>
            ) : null}
          </>
        ) : (
          <span className="text-muted">No forecast</span>
        )}
      </p>
      <p className="text-mini text-muted">
        {forecast.basis}
        {forecast.perWeek === null ? "" : ` That is ${forecast.perWeek} a week.`}
      </p>
    </IssueSection>
  );
}
