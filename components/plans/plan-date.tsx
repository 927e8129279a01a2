import { dayWords } from "#components/ui/time-words";

/** The day something is to be done by; late ones say so by colour and by name. */
export function PlanDate({ date, late, title }: { date: string; late: boolean; title: string }) {
  return (
    <time
      dateTime={date}
      title={late ? `${title}, which is over` : title}
      suppressHydrationWarning
      className={`whitespace-nowrap text-mini tabular-nums ${late ? "font-medium text-danger" : "text-muted"}`}
    >
      {late ? "Late · " : ""}
      {dayWords(date, Date.now())}
    </time>
  );
}
