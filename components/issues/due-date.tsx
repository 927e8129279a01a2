import { dayWords } from "#components/ui/time-words";

/** A due date in words; late ones say so by colour and by name. */
export function DueDate({ date, closed }: { date: string; closed: boolean }) {
  const late = !closed && date < new Date().toISOString().slice(0, 10);
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
