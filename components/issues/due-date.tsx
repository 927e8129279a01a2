import { dayWords } from "#components/ui/time-words";

/** Is a due date over, of something that is still open? */
export function isLate(date: string, closed: boolean): boolean {
  return !closed && date < new Date().toISOString().slice(0, 10);
}

/** A due date in words; late ones say so by colour and by name. */
export function DueDate({ date, closed }: { date: string; closed: boolean }) {
  const late = isLate(date, closed);
  return (
    <time
      dateTime={date}
      title={late ? "Overdue" : "Due"}
      suppressHydrationWarning
      className={`whitespace-nowrap text-mini tabular-nums ${late ? "font-medium text-danger" : "text-muted"}`}
    >
      {late ? <span className="sr-only">Overdue: </span> : null}
      {dayWords(date, Date.now())}
    </time>
  );
}
