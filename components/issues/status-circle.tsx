import { STATUS_WORDS } from "#components/issues/words";
import { classNames } from "#components/ui/class-names";
import type { IssueStatus } from "#lib/domain/issues/fields";

const COLOURS: Record<IssueStatus, string> = {
  backlog: "text-status-backlog",
  ready: "text-status-ready",
  in_progress: "text-status-progress",
  review: "text-status-review",
  testing: "text-status-testing",
  done: "text-status-done",
  canceled: "text-status-canceled",
};

/** Length of a pie's arc on a circle of radius 2 (circumference 12.57). */
const PIES: Partial<Record<IssueStatus, number>> = { in_progress: 3.14, review: 6.28, testing: 9.42 };

/** The 14 px sign of a status; its shape says it without the colour. */
export function StatusCircle({ status, label = true }: { status: IssueStatus; label?: boolean }) {
  return (
    <svg
      viewBox="0 0 14 14"
      className={statusClasses(status)}
      role={label ? "img" : undefined}
      aria-label={label ? STATUS_WORDS[status] : undefined}
      aria-hidden={label ? undefined : true}
    >
      <StatusShape status={status} />
    </svg>
  );
}

export function statusClasses(status: IssueStatus): string {
  return classNames("size-3.5 shrink-0 fill-none", COLOURS[status]);
}

/** What stands in the sign of a status, on 14 by 14. */
export function StatusShape({ status }: { status: IssueStatus }) {
  const pie = PIES[status];
  const filled = status === "done" || status === "canceled";
  return (
    <>
      <circle
        cx="7"
        cy="7"
        r={filled ? 6.25 : 5.75}
        stroke="currentColor"
        strokeWidth="1.5"
        className={filled ? "fill-current" : undefined}
        strokeDasharray={status === "backlog" ? "1.4 1.61" : undefined}
      />
      {pie ? (
        <circle
          cx="7"
          cy="7"
          r="2"
          stroke="currentColor"
          strokeWidth="4"
          strokeDasharray={`${pie} 100`}
          transform="rotate(-90 7 7)"
        />
      ) : null}
      {status === "done" ? (
        <path
          d="M4.2 7.2 6.2 9.2 9.9 5.2"
          stroke="var(--canvas)"
          strokeWidth="1.6"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      ) : null}
      {status === "canceled" ? (
        <path d="M4.4 7h5.2" stroke="var(--canvas)" strokeWidth="1.7" strokeLinecap="round" />
      ) : null}
    </>
  );
}
