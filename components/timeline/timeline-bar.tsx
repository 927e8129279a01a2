import { IssueKey } from "#components/issues/issue-key";
import { HealthSign } from "#components/plans/health-sign";
import { PlanStatusSign } from "#components/plans/plan-status-sign";
import { progressWords } from "#components/plans/progress-bar";
import { PLAN_STATUS_WORDS } from "#components/plans/words";
import { placeOf, type Scale } from "#components/timeline/scale";
import { Link } from "#components/ui/link";
import { dayWords } from "#components/ui/time-words";
import type { TimelineItem } from "#lib/domain/timeline/schema";

/** An initiative or milestone: its name on the left, its days on the scale; on phones two lines without the scale. */
export function TimelineBar({ item, scale, today }: { item: TimelineItem; scale: Scale; today: string }) {
  const plan = item.kind === "initiative" ? item.initiative : item.milestone;
  const end = item.kind === "initiative" ? item.initiative.targetDate : item.milestone.dueDate;
  const health = item.kind === "initiative" ? item.initiative.health : null;
  const start = plan.startDate;
  const days = daysWords(start, end);
  const left = placeOf(start ?? end ?? today, scale);
  const right = end === null ? 100 : placeOf(nextDay(end), scale);
  const late = plan.late || (item.kind === "milestone" && item.milestone.forecastLate);
  const said = [
    PLAN_STATUS_WORDS[plan.status],
    days,
    progressWords(plan.progress),
    plan.late ? "late" : late ? "forecast after it is due" : "",
  ].filter(Boolean);
  return (
    <li className="relative grid grid-cols-[minmax(0,1fr)] items-center border-line/60 border-b hover:bg-hover md:h-row md:grid-cols-(--timeline)">
      <div className="flex min-w-0 items-center gap-2 px-gutter py-1.5 md:py-0">
        <PlanStatusSign status={plan.status} label={false} />
        <Link
          href={item.kind === "initiative" ? `/initiatives/${plan.key}` : `/milestones/${plan.key}`}
          prefetch={false}
          data-open=""
          dir="auto"
          title={`${plan.title}: ${said.join(", ")}`}
          aria-label={`${plan.title}: ${said.join(", ")}`}
          className="min-w-0 flex-1 truncate text-start font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
        >
          {plan.title}
        </Link>
        {health ? <HealthSign health={health} words={false} /> : null}
        <IssueKey className="max-lg:hidden">{plan.key}</IssueKey>
      </div>
      <p
        className={`flex gap-2 px-gutter pb-2 text-mini md:hidden ${plan.late ? "text-danger" : "text-muted"}`}
        aria-hidden="true"
      >
        <span>{days}</span>
        <span className="ms-auto">{plan.progress.percent}%</span>
      </p>
      <div className="relative hidden h-full md:block" aria-hidden="true">
        {start === null || left === right ? (
          <span
            className={`absolute top-1/2 size-3 -translate-x-1/2 -translate-y-1/2 rotate-45 rounded-[2px] border-2 ${late ? "border-danger bg-danger-wash" : "border-accent bg-accent-wash"}`}
            style={{ left: `${right}%` }}
          />
        ) : (
          <span
            className={`absolute inset-y-2 min-w-2 overflow-hidden rounded-chip border ${late ? "border-danger bg-danger-wash" : "border-accent bg-accent-wash"} ${end === null ? "rounded-e-none border-e-0" : ""}`}
            style={{ left: `${left}%`, width: `${Math.max(0.5, right - left)}%` }}
          >
            <span
              className={`block h-full opacity-35 ${late ? "bg-danger" : "bg-accent"}`}
              style={{ width: `${plan.progress.percent}%` }}
            />
          </span>
        )}
      </div>
    </li>
  );
}

function nextDay(date: string): string {
  return new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);
}

function daysWords(start: string | null, end: string | null): string {
  const words = (date: string) => dayWords(date, Date.now(), false);
  if (start && end) return `${words(start)} – ${words(end)}`;
  if (end) return `by ${words(end)}`;
  return start ? `from ${words(start)}` : "";
}
