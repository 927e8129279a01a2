"use client";

import { isClosed } from "#components/issues/words";
import { PlanDate } from "#components/plans/plan-date";
import { useReadersDay } from "#components/ui/readers-day";
import { dayWords } from "#components/ui/time-words";
import type { IssueLine } from "#lib/domain/issues/schema";

/** Is a due date over, of something that is still open? */
function isLate(date: string, closed: boolean, today: string): boolean {
  return !closed && date < today;
}

/** A due date in words; late ones say so by colour and by name. */
export function DueDate({ date, closed }: { date: string; closed: boolean }) {
  const { today } = useReadersDay();
  const late = isLate(date, closed, today);
  return (
    <time
      dateTime={date}
      data-late={late ? "" : undefined}
      title={late ? "Overdue" : "Due"}
      className={`whitespace-nowrap text-mini tabular-nums ${late ? "font-medium text-danger" : "text-muted"}`}
    >
      {late ? <span className="sr-only">Overdue: </span> : null}
      {dayWords(date, Date.parse(today))}
    </time>
  );
}

/** An issue's due date among its properties. */
export function IssueDue({ issue: { dueDate, status } }: { issue: Pick<IssueLine, "dueDate" | "status"> }) {
  const { today } = useReadersDay();
  if (!dueDate) return null;
  return <PlanDate date={dueDate} late={isLate(dueDate, isClosed(status), today)} title="Due" large />;
}
