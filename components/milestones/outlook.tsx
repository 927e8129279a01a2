import { progressWords } from "#components/plans/progress-bar";
import { dayWords } from "#components/ui/time-words";
import type { Milestone } from "#lib/domain/milestones/schema";

/** How far a milestone is, when it will be done at the present pace, and what that was reckoned from. */
export function Outlook({ milestone }: { milestone: Milestone }) {
  const { progress, forecast, forecastLate, late, dueDate } = milestone;
  const now = Date.now();
  return (
    <section aria-label="Progress" className="mt-6 rounded-card border p-4">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <span className="font-semibold text-title tabular-nums">{progress.percent}%</span>
        <span className="text-muted">{progressWords(progress)}</span>
        {late ? <span className="ms-auto font-medium text-danger">Late</span> : null}
      </div>
      <div className="mt-2 h-1.5 overflow-hidden rounded-full bg-pressed" aria-hidden="true">
        <div className="h-full bg-status-done" style={{ width: `${progress.percent}%` }} />
      </div>
      <p className="mt-3 text-row" suppressHydrationWarning>
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
    </section>
  );
}
